// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import type { WireEvent } from "#wire/event.ts";
import { createWireLog } from "#wire/log.ts";
import type { PlannedEvent } from "#wire/rows.ts";
import { LINK_EVENT, POPUP_EVENT, REDIRECT_EVENT } from "#test/support/wire-events.ts";
import { WirePanel, type WirePanelProps, type WireView } from "./wire-panel.tsx";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const PLANNED: PlannedEvent = {
  from: "app",
  to: "api",
  actor: "A",
  method: "DELETE",
  path: "/api/v2/users/{id}/identities/{provider}/{identity}",
  answer: "200 · identities",
};

type Change = Partial<WirePanelProps>;

/** The panel with a parent that keeps what it tells. */
function Panel({ onView, onSelect, ...change }: Change) {
  const [view, setView] = useState(change.view ?? "requests");
  const [selected, setSelected] = useState(change.selected ?? null);
  return (
    <WirePanel
      events={[]}
      planned={[]}
      underWay={null}
      tokens={[]}
      tenant={TENANT}
      canTellRules
      signatures={new Map()}
      tokensHref="/tokens"
      {...change}
      view={view}
      onView={(next) => (setView(next), onView?.(next))}
      selected={selected}
      onSelect={(next) => (setSelected(next), onSelect?.(next))}
    />
  );
}

function show(change: Change) {
  const onView = vi.fn<(view: WireView) => void>();
  const onSelect = vi.fn<(id: string | null) => void>();
  const { container } = render(<Panel {...change} onView={onView} onSelect={onSelect} />);
  return { container, onView, onSelect };
}

function showToken(claims: unknown): HTMLElement {
  const raw = typeof claims === "string" ? claims : forgeToken(claims);
  show({ view: "tokens", tokens: [{ owner: "B", name: "ID token", purpose: "the proof", raw }] });
  return screen.getByRole("article", { name: "B’s ID token" });
}

/** What stands beside a claim's name. */
function claim(card: HTMLElement, name: string): string | null | undefined {
  const rows = within(card).getAllByRole("row");
  const row = rows.find((each) => within(each).queryByRole("rowheader", { name }) !== null);
  return row && within(row).getAllByRole("cell")[0]?.textContent;
}

test("counts requests and tokens, and goes to the other view", async () => {
  const { onView } = show({ events: [LINK_EVENT] });
  expect(screen.getByRole("tab", { name: "Requests 1", selected: true })).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: "Tokens 0" }));
  expect(onView).toHaveBeenCalledWith("tokens");
});

test("says that nothing was sent yet", () => {
  show({});
  expect(screen.getByRole("tabpanel").textContent).toContain("Nothing was sent yet.");
});

test("shows a request and its answer, with chips in place of tokens", () => {
  show({ events: [LINK_EVENT], selected: "1" });
  const text = screen.getByRole("listitem").textContent;
  expect(text).toContain("POST …/identities");
  expect(text).toContain("201 answered");
  expect(text).toContain("12 ms");
  expect(text).toContain("Bearer A · access token");
  expect(text).toContain('{\n  "link_with": "B · ID token"\n}');
  expect(text).not.toContain("⟦");
});

test.each([
  [{ state: "sent", status: null, durationMs: null }, "sent"],
  [{ state: "no-answer", status: null }, "no answer"],
  [{ state: "cancelled", status: null, kind: "page" }, "cancelled"],
  [{ state: "refused", status: 403 }, "403 refused"],
] satisfies [Partial<WireEvent>, string][])("says how %j went", (change, words) => {
  show({ events: [{ ...LINK_EVENT, ...change }], selected: "1" });
  expect(screen.getByRole("listitem").textContent).toContain(words);
});

test("measures no time of a page that the browser went to", () => {
  show({ events: [{ ...LINK_EVENT, kind: "page", durationMs: 4000 }] });
  expect(screen.getByRole("listitem").textContent).not.toContain("4000 ms");
});

test("copies a request as curl with variables in place of tokens", async () => {
  const user = userEvent.setup();
  show({ events: [LINK_EVENT] });
  await user.click(screen.getByText("POST …/identities"));
  await user.click(screen.getByRole("button", { name: "Copy as curl" }));
  expect(await navigator.clipboard.readText()).toContain(
    `'Authorization: Bearer '"$A_ACCESS_TOKEN"`,
  );
});

test("copies a body as it was sent, however it is laid out to be read", async () => {
  const user = userEvent.setup();
  show({ events: [LINK_EVENT], selected: "1" });
  await user.click(screen.getByRole("button", { name: "Copy as curl" }));
  expect(await navigator.clipboard.readText()).toContain(`-d '{"link_with":"'"$B_ID_TOKEN"'"}'`);
});

test("makes a chip of what the log marked, and of nothing that an answer wrote", () => {
  const log = createWireLog({ now: () => 0 });
  const foreign = "⟦A access token⟧";
  const url = "http://localhost:5180/x";
  const id = log.start({ actor: "A", kind: "http", method: "GET", url });
  log.end(id, { state: "answered", status: 200, headers: { "X-Test": foreign }, body: foreign });
  log.noteTenant(id, {
    rule: "r",
    because: `${foreign} code=secret`,
    evidence: "assumed",
    source: foreign,
  });
  const restored: unknown = JSON.parse(JSON.stringify(log.events()));
  show({ events: createWireLog({ now: () => 0, restored }).events(), selected: "1" });
  const text = screen.getByRole("listitem").textContent;
  expect(text.split(foreign)).toHaveLength(5);
  expect(text).toContain("code=A · code");
  expect(text).not.toContain("A · access token");
});

const HOSTILE = "<img src=x onerror=alert(1)>";

test("shows hostile text of an answer as text", () => {
  const tenant = { rule: HOSTILE, because: HOSTILE, evidence: "assumed", source: HOSTILE } as const;
  const hostile = {
    ...LINK_EVENT,
    url: `http://localhost:5180/${HOSTILE}`,
    responseHeaders: { "X-Test": HOSTILE },
    responseBody: HOSTILE,
    requestBody: HOSTILE,
    tenant,
  };
  const { container } = show({ events: [hostile], selected: "1", view: "diagram" });
  expect(screen.getByRole("listitem").textContent.split(HOSTILE)).toHaveLength(9);
  expect(container.querySelector("svg")?.textContent).toContain("<img");
  expect(container.querySelector("img")).toBeNull();
});

test("says that there are no tokens yet", () => {
  show({ view: "tokens" });
  expect(screen.getByRole("tabpanel").textContent).toContain("No tokens yet.");
});

test("says that a decoded token is not verified, and leads to the inspector", () => {
  const card = showToken({ sub: "auth0|1" });
  expect(card.textContent).toContain("Not checked");
  const link = screen.getByRole("link", { name: "Compare tokens side by side" });
  expect(link.getAttribute("href")).toBe("/tokens");
});

test("says what came of its signature", () => {
  const raw = forgeToken({ sub: "auth0|1" });
  show({
    view: "tokens",
    tokens: [{ ...TOKEN_OF_B, raw }],
    signatures: new Map([[raw, { state: "invalid", reason: "mismatch" }]]),
  });
  expect(screen.getByRole("article").textContent).toContain("Invalid");
});

test("shows hostile claims as text", () => {
  const card = showToken({ name: HOSTILE, [HOSTILE]: 1, nested: { x: HOSTILE } });
  expect(claim(card, "name")).toBe(HOSTILE);
  expect(claim(card, HOSTILE)).toBe("1");
  expect(claim(card, "nested")).toBe(JSON.stringify({ x: HOSTILE }));
  expect(within(card).queryByRole("img")).toBeNull();
});

test("shows header and claims as they are", () => {
  const card = showToken({ email_verified: true, aud: ["a", "b"], none: null });
  expect(claim(card, "alg")).toBe("RS256");
  expect(claim(card, "kid")).toBe("key-1");
  expect(claim(card, "email_verified")).toBe("true");
  expect(claim(card, "aud")).toBe('["a","b"]');
  expect(claim(card, "none")).toBe("null");
});

test.each([
  [NOW + 7200, `${NOW + 7200}in 2 hours · 2026-01-01T14:00:00Z`],
  [NOW - 60, `${NOW - 60}1 minute ago · 2026-01-01T11:59:00Z`],
  [NOW, `${NOW}now · 2026-01-01T12:00:00Z`],
  [NOW + 0.5, `${NOW + 0.5}in 1 second · 2026-01-01T12:00:00.500Z`],
  [-1, "-120,454 days ago · 1969-12-31T23:59:59Z"],
  [NOW * 1000, `${NOW}000in milliseconds; a NumericDate is in seconds`],
  [1e20, "100000000000000000000not a NumericDate"],
  [String(NOW), `${NOW}exp is text; it should be a number of seconds since 1970.`],
  ["2026-01-01", "2026-01-01exp is text; it should be a number of seconds since 1970."],
  [null, "nullexp is null; it should be a number of seconds since 1970."],
  [true, "trueexp is true or false; it should be a number of seconds since 1970."],
  [[NOW], `[${NOW}]exp is a list; it should be a number of seconds since 1970.`],
])("says the NumericDate %j as a person does", (exp, expected) => {
  expect(claim(showToken({ exp }), "exp")).toBe(expected);
});

test("reads no date from a claim of another name", () => {
  expect(claim(showToken({ updated_at: NOW }), "updated_at")).toBe(String(NOW));
});

test("says that an opaque token is not for the page to read", () => {
  const card = showToken("opaque-access-token");
  expect(card.textContent).toContain("Not a JWT: an opaque token");
  expect(within(card).queryByRole("table")).toBeNull();
});

test("calls a decoded token decoded, and neither verified nor valid", () => {
  const text = showToken(ID_TOKEN_CLAIMS).textContent;
  expect(text).toContain("Decoded: a signed claims set");
  expect(text).toContain("Expires in");
  expect(text).toContain("Fits as link_with");
  expect(text).not.toMatch(/\bverified\b(?!\.)|\bvalid\b/i);
});

test("calls A's own ID token no proof of B, and judges B's by A's access token", () => {
  const access = forgeToken({
    ...ID_TOKEN_CLAIMS,
    sub: "auth0|1",
    aud: TENANT.audience,
    azp: TENANT.clientId,
    scope: "update:current_user_identities",
  });
  const held = { ...TOKEN_OF_B, owner: "A" as const };
  show({
    view: "tokens",
    tokens: [
      { ...held, name: "access token", raw: access },
      { ...held, name: "ID token", raw: forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|1" }) },
      { ...TOKEN_OF_B, raw: forgeToken(ID_TOKEN_CLAIMS) },
    ],
  });
  const said = screen.getAllByRole("article").map(({ textContent }) => textContent);
  expect(said[0]).toContain("Fits in the header");
  expect(said[1]).toContain("Its sub is that of A’s access token.");
  expect(said[1]).not.toContain("Fits as link_with");
  expect(said[2]).toContain("Fits as link_with");
});

const ROWS = {
  events: [
    { ...REDIRECT_EVENT, id: 1 },
    { ...LINK_EVENT, id: 2 },
    { ...POPUP_EVENT, id: 3 },
  ],
  planned: [PLANNED],
} satisfies Change;

/** Ids of the rows, in the order in which the eye and the ear meet them. */
function idsIn(container: HTMLElement, selector: string): (string | null)[] {
  return [...container.querySelectorAll(selector)].map((one) => one.getAttribute("data-row"));
}

test("shows the same rows in diagram and list, planned ones included", () => {
  const { container } = show({ ...ROWS, view: "diagram" });
  const ids = ["1", "2", "3", "plan-1"];
  expect(idsIn(container, "svg [data-row]")).toEqual(ids);
  expect(idsIn(container, "ol [data-row]")).toEqual(ids);
});

test("hides the picture from a screen reader: the list says the same", () => {
  const { container } = show({ ...ROWS, view: "diagram" });
  expect(container.querySelector("svg")?.closest("[aria-hidden=true]")).not.toBeNull();
  expect(screen.getAllByRole("listitem")).toHaveLength(4);
});

/** The buttons that the Tab key reaches. */
function stops(): HTMLElement[] {
  return screen.getAllByRole("button").filter((one) => one.tabIndex === 0);
}

test("has one tab stop, moves by keys, and opens and closes with Enter", async () => {
  const user = userEvent.setup();
  const { onSelect } = show(ROWS);
  const [first, second, , last] = screen.getAllByRole("button");
  expect(stops()).toEqual([last]);
  last?.focus();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(last);
  await user.keyboard("{Home}");
  expect(document.activeElement).toBe(first);
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(second);
  await user.keyboard("{ArrowUp}{ArrowUp}");
  expect(document.activeElement).toBe(first);
  await user.keyboard("{End}{ArrowUp}{ArrowUp}{Enter}");
  expect(onSelect).toHaveBeenLastCalledWith("2");
  expect(second?.getAttribute("aria-expanded")).toBe("true");
  expect(stops()[0]).toBe(second);
  await user.keyboard("{Enter}");
  expect(onSelect).toHaveBeenLastCalledWith(null);
  expect(second?.getAttribute("aria-expanded")).toBe("false");
});

test("opens the request whose arrow is clicked", async () => {
  const { container } = show({ ...ROWS, view: "diagram" });
  const arrow = container.querySelector('svg [data-row="2"]');
  await userEvent.click(arrow!);
  expect(screen.getByRole("button", { expanded: true }).textContent).toContain("POST …/identities");
  expect(arrow?.hasAttribute("data-selected")).toBe(true);
});

test("says of a planned request that it was not sent, and what it hopes for", () => {
  show({ ...ROWS, selected: "plan-1" });
  const text = screen.getByRole("button", { expanded: true }).closest("li")?.textContent;
  expect(text).toContain("not sent");
  expect(text).toContain("200 · identities");
  expect(screen.queryByRole("button", { name: "Copy as curl" })).toBeNull();
});

test("copies a request as fetch", async () => {
  const user = userEvent.setup();
  show({ events: [LINK_EVENT], selected: "1" });
  await user.click(screen.getByRole("button", { name: "Copy as fetch" }));
  expect(await navigator.clipboard.readText()).toContain("`Bearer ${A_ACCESS_TOKEN}`");
});

const TOKEN_OF_B = { owner: "B", name: "ID token", purpose: "the proof" } as const;

test("goes from a chip to its token, and offers no way to a token that is gone", async () => {
  const user = userEvent.setup();
  const raw = forgeToken({ sub: "auth0|1" });
  const { onView } = show({
    events: [LINK_EVENT],
    selected: "1",
    tokens: [{ ...TOKEN_OF_B, raw }],
  });
  expect(screen.queryByRole("button", { name: "A · access token" })).toBeNull();
  screen.getByRole("button", { name: "B · ID token" }).focus();
  await user.keyboard("{Enter}");
  expect(onView).toHaveBeenCalledWith("tokens");
  expect(document.activeElement).toBe(screen.getByRole("article", { name: "B’s ID token" }));
});

const other = { ...LINK_EVENT, id: 7, state: "refused", finding: "other" } satisfies WireEvent;

test.each([
  ["of the step in view", null, 1],
  ["of the request that is selected", "7", 0],
  ["of none where the selected one did not fail", "1", 0],
])("lights up the claims that mattered, in their token only: %s", (_, selected, count) => {
  show({
    view: "tokens",
    events: [LINK_EVENT, other],
    selected,
    tokens: [
      { ...TOKEN_OF_B, raw: forgeToken({ aud: "x", sub: "auth0|1" }) },
      { ...TOKEN_OF_B, owner: "A", raw: forgeToken({ aud: "y" }) },
    ],
    finding: "wrong",
    evidenceOf: (finding) =>
      finding === "wrong" ? [{ owner: "B", token: "ID token", claim: "aud" }] : [],
  });
  const lit = screen.getAllByRole("row").filter((row) => row.hasAttribute("data-lit"));
  expect(lit.map((row) => row.textContent)).toEqual(
    Array.from({ length: count }, () => expect.stringMatching(/audx.*This one mattered\./)),
  );
});

test("shows what the tenant tells of its side, and where a failure is explained", () => {
  const source = "https://auth0.com/docs";
  const refused: WireEvent = {
    ...LINK_EVENT,
    state: "refused",
    status: 401,
    isExpected: true,
    finding: "token-not-accepted",
    tenant: { rule: "token-invalid", because: "aud", evidence: "quoted", source },
  };
  const { container } = show({
    events: [refused],
    selected: "1",
    view: "diagram",
    findingHref: (id) => `/errors/${id}`,
  });
  const text = screen.getByRole("listitem").textContent;
  expect(text).toContain("401 refused, as expected");
  expect(text).toContain(
    "Ruletoken-invalidKnownquoted from Auth0’s own documentation or sourceBecauseaudSource",
  );
  expect(container.querySelector("svg")?.textContent).toContain("token-invalid · quoted");
  expect(screen.getByRole("link").getAttribute("href")).toBe("/errors/token-not-accepted");
});

test.each([
  [true, 0],
  [false, 2],
])("hatches the tenant's page, unless it tells what it does: %j", (canTellRules, count) => {
  const { container } = show({ ...ROWS, view: "diagram", canTellRules });
  const text = container.querySelector("svg")?.textContent ?? "";
  expect(text.split("We cannot see")).toHaveLength(count + 1);
});
