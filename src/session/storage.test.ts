import { beforeEach, expect, test } from "vitest";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { createWireLog } from "#wire/log.ts";
import { createStorage, type PendingSignIn } from "./storage.ts";
import { createMemoryArea, textOf } from "#test/support/session.ts";

const ACCOUNT = {
  userId: "auth0|1",
  name: "Ada",
  email: "ada@example.com",
  isEmailVerified: true,
};
const REQUEST = primaryAuthorization(TENANT, "implicit", "");
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };

const FULL: Walkthrough = {
  keys: { keys: [{ kty: "RSA", kid: "key-1" }] },
  primary: {
    account: ACCOUNT,
    request: REQUEST,
    tokens: {
      accessToken: "secret-access",
      idToken: "secret-id-of-A",
      fitness: "fits",
      grantedScope: "openid",
    },
  },
  logins: 3,
  oldWay: { status: 401, message: "Invalid token", finding: "id-token-as-bearer", login: 2 },
  secondary: {
    account: { ...ACCOUNT, email: null },
    request: REQUEST,
    idToken: "secret-id-of-B",
    user: { user_id: "google-oauth2|1001", identities: [GOOGLE] },
  },
  user: { user_id: "auth0|1", identities: [OWN, GOOGLE] },
  change: { before: { user_id: "auth0|1", identities: [OWN] }, after: null },
  renewals: 2,
  hasSeenChecks: true,
  hasSeenChange: true,
  linkedLogin: ACCOUNT,
  dangerous: { status: 403, message: "Insufficient scope", finding: "user-id-refused", login: 3 },
  unlinked: GOOGLE,
  cookie: { ...ACCOUNT, userId: "google-oauth2|1001" },
};

const PENDING: PendingSignIn = {
  parameters: primaryAuthorization(TENANT, "implicit", "http://localhost:5173/callback"),
  returnTo: "link",
  expected: ACCOUNT,
  state: "state-of-the-request",
  isTaken: false,
};

let area: Storage;

beforeEach(() => {
  area = createMemoryArea();
});

test("stores a walkthrough without its tokens and reads the rest back", () => {
  const storage = createStorage(area);
  storage.saveWalkthrough(FULL);
  expect(textOf(area)).not.toContain("secret-");
  expect(storage.loadWalkthrough()).toEqual(withoutTokens(FULL));
});

test("stores the wire with markers in place of secrets", () => {
  const storage = createStorage(area);
  const log = createWireLog({ now: () => 0 });
  log.subscribe(() => storage.saveWire(log.events()));
  const id = log.start({
    actor: "A",
    kind: "http",
    method: "POST",
    url: "http://localhost/oauth/token",
    body: "code=secret-code&code_verifier=secret-verifier",
  });
  log.end(id, { state: "answered", body: '{"access_token":"secret-token"}' });
  const because = "access_token=secret-token is not for the API";
  log.noteTenant(id, { rule: "token-invalid", because, evidence: "quoted", source: null });
  expect(textOf(area)).toContain("⟦A access token⟧");
  expect(textOf(area)).not.toContain("secret-");
  expect(createWireLog({ now: () => 0, restored: storage.loadWire() }).events()).toEqual(
    log.events(),
  );
});

test("keeps the newest 200 events, with ids that go on", () => {
  const storage = createStorage(area);
  const log = createWireLog({ now: () => 0 });
  log.begin({ step: "link", expects: "refusal" });
  for (let n = 0; n < 250; n += 1) {
    log.start({ actor: null, kind: "http", method: "GET", url: `http://localhost/${n}` });
  }
  storage.saveWire(log.events());
  const restored = createWireLog({ now: () => 0, restored: storage.loadWire() });
  expect(restored.events().map(({ id }) => id)).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 51),
  );
  expect(restored.start({ actor: null, kind: "http", method: "GET", url: "http://x/" })).toBe(251);
});

test("is untouched before anything was stored", () => {
  const storage = createStorage(area);
  expect(storage.loadWalkthrough()).toEqual(UNTOUCHED);
  expect(storage.loadWire()).toBeNull();
  expect(storage.loadPending()).toBeNull();
});

const VALID = JSON.stringify(withoutTokens(FULL));

test.each([
  ["no JSON", "{"],
  ["null", "null"],
  ["a list", "[]"],
  ["text", '"done"'],
  ["an object without members", "{}"],
  ["a prototype", '{"__proto__":{"hasSeenChecks":true}}'],
  ["a flag that is text", VALID.replace('"hasSeenChecks":true', '"hasSeenChecks":"yes"')],
  ["a response type that is unknown", VALID.replace('"token id_token"', '"password"')],
  ["a cookie that is text", VALID.replace(/"cookie":\{[^}]*\}/, '"cookie":"A"')],
  ["a count of renewals that is text", VALID.replace('"renewals":2', '"renewals":"2"')],
  ["no word on the cookie", VALID.replace(/,"cookie":\{[^}]*\}/, "")],
  ["an account without a user ID", VALID.replaceAll('"userId":"auth0|1",', "")],
])("is untouched when the store holds %s", (_, text) => {
  area.setItem("linklab.walkthrough", text);
  expect(createStorage(area).loadWalkthrough()).toEqual(UNTOUCHED);
});

test.each([
  ["keys", { keys: { keys: "none" } }, { keys: null }],
  ["the user", { user: { user_id: "auth0|1", identities: [] } }, { user: null }],
  ["the unlinked identity", { unlinked: { provider: 1 } }, { unlinked: null }],
  ["the user before", { change: { before: null, after: null } }, { change: null }],
  ["the user after", { change: { ...FULL.change, after: 7 } }, { change: FULL.change }],
])("drops %s alone when it has another shape", (_, stored, expected) => {
  area.setItem("linklab.walkthrough", JSON.stringify({ ...withoutTokens(FULL), ...stored }));
  expect(createStorage(area).loadWalkthrough()).toEqual({ ...withoutTokens(FULL), ...expected });
});

test("takes no token from the store, even if one stands there", () => {
  area.setItem("linklab.walkthrough", JSON.stringify(FULL));
  expect(createStorage(area).loadWalkthrough()).toEqual(withoutTokens(FULL));
});

test("pollutes no prototype", () => {
  const text = VALID.replace("{", '{"__proto__":{"polluted":true},');
  area.setItem("linklab.walkthrough", text);
  const restored = createStorage(area).loadWalkthrough();
  expect(restored).toEqual(withoutTokens(FULL));
  expect(restored).not.toHaveProperty("polluted");
  expect({}).not.toHaveProperty("polluted");
});

test("gives the pending sign-in until it is forgotten", () => {
  const storage = createStorage(area);
  storage.savePending(PENDING);
  expect(storage.loadPending()).toEqual(PENDING);
  expect(storage.loadPending()).toEqual(PENDING);
  storage.forgetPending();
  expect(storage.loadPending()).toBeNull();
  expect(area.length).toBe(0);
});

test("keeps a pending sign-in whose state nobody knows", () => {
  const storage = createStorage(area);
  storage.savePending({ ...PENDING, state: null });
  expect(storage.loadPending()).toEqual({ ...PENDING, state: null });
});

test.each([
  ["no JSON", "code"],
  ["null", "null"],
  ["an unknown step", JSON.stringify({ ...PENDING, returnTo: "https://evil.example/" })],
  [
    "an unknown response type",
    JSON.stringify({ ...PENDING, parameters: { ...PENDING.parameters, response_type: "none" } }),
  ],
  [
    "a parameter that is a number",
    JSON.stringify({ ...PENDING, parameters: { ...PENDING.parameters, max_age: 0 } }),
  ],
  ["no request", JSON.stringify({ ...PENDING, parameters: undefined })],
  ["no word on who is expected", JSON.stringify({ ...PENDING, expected: undefined })],
  ["no word on its state", JSON.stringify({ ...PENDING, state: undefined })],
  ["a state that is a number", JSON.stringify({ ...PENDING, state: 7 })],
])("takes no pending sign-in from %s, and can forget it", (_, text) => {
  area.setItem("linklab.sign-in", text);
  const storage = createStorage(area);
  expect(storage.loadPending()).toBeNull();
  storage.forgetPending();
  expect(area.length).toBe(0);
});

test("gives each client once, and to one who asks, and takes none from another shape", () => {
  const storage = createStorage(area);
  for (const id of ["spa", "partner", "spa"]) storage.addClient(id);
  expect([storage.takeClients(), storage.takeClients()]).toEqual([["spa", "partner"], []]);
  area.setItem("linklab.clients", '{"spa":1}');
  expect(storage.takeClients()).toEqual([]);
});

const UNDO = { kind: "scenario", step: "link", id: "failure", owners: { A: "", B: "" } };

test.each([
  ["no JSON", "{"],
  ["no list", JSON.stringify({})],
  ["an unknown kind", JSON.stringify([{ tenant: "t", undo: { kind: "pay" } }])],
  ["an unknown step", JSON.stringify([{ tenant: "t", undo: { ...UNDO, step: "x" } }])],
  ["nobody it is for", JSON.stringify([{ tenant: "t", undo: { ...UNDO, owners: {} } }])],
  ["no tenant", JSON.stringify([{ undo: UNDO }])],
])("takes nothing that is to be undone from %s", (_, text) => {
  area.setItem("linklab.cleanup", text);
  expect(createStorage(area).loadCleanup()).toEqual([]);
});

test("goes on without a store that is full", () => {
  area.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const storage = createStorage(area);
  expect(() => storage.saveWalkthrough(FULL)).not.toThrow();
  expect(storage.loadWalkthrough()).toEqual(UNTOUCHED);
});
