import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withoutTokens, type Walkthrough } from "#linking/walkthrough.ts";
import { createCodeSignIn, createPopupSignIn } from "#login/code-sign-in.ts";
import type { PopupSignIn, RedirectSignIn } from "#login/sign-in.ts";
import { ProtocolError } from "#protocol/errors.ts";
import {
  createSigner,
  forgeToken,
  ID_TOKEN_CLAIMS,
  jsonAnswer,
  NOW,
  scriptFetch,
  TENANT,
} from "#protocol/testing.ts";
import { createWireLog } from "#wire/log.ts";
import { createSession } from "./session.ts";
import { createStorage, type PendingSignIn } from "./storage.ts";
import { createMemoryArea, textOf } from "./testing.ts";

vi.mock("#login/code-sign-in.ts");

const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const ALONE = { user_id: "auth0|1", identities: [OWN] };
const LINKED = { user_id: "auth0|1", identities: [OWN, GOOGLE] };
const USER_URL = "http://localhost:5180/api/v2/users/auth0%7C1";
const CALLBACK = "http://localhost:5173/callback?code=secret-code&state=s";

const ACCOUNT_A = {
  userId: "auth0|1",
  name: "Ada Lovelace",
  email: "ada@example.com",
  isEmailVerified: true,
};
const ACCESS_TOKEN = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
});
const ID_TOKEN_A = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|1" });

let signer: Awaited<ReturnType<typeof createSigner>>;
let proof: string;

const redirect = {
  begin: vi.fn<RedirectSignIn["begin"]>(),
  finish: vi.fn<RedirectSignIn["finish"]>(),
};
const prove = vi.fn<PopupSignIn["prove"]>();

beforeAll(async () => {
  signer = await createSigner("key-1");
  proof = await signer.sign(ID_TOKEN_CLAIMS);
});

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
  vi.mocked(createCodeSignIn).mockReturnValue(redirect);
  vi.mocked(createPopupSignIn).mockReturnValue({ prove });
});

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

type Popup = Pick<Window, "closed" | "close">;

function createPopup(): Popup {
  const popup = { closed: false, close: () => void (popup.closed = true) };
  return popup;
}

/** A session with an adopted A and B, unless told otherwise; nothing behind it but the script. */
function open(options: {
  answers?: (Response | Error)[];
  stored?: Partial<Walkthrough>;
  pending?: PendingSignIn;
  popup?: Popup | null;
}) {
  const area = createMemoryArea();
  const storage = createStorage(area);
  const log = createWireLog({ now: () => NOW * 1000 });
  const network = scriptFetch(...(options.answers ?? []));
  const actors: (string | null)[] = [];
  const openPopup = vi.fn<() => Window | null>(() => (options.popup ?? null) as Window | null);
  if (options.pending) storage.savePending(options.pending);
  const session = createSession({
    tenant: TENANT,
    log,
    storage: {
      ...storage,
      loadWalkthrough: () => ({ ...storage.loadWalkthrough(), ...options.stored }),
    },
    fetch: network.fetch,
    now: () => new Date(NOW * 1000),
    appOrigin: "http://localhost:5173",
    openPopup,
    setActor: (actor) => void actors.push(actor),
  });
  return { session, network, log, area, storage, actors, openPopup };
}

function signedIn(): Partial<Walkthrough> {
  return {
    keys: signer.keys,
    primary: {
      account: ACCOUNT_A,
      grant: "code",
      tokens: {
        accessToken: ACCESS_TOKEN,
        idToken: ID_TOKEN_A,
        requestedScope: "openid",
        grantedScope: "openid",
      },
    },
    user: ALONE,
  };
}

function proved(idToken = proof): Partial<Walkthrough> {
  const account = { ...ACCOUNT_A, userId: "google-oauth2|1001" };
  return { ...signedIn(), secondary: { account, idToken } };
}

test("links: reads A, sends the proof, reads A again, and stores no token", async () => {
  const { session, network, area } = open({
    stored: proved(),
    answers: [
      jsonAnswer(200, ALONE),
      jsonAnswer(201, LINKED.identities),
      jsonAnswer(200, { ...LINKED, updated_at: "now" }),
    ],
  });
  await session.link();
  expect(network.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${USER_URL}`,
    `POST ${USER_URL}/identities`,
    `GET ${USER_URL}`,
  ]);
  expect(network.arrivals[1]?.body).toBe(JSON.stringify({ link_with: proof }));
  const { walkthrough, busy, finding } = session.state();
  expect(walkthrough.change).toEqual({ before: ALONE, after: { ...LINKED, updated_at: "now" } });
  expect([busy, finding]).toEqual([null, null]);
  expect(textOf(area)).toContain("google-oauth2");
  for (const token of [ACCESS_TOKEN, ID_TOKEN_A, proof]) expect(textOf(area)).not.toContain(token);
});

test.each([
  ["of A's own account", "same-account", { sub: "auth0|1" }],
  ["of another application", "claim-invalid", { aud: "other" }],
  ["of another issuer", "claim-invalid", { iss: "https://other.example/" }],
  ["that has expired", "claim-invalid", { exp: NOW - 61 }],
])("refuses to link with an ID token %s, and sends nothing", async (_, id, change) => {
  const idToken = await signer.sign({ ...ID_TOKEN_CLAIMS, ...change });
  const { session, network, area } = open({ stored: proved(idToken) });
  await session.link();
  expect(session.state().finding).toMatchObject({ id, step: "link" });
  expect(session.state().walkthrough.change).toBeNull();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("refuses to link with an ID token that the tenant did not sign, and sends nothing", async () => {
  const forged = forgeToken(ID_TOKEN_CLAIMS, { alg: "RS256", kid: "key-1" });
  const { session, network, area } = open({ stored: proved(forged) });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "signature-invalid", step: "link" });
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("sends no link when A cannot be read before", async () => {
  const { session, network } = open({ stored: proved(), answers: [new TypeError("offline")] });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "no-answer", step: "link" });
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET"]);
});

test("changes nothing when the API refuses the link", async () => {
  const refusal = { statusCode: 409, error: "Conflict", message: "exists" };
  const { session, area } = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(409, refusal)],
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "identity-taken", says: "409 exists" });
  expect(session.state().walkthrough.user).toEqual(ALONE);
  expect(area.length).toBe(0);
});

test("counts a link that went through, even if A cannot be read after it", async () => {
  const { session } = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(201, LINKED.identities), new TypeError("offline")],
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "linked-not-read" });
  expect(session.state().walkthrough.user).toEqual(LINKED);
});

test.each([
  ["A's tokens", () => ({ ...proved(), primary: null })],
  ["B's ID token", signedIn],
  ["the tenant's keys", () => ({ ...proved(), keys: null })],
])("sends no link without %s", async (_, stored) => {
  const { session, network } = open({ stored: stored() });
  await session.link();
  expect(network.arrivals).toEqual([]);
});

test("does one thing at a time: the second is not done", async () => {
  const { session, network } = open({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(200, [OWN])],
  });
  const first = session.readUser("changes");
  const second = session.unlink(GOOGLE);
  expect(session.state().busy).toBe("reading");
  await Promise.all([first, second]);
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET"]);
  expect(session.state().walkthrough.unlinked).toBeNull();
});

test("opens no popup while something else is under way", async () => {
  const { session, openPopup } = open({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE)],
    popup: createPopup(),
  });
  const reading = session.readUser("changes");
  await session.proveSecondary();
  await reading;
  expect(openPopup).not.toHaveBeenCalled();
  expect(prove).not.toHaveBeenCalled();
});

test("says that the popup was blocked, and starts no login", async () => {
  const { session, network, log } = open({ stored: signedIn(), popup: null });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "popup-blocked", step: "secondary" });
  expect(prove).not.toHaveBeenCalled();
  expect(network.arrivals).toEqual([]);
  expect(log.events()).toEqual([]);
});

test("opens the popup inside the click", () => {
  prove.mockReturnValue(new Promise(() => {}));
  const { session, openPopup } = open({ stored: signedIn(), popup: createPopup() });
  void session.proveSecondary();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(session.state().busy).toBe("popup");
});

test("adopts B's proof, closes the popup and logs the visit", async () => {
  const popup = createPopup();
  prove.mockImplementation(async (_parameters, _popup, onOpen) => {
    onOpen("http://localhost:5180/authorize?prompt=login");
    return proof;
  });
  const { session, log, area, actors } = open({ stored: signedIn(), popup });
  await session.proveSecondary();
  expect(session.state().walkthrough.secondary).toEqual({
    account: { ...ACCOUNT_A, userId: "google-oauth2|1001" },
    idToken: proof,
  });
  expect(popup.closed).toBe(true);
  expect(log.events()).toMatchObject([{ actor: "B", kind: "page", state: "answered" }]);
  expect(log.redactor.redact(proof, null)).toBe("⟦B ID token⟧");
  expect(textOf(area)).not.toContain(proof);
  expect(actors).toEqual(["B", null]);
});

test.each([
  ["same-account", ALONE],
  ["already-linked-pair", LINKED],
])("refuses A as B with %s, and stores nothing", async (id, user) => {
  prove.mockResolvedValue(ID_TOKEN_A);
  const stored = { ...signedIn(), user };
  const { session, area } = open({ stored, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id, came: { userId: "auth0|1" } });
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(area.length).toBe(0);
});

test("logs a popup that was closed, and adopts nobody", async () => {
  prove.mockImplementation(async (_parameters, _popup, onOpen) => {
    onOpen("http://localhost:5180/authorize");
    throw new ProtocolError("popup_closed", "the popup was closed");
  });
  const { session, log, area } = open({ stored: signedIn(), popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "popup-closed", step: "secondary" });
  expect(log.events()).toMatchObject([{ state: "cancelled" }]);
  expect(area.length).toBe(0);
});

const ANSWER = {
  accessToken: ACCESS_TOKEN,
  idToken: ID_TOKEN_A,
  scope: "openid update:current_user_identities",
};

test("adopts A after the callback, reads the user, and goes on at the step it came from", async () => {
  redirect.finish.mockResolvedValue(ANSWER);
  const { session, network, storage, area } = open({
    pending: { grant: "code", returnTo: "secondary", expected: ACCOUNT_A },
    answers: [jsonAnswer(200, ALONE)],
  });
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("secondary");
  expect(session.state().finding).toBeNull();
  expect(session.state().walkthrough).toMatchObject({
    primary: { account: ACCOUNT_A, tokens: { grantedScope: ANSWER.scope } },
    user: ALONE,
  });
  expect(network.arrivals).toMatchObject([{ method: "GET", url: USER_URL }]);
  expect(storage.takePending()).toBeNull();
  expect(textOf(area)).not.toContain(ACCESS_TOKEN);
  expect(textOf(area)).not.toContain(ID_TOKEN_A);
});

test("does not adopt another account than the one that was to come back", async () => {
  redirect.finish.mockResolvedValue({
    ...ANSWER,
    idToken: forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|2" }),
  });
  const stored = withoutTokens({ ...open({}).session.state().walkthrough, ...signedIn() });
  const { session, network, area } = open({
    stored,
    pending: { grant: "code", returnTo: "link", expected: ACCOUNT_A },
  });
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("link");
  expect(session.state().finding).toMatchObject({
    id: "other-account",
    step: "link",
    came: { userId: "auth0|2" },
  });
  expect(session.state().walkthrough).toEqual(stored);
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("adopts nobody from a callback that no login here asked for", async () => {
  redirect.finish.mockRejectedValue(new ProtocolError("transaction_missing", "none"));
  const { session, network, area } = open({});
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("primary");
  expect(session.state().finding).toMatchObject({ id: "callback-used", step: "primary" });
  expect(session.state().walkthrough.primary).toBeNull();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("notes who is to come back, logs where the page goes, and stays busy while it leaves", async () => {
  redirect.begin.mockImplementation(async (_parameters, onLeave) => {
    onLeave("http://localhost:5180/authorize?state=s");
  });
  const { session, storage, log } = open({ stored: signedIn() });
  const leaving = session.signIn("code", "link", "return");
  await vi.advanceTimersByTimeAsync(9999);
  expect(session.state().busy).toBe("leaving");
  expect(redirect.begin.mock.calls[0]?.[0]).toMatchObject({
    prompt: "login",
    login_hint: "ada@example.com",
  });
  expect(log.events()).toMatchObject([{ actor: "A", kind: "page", state: "sent" }]);
  expect(storage.takePending()).toEqual({
    grant: "code",
    returnTo: "link",
    expected: ACCOUNT_A,
  });
  await vi.advanceTimersByTimeAsync(1);
  await leaving;
  expect(session.state().busy).toBeNull();
});

test.each([
  ["first", undefined],
  ["again", "login"],
] as const)("expects nobody in particular when the login is %s", async (purpose, prompt) => {
  redirect.begin.mockResolvedValue();
  const { session, storage } = open({ stored: signedIn() });
  const leaving = session.signIn("code", "primary", purpose);
  await vi.runAllTimersAsync();
  await leaving;
  expect(redirect.begin.mock.calls[0]?.[0].prompt).toBe(prompt);
  expect(redirect.begin.mock.calls[0]?.[0]).not.toHaveProperty("login_hint");
  expect(storage.takePending()).toMatchObject({ expected: null });
});

test("is no longer busy when the page comes back from the browser's cache", () => {
  redirect.begin.mockReturnValue(new Promise(() => {}));
  const { session } = open({});
  void session.signIn("code", "primary", "first");
  session.comeBack();
  expect(session.state().busy).toBeNull();
});

test("ends the visit with the callback, its code as a marker", async () => {
  redirect.finish.mockResolvedValue(ANSWER);
  const { session, log } = open({ answers: [jsonAnswer(200, ALONE)] });
  log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  await session.finishSignIn(CALLBACK);
  expect(log.events()).toMatchObject([
    {
      state: "answered",
      status: 302,
      responseHeaders: { Location: "http://localhost:5173/callback?code=⟦A code⟧&state=s" },
    },
  ]);
});

test("keeps the tenant's keys that discovery gave", async () => {
  const metadata = {
    issuer: TENANT.issuer,
    authorization_endpoint: `${TENANT.origin}/authorize`,
    token_endpoint: `${TENANT.origin}/oauth/token`,
    jwks_uri: `${TENANT.origin}/.well-known/jwks.json`,
  };
  const { session, storage } = open({
    answers: [jsonAnswer(200, metadata), jsonAnswer(200, signer.keys)],
  });
  await session.readTenant();
  expect(session.state().walkthrough.keys).toEqual(signer.keys);
  expect(storage.loadWalkthrough().keys).toEqual(signer.keys);
});

test("unlinks the identity that was chosen", async () => {
  const { session, network } = open({
    stored: { ...proved(), user: LINKED },
    answers: [jsonAnswer(200, [OWN])],
  });
  await session.unlink(GOOGLE);
  expect(network.arrivals).toMatchObject([
    { method: "DELETE", url: `${USER_URL}/identities/google-oauth2/1001` },
  ]);
  expect(session.state().walkthrough).toMatchObject({ user: ALONE, unlinked: GOOGLE });
});

test("forgets all but the tenant's keys when it starts over", () => {
  const { session, log, area } = open({ stored: { ...proved(), user: LINKED } });
  log.start({ actor: null, kind: "http", method: "GET", url: TENANT.origin });
  session.startOver();
  expect(session.state().walkthrough).toMatchObject({
    keys: signer.keys,
    primary: null,
    secondary: null,
    user: null,
  });
  expect(log.events()).toEqual([]);
  expect(textOf(area)).not.toContain("auth0|1");
});

test("tells its listeners until they leave", () => {
  const { session } = open({});
  const listener = vi.fn<() => void>();
  const leave = session.subscribe(listener);
  session.seeChecks();
  expect(listener).toHaveBeenCalledOnce();
  session.seeChecks();
  leave();
  session.seeChange();
  expect(listener).toHaveBeenCalledOnce();
});
