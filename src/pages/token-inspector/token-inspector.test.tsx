// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, type ComponentProps } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { KeySet } from "#protocol/discovery.ts";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { TokenInspector } from "./token-inspector.tsx";

afterEach(cleanup);

type HeldTokens = ComponentProps<typeof TokenInspector>["held"];

const NOTHING: HeldTokens = { "access-a": null, "id-a": null, "id-b": null };
const ACCESS = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "update:current_user_identities",
  iat: NOW - 10,
  exp: NOW + 7080,
});

let signer: Awaited<ReturnType<typeof createSigner>>;
let proof: string;

beforeAll(async () => {
  // As a browser has them shortly after somebody turned to the box.
  await Promise.all([import("./reader.ts"), import("./sample.ts")]);
  signer = await createSigner("key-1");
  proof = await signer.sign(ID_TOKEN_CLAIMS);
});

async function show(
  options: { held?: HeldTokens; knownKeys?: KeySet; answer?: KeySet | Error } = {},
) {
  const { held = NOTHING, knownKeys = null, answer } = options;
  const fetchKeys = vi.fn<() => Promise<KeySet>>(async () => {
    if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError("asked");
    return answer;
  });
  function Page() {
    const [pasted, setPasted] = useState("");
    return (
      <TokenInspector
        tenant={TENANT}
        held={held}
        knownKeys={knownKeys}
        fetchKeys={fetchKeys}
        pasted={pasted}
        onPasted={setPasted}
        now={NOW}
        logInLink={<a href="/learn/primary">Log in as A</a>}
      />
    );
  }
  render(<Page />);
  const box = screen.queryByLabelText("Paste anything with a token in it");
  if (box !== null) fireEvent.focus(box);
  await act(async () => void (await import("./reader.ts")));
  return { fetchKeys };
}

function paste(text: string): void {
  fireEvent.paste(screen.getByLabelText(/Paste anything/), {
    clipboardData: { getData: () => text },
  });
}

function type(text: string): void {
  fireEvent.change(screen.getByLabelText(/Paste anything/), { target: { value: text } });
}

/** What one of the four verdicts says. */
async function verdict(label: string): Promise<string | null | undefined> {
  const list = await screen.findByRole("list", { name: "Four verdicts" });
  const items = within(list).getAllByRole("listitem");
  return items.find((item) => within(item).queryByText(label) !== null)?.textContent;
}

test("says how an empty inspector is filled, and fills it with a sample", async () => {
  await show();
  expect(screen.getByRole("note").textContent).toContain("No tokens here yet.");
  await userEvent.click(screen.getByRole("button", { name: "Use a sample" }));
  expect(screen.getByRole("button", { name: /B’s ID token a sample/ })).toBeTruthy();
  expect(await verdict("Format")).toContain("Decoded: a signed claims set");
  expect(await verdict("Time")).toContain("Expires in 1 h 58 min");
  expect(await verdict("This call")).toContain("Fits in the header of the identities request");
  expect(await screen.findByText("8 of 10 fit: 2 not known yet.")).toBeTruthy();
});

const countChoices = () => screen.getAllByRole("button", { pressed: false }).length;

const manyClaims = (value: number) =>
  Object.fromEntries(Array.from({ length: 110 }, (_, index) => [`c${index}`, value]));

test("offers the first twenty tokens of a text, and the rest when it is asked", async () => {
  await show();
  const made = Array.from({ length: 23 }, (_, index) => forgeToken({ sub: `auth0|${index}` }));
  paste(JSON.stringify(made).padEnd(9000));
  const before = countChoices();
  await userEvent.click(screen.getByRole("button", { name: "Show 3 more" }));
  expect(countChoices() - before).toBe(3);
});

test("compares the first hundred claims of two tokens", async () => {
  await show({
    held: { ...NOTHING, "access-a": forgeToken(manyClaims(1)), "id-a": forgeToken(manyClaims(2)) },
  });
  const table = await screen.findByRole("table", { name: "Two tokens, claim by claim" });
  expect(within(table).getAllByRole("row")).toHaveLength(101);
});

test("does not call the inspector empty that is about to read a token", () => {
  const { baseElement } = render(
    <TokenInspector
      tenant={TENANT}
      held={{ ...NOTHING, "access-a": ACCESS }}
      knownKeys={null}
      fetchKeys={vi.fn<() => Promise<KeySet>>()}
      pasted=""
      onPasted={vi.fn<(text: string) => void>()}
      now={NOW}
      logInLink={null}
    />,
  );
  expect(baseElement.textContent).toContain("Reading…");
  expect(baseElement.textContent).not.toContain("No tokens here yet.");
});

test("keeps the box where it is while a token is typed into it", async () => {
  await show();
  const box = screen.getByLabelText(/Paste anything/);
  type(proof);
  expect(screen.getByLabelText(/Paste anything/)).toBe(box);
});

test("asks for no keys until the reader does, and then once", async () => {
  const { fetchKeys } = await show({ answer: signer.keys });
  type(`Bearer ${proof}`);
  expect(await verdict("Signature")).toContain("Not checked");
  expect(fetchKeys).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Fetch keys and check" }));
  expect(await screen.findByText("Valid")).toBeTruthy();
  expect(await verdict("Signature")).toContain("with its key key-1");
  type(await signer.sign({ ...ID_TOKEN_CLAIMS, sub: "x" }, { kid: "gone" }));
  await userEvent.click(screen.getByRole("button", { name: "Check the signature" }));
  expect(await screen.findByText("Key not found")).toBeTruthy();
  expect(fetchKeys).toHaveBeenCalledOnce();
});

test("says that missing keys say nothing about the token", async () => {
  await show({ answer: new TypeError("offline") });
  type(proof);
  await userEvent.click(await screen.findByRole("button", { name: "Fetch keys and check" }));
  expect(await screen.findByText(/This says nothing about the token/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Fetch keys and check" })).toBeTruthy();
});

test("can ask nobody but the tenant in use, and says so", async () => {
  await show();
  type(forgeToken({ ...ID_TOKEN_CLAIMS, iss: "https://other.example/" }));
  expect(await verdict("Signature")).toContain(
    "This page may only ask localhost:5180; this token is from https://other.example/.",
  );
  expect(screen.queryByRole("button", { name: /keys/ })).toBeNull();
});

test("checks B's signature by itself with keys that were read before, and joins the claims", async () => {
  const { fetchKeys } = await show({
    held: { "access-a": ACCESS, "id-a": forgeToken(ID_TOKEN_CLAIMS), "id-b": proof },
    knownKeys: signer.keys,
  });
  expect(await screen.findByText("9 of 10 fit: 1 not known yet.")).toBeTruthy();
  await userEvent.type(screen.getByLabelText(/User ID in the path/), "auth0%7C1");
  expect(await screen.findByText("10 of 10 fit.")).toBeTruthy();
  await userEvent.type(screen.getByLabelText(/User ID in the path/), "2");
  expect(await screen.findByText("9 of 10 fit: 1 the API would refuse.")).toBeTruthy();
  expect(fetchKeys).not.toHaveBeenCalled();
  const [first] = screen
    .getAllByRole("listitem")
    .filter((item) => /aud of B/.test(item.textContent));
  expect(first?.textContent).toContain("A · azplinklab-spa");
  expect(first?.textContent).toContain("must equal");
  expect(first?.textContent).toContain("B · audlinklab-spa");
  expect(screen.getAllByText("No API error: your duty")).toHaveLength(2);
  await userEvent.click(screen.getByText("The ten checks as a function"));
  const code = await screen.findByRole("region", { name: "The ten checks as code" });
  expect(code.textContent).toContain("export function checkBeforeLinking");
});

test("judges anew by keys that the walkthrough reads after the page did", async () => {
  const access = await signer.sign({ ...ID_TOKEN_CLAIMS, aud: TENANT.audience });
  const page = (knownKeys: KeySet | null) => (
    <TokenInspector
      tenant={TENANT}
      held={{ ...NOTHING, "access-a": access }}
      knownKeys={knownKeys}
      fetchKeys={async () => signer.keys}
      pasted=""
      onPasted={vi.fn<(text: string) => void>()}
      now={NOW}
      logInLink={null}
    />
  );
  const { rerender } = render(page(null));
  await userEvent.click(await screen.findByRole("button", { name: "Fetch keys and check" }));
  expect(await screen.findByText("Valid")).toBeTruthy();
  rerender(page((await createSigner("key-2")).keys));
  expect(await screen.findByText("Key not found")).toBeTruthy();
});

test("offers both tokens of a callback, and puts one where it belongs", async () => {
  await show();
  type(`http://localhost/callback#access_token=${ACCESS}&id_token=${proof}`);
  expect(await verdict("This call")).toContain("Fits in the header");
  await userEvent.click(screen.getByRole("button", { name: "id_token" }));
  expect(await verdict("This call")).toContain("Fits as link_with");
  const moves = screen.getByText("Use it as").parentElement!;
  await userEvent.click(within(moves).getByRole("button", { name: "B’s ID token" }));
  expect(screen.getByRole("button", { name: /B’s ID token put here by you/ })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
  expect(screen.getByRole("button", { name: /B’s ID token empty/ })).toBeTruthy();
});

test("hides the raw text, not the verdicts", async () => {
  await show();
  type(proof);
  await userEvent.click(screen.getByRole("switch", { name: "Hide tokens" }));
  expect(document.body.innerHTML).not.toMatch(/eyJ/);
  expect(await verdict("Format")).toContain("Decoded");
});

test("reads a large paste without putting it in the box", async () => {
  await show();
  paste(forgeToken({ sub: "auth0|1", x: "y".repeat(48_000) }));
  expect(screen.getByLabelText<HTMLTextAreaElement>(/Paste anything/).value).toBe("");
  expect(await screen.findByRole("button", { name: "Show all 48,000 characters" })).toBeTruthy();
});

test("(S 48) offers no place to a token that is too large, and does not call it found", async () => {
  await show();
  paste("x".repeat(300_000));
  expect(await verdict("Format")).toContain("Too large: over 256 KB");
  expect(screen.queryByText("Use it as")).toBeNull();
  expect(screen.getByRole("button", { name: "Pasted refused" })).toBeTruthy();
});

test("(S 10) shows hostile claims as text, in a direction of their own", async () => {
  await show();
  const hostile = ["<img src=x onerror=alert(1)>", "javascript:alert(1)", "\u202egnp.exe"];
  type(
    forgeToken(
      { name: hostile[0], picture: hostile[1], nickname: hostile[2] },
      { kid: hostile[0] },
    ),
  );
  await screen.findByRole("table", { name: "Claims of Pasted token" });
  for (const text of hostile)
    for (const shown of screen.getAllByText(text)) expect(shown.tagName).toBe("BDI");
  expect(screen.queryByRole("img")).toBeNull();
  expect(document.querySelectorAll('a[href^="javascript"], img, script')).toHaveLength(0);
});

test.each([
  ["nothing of the kind", "hello there", "No token in it"],
  ["a code", "http://localhost/callback?code=x&state=y", "A callback with a code, not a token"],
  ["an error", "http://localhost/callback?error=x", "A callback with an error, not a token"],
])("says that it is %s", async (_, text, title) => {
  await show();
  type(text);
  expect(screen.getByText(title)).toBeTruthy();
});

test("leads from an error to its entry", async () => {
  await show();
  type('{"statusCode":400,"message":"Main identity and the new one are the same."}');
  const links = within(await screen.findByRole("list", { name: "What the errors mean" }));
  expect(links.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "/errors/self-link",
  ]);
});

test("leads nowhere from an error that nobody knows", async () => {
  await show();
  type("http://localhost/callback?error=x");
  await act(async () => void (await import("./pasted-errors.tsx")));
  expect(screen.queryByRole("list", { name: "What the errors mean" })).toBeNull();
});

test("(S 51) calls nothing verified or valid that was only decoded", async () => {
  await show();
  type(proof);
  expect(await verdict("Format")).toContain("Read, not verified.");
  expect(await verdict("Format")).not.toMatch(/\bvalid\b/i);
  const items = within(screen.getByRole("list", { name: "Four verdicts" })).getAllByRole(
    "listitem",
  );
  expect(items.map((item) => item.getAttribute("data-tone"))).toEqual([
    "plain",
    "open",
    "plain",
    "ok",
  ]);
});

const THEIRS = "https://example.eu.auth0.com/";
const THEIR_LIFETIME = { iss: THEIRS, iat: NOW - 10, exp: NOW + 60 };
const THEIR_ACCESS = forgeToken({
  ...THEIR_LIFETIME,
  sub: "auth0|1",
  aud: `${THEIRS}api/v2/`,
  azp: "theirs",
  scope: "update:current_user_identities",
});
const THEIR_PROOF = forgeToken({ ...ID_TOKEN_CLAIMS, ...THEIR_LIFETIME, aud: "theirs" });

test("judges a token of another tenant for that one, and for the tenant in use when asked", async () => {
  await show();
  type(THEIR_ACCESS);
  expect(await verdict("This call")).toContain("Fits in the header");
  const choice = screen.getByLabelText(/Judged for example.eu.auth0.com/);
  await userEvent.selectOptions(choice, "tenant");
  expect(await verdict("This call")).toContain("The API answers 401 Invalid token.");
  expect(screen.getByLabelText(/Judged for localhost:5180/)).toBeTruthy();
});

test("judges two tokens of another tenant by each other", async () => {
  await show({ held: { "access-a": THEIR_ACCESS, "id-a": null, "id-b": THEIR_PROOF } });
  await userEvent.click(await screen.findByRole("button", { name: /B’s ID token/ }));
  expect(await verdict("This call")).toContain("Fits as link_with");
  expect(await verdict("This call")).not.toContain("If its aud");
  expect(screen.getByText("7 of 10 fit: 3 not known yet.")).toBeTruthy();
  expect(screen.getAllByText("example.eu.auth0.com").length).toBeGreaterThanOrEqual(2);
});

test("judges a pasted token of another tenant by that one, though the walkthrough holds tokens", async () => {
  await show({ held: { ...NOTHING, "access-a": ACCESS } });
  await userEvent.click(await screen.findByRole("button", { name: /Pasted/ }));
  type(THEIR_PROOF);
  expect(await verdict("This call")).toContain("Fits as link_with");
  expect(await verdict("This call")).toContain("If its aud is azp of A’s access token.");
  type(proof);
  expect(await verdict("This call")).not.toContain("If its aud");
});

test("judges an access token in B's place as link_with", async () => {
  await show({ held: { ...NOTHING, "id-b": ACCESS } });
  await userEvent.click(await screen.findByRole("button", { name: /B’s ID token/ }));
  expect(await verdict("This call")).toContain(
    "It is an access token. link_with takes an ID token.",
  );
});

test.each([
  ["a refresh token", '{"refresh_token":"v1.abc"}', "A refresh token"],
  ["an opaque token", "Bearer kX9fQ2vLr7TzMb1NcW8sYd3HgJ5pAe0u", "An opaque token"],
  ["one part", ACCESS.slice(0, 30), "One part of a token"],
  [
    "a body of an error",
    '{"statusCode":403,"message":"Insufficient scope"}',
    "An error, not a token",
  ],
  [
    "a line of a log",
    '{"type":"depnote","date":"x","log_id":"1"}',
    "A line of a tenant’s log: depnote",
  ],
  ["JSON without its end", `{"id_token":"${ACCESS}"`, "Cut off"],
])("says what it is that holds no token of use: %s", async (_, text, title) => {
  await show();
  type(text);
  expect(await screen.findByText(title)).toBeTruthy();
});

test.each([
  ["a cookie", `Cookie: appSession=${ACCESS}`, /Taken out of the cookie appSession\./],
  ["a fragment", `http://localhost/#id_token=${ACCESS}`, /Taken out of a fragment\./],
  ["a query", `http://localhost/?id_token=${ACCESS}`, /Taken out of parameters\./],
  [
    "a storage",
    `{"@@auth0spajs@@::a":{"id_token":"${ACCESS}"}}`,
    /Taken out of a browser’s storage/,
  ],
  ["a command", `curl -H "Authorization: Bearer ${ACCESS}" http://a/`, /Taken out of a command\./],
  ["quotes", `"${ACCESS}"`, "The quotes were left out."],
])("says what was around a token: %s", async (_, text, words) => {
  await show();
  type(text);
  expect(await screen.findByText(words)).toBeTruthy();
});

test("calls each token of a text by what its place says, and names an equal one once", async () => {
  await show();
  type(`Bearer ${ACCESS}\nBearer ${ACCESS}\ncookie: web=${proof}`);
  expect(await screen.findByRole("button", { name: "Bearer" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "web (cookie)" })).toBeTruthy();
});

test("shows the bytes of a payload that is no JSON", async () => {
  await show();
  const [header, , signature] = ACCESS.split(".");
  type(`${header}.${btoa("hello\u0001").replaceAll("=", "")}.${signature}`);
  const bytes = await screen.findByRole("region", { name: "Bytes of the payload" });
  expect(bytes.textContent).toMatch(/^68 65 6c 6c 6f 01 +hello·$/);
});
