// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#protocol/testing.ts";
import type { WireEvent } from "#wire/event.ts";
import { LINK_EVENT } from "#wire/testing.ts";
import type { HeldToken } from "./tokens.tsx";
import { WirePanel, type WireView } from "./wire-panel.tsx";

afterEach(cleanup);

function show(change: { events?: WireEvent[]; tokens?: HeldToken[]; view?: WireView }) {
  const onView = vi.fn<(view: WireView) => void>();
  const { events = [], tokens = [], view = "requests" } = change;
  render(
    <WirePanel
      events={events}
      tokens={tokens}
      tenant={TENANT}
      now={NOW}
      view={view}
      onView={onView}
    />,
  );
  return { onView };
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
  show({ events: [LINK_EVENT] });
  const text = screen.getByRole("listitem").textContent;
  expect(text).toContain("POST …/identities");
  expect(text).toContain("201 answered");
  expect(text).toContain("12 ms");
  expect(text).toContain("Bearer A · access token");
  expect(text).toContain('{"link_with":"B · ID token"}');
  expect(text).not.toContain("⟦");
});

test.each([
  [{ state: "sent", status: null, durationMs: null }, "sent"],
  [{ state: "no-answer", status: null }, "no answer"],
  [{ state: "cancelled", status: null, kind: "page" }, "closed"],
  [{ state: "refused", status: 403 }, "403 refused"],
] satisfies [Partial<WireEvent>, string][])("says how %j went", (change, words) => {
  show({ events: [{ ...LINK_EVENT, ...change }] });
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

const HOSTILE = "<img src=x onerror=alert(1)>";

test("shows hostile text of an answer as text", () => {
  show({ events: [{ ...LINK_EVENT, responseBody: HOSTILE, requestBody: HOSTILE }] });
  expect(screen.getByRole("listitem").textContent).toContain(HOSTILE);
  expect(screen.queryByRole("img")).toBeNull();
});

test("says that there are no tokens yet", () => {
  show({ view: "tokens" });
  expect(screen.getByRole("tabpanel").textContent).toContain("No tokens yet.");
});

test("says that a decoded token is not verified", () => {
  showToken({ sub: "auth0|1" });
  expect(screen.getByRole("tabpanel").textContent).toContain("Decoded, not verified.");
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
  expect(claim(card, "kid")).toBe("k");
  expect(claim(card, "email_verified")).toBe("true");
  expect(claim(card, "aud")).toBe('["a","b"]');
  expect(claim(card, "none")).toBe("null");
});

test.each([
  [NOW + 7200, `${NOW + 7200}in 2 hours · 2026-01-01T14:00:00Z`],
  [NOW - 60, `${NOW - 60}1 minute ago · 2026-01-01T11:59:00Z`],
  [NOW, `${NOW}now · 2026-01-01T12:00:00Z`],
  [NOW + 0.5, `${NOW + 0.5}in 1 second · 2026-01-01T12:00:00.500Z`],
  [-1, "-1not a NumericDate"],
  [1e20, "100000000000000000000not a NumericDate"],
  [String(NOW), `${NOW}not a NumericDate`],
  ["2026-01-01", "2026-01-01not a NumericDate"],
  [null, "nullnot a NumericDate"],
  [true, "truenot a NumericDate"],
  [[NOW], `[${NOW}]not a NumericDate`],
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
