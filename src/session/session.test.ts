import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { journey } from "#linking/walkthrough/journey.ts";
import {
  cookieOwner,
  UNTOUCHED,
  withoutTokens,
  type Walkthrough,
} from "#linking/walkthrough/state.ts";
import { createCodeSignIn } from "#login/code-sign-in.ts";
import { createImplicitSignIn } from "#login/implicit-sign-in.ts";
import { signInWith } from "#login/sign-in-with.ts";
import type { SignedIn, SignIn, SignInTokens } from "#login/sign-in.ts";
import {
  guideAuthorization,
  primaryAuthorization,
  secondaryAuthorization,
  type AuthorizationParameters,
} from "#protocol/authorization.ts";
import type { Control } from "#protocol/control.ts";
import { OAuthResponseError, ProtocolError } from "#protocol/errors.ts";
import {
  createSigner,
  forgeToken,
  ID_TOKEN_CLAIMS,
  jsonAnswer,
  NOW,
  scriptFetch,
  TENANT,
} from "#test/support/tokens.ts";
import { createWireLog } from "#wire/log.ts";
import { NO_CHOICES, type Choices } from "./choices.ts";
import { createSession, type Session } from "./session.ts";
import { createSessionCore } from "./session-core.ts";
import { createStorage, type PendingSignIn } from "./storage.ts";
import { createMemoryArea, textOf } from "#test/support/session.ts";

vi.mock("#login/code-sign-in.ts");
vi.mock("#login/implicit-sign-in.ts");

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

const sdk = {
  beginRedirect: vi.fn<SignIn["beginRedirect"]>(),
  finishRedirect: vi.fn<SignIn["finishRedirect"]>(),
  runPopup: vi.fn<SignIn["runPopup"]>(),
  logOut: vi.fn<SignIn["logOut"]>(),
};
const renew = vi.fn<SignedIn["renew"]>();

const DENIED = new OAuthResponseError("access_denied", "User did not authorize the request");
const REDIRECT_URI = "http://localhost:5173/callback";
const LOGIN_A = primaryAuthorization(TENANT, "code", REDIRECT_URI);
const LOGIN_IMPLICIT = primaryAuthorization(TENANT, "implicit", REDIRECT_URI);
const LOGIN_B = secondaryAuthorization(TENANT, "code", REDIRECT_URI);

/** What an SDK hands over, with tokens that may differ from A's own. */
function handOver(tokens: Partial<SignInTokens> = {}): SignedIn {
  return { tokens: { ...ANSWER, ...tokens }, renew };
}

function handOverProof(idToken = proof): SignedIn {
  return { tokens: { idToken, accessToken: "opaque", scope: LOGIN_B.scope }, renew };
}

/** Lets the popup answer, after it was sent to the tenant. */
function answerPopup(answer: SignedIn) {
  sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
    onOpen("http://localhost:5180/authorize?prompt=login");
    return answer;
  });
}

/** Lets the page leave for the tenant. */
function leaveWith(query: string) {
  sdk.beginRedirect.mockImplementation(async (onLeave) => {
    onLeave(`http://localhost:5180/authorize${query}`);
  });
}

beforeAll(async () => {
  signer = await createSigner("key-1");
  proof = await signer.sign(ID_TOKEN_CLAIMS);
});

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
  vi.mocked(createCodeSignIn).mockReturnValue(sdk);
  vi.mocked(createImplicitSignIn).mockReturnValue(sdk);
});

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

type Popup = { closed: boolean; close: () => void };

function createPopup(): Popup {
  const popup: Popup = { closed: false, close: () => void (popup.closed = true) };
  return popup;
}

/** A session with an adopted A and B, unless told otherwise; nothing behind it but the script. */
function open(options: {
  answers?: (Response | Error | "waits")[];
  stored?: Partial<Walkthrough>;
  choices?: Partial<Choices>;
  pending?: PendingSignIn;
  popup?: Popup | null;
}) {
  const area = createMemoryArea();
  const storage = createStorage(area);
  const log = createWireLog({ now: () => NOW * 1000 });
  const network = scriptFetch(...(options.answers ?? []));
  const actors: (string | null)[] = [];
  const stayHere = vi.fn<() => void>();
  const openPopup = vi.fn<() => Window | null>(() => {
    if (options.popup) options.popup.closed = false;
    return (options.popup ?? null) as Window | null;
  });
  if (options.pending) storage.savePending(options.pending);
  const core = createSessionCore({
    tenant: TENANT,
    control: null,
    log,
    storage: {
      ...storage,
      loadWalkthrough: () => ({ ...storage.loadWalkthrough(), ...options.stored }),
      loadChoices: () => ({ ...storage.loadChoices(), ...options.choices }),
    },
    fetch: network.fetch,
    isOnline: () => true,
    now: () => new Date(NOW * 1000),
    appOrigin: "http://localhost:5173",
    signInWith,
    openPopup,
    stayHere,
    setActor: (actor) => void actors.push(actor),
    setLane: () => undefined,
  });
  const session = createSession(core);
  return { core, session, network, log, area, storage, actors, openPopup, stayHere };
}

function signedIn(): Partial<Walkthrough> {
  return {
    keys: signer.keys,
    primary: {
      account: ACCOUNT_A,
      request: LOGIN_A,
      tokens: {
        accessToken: ACCESS_TOKEN,
        idToken: ID_TOKEN_A,
        fitness: "fits",
        grantedScope: LOGIN_A.scope,
      },
    },
    user: ALONE,
    cookie: ACCOUNT_A,
  };
}

function proved(idToken = proof): Partial<Walkthrough> {
  const account = { ...ACCOUNT_A, userId: "google-oauth2|1001" };
  return { ...signedIn(), secondary: { account, request: LOGIN_B, idToken, user: null } };
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
  ["of another application", "token-recipient", { aud: "other" }],
  ["of another issuer", "token-issuer", { iss: "https://other.example/" }],
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

const TOO_MANY = {
  statusCode: 429,
  error: "Too Many Requests",
  message: "Global limit has been reached",
};
const CONFLICT = { statusCode: 409, error: "Conflict", message: "exists" };

test.each([
  ["reads the same user again", jsonAnswer(200, ALONE)],
  ["cannot read the user again", new TypeError("offline")],
])("changes nothing when the API refuses the link, and %s", async (_, reread) => {
  const { session, network } = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(409, CONFLICT), reread],
  });
  await session.link();
  expect(session.state()).toMatchObject({
    walkthrough: { user: ALONE, change: null },
    finding: { id: "identity-taken", says: "409 exists" },
    busy: null,
  });
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
});

test.each([
  [
    "was lost",
    "linked-answer-lost",
    () => new TypeError("offline"),
    { before: ALONE, after: LINKED },
  ],
  ["says that it was linked before", "identity-taken", () => jsonAnswer(409, CONFLICT), null],
])("finds the link done by reading A where the answer %s", async (_, id, answer, change) => {
  const { session, network } = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), answer(), jsonAnswer(200, LINKED)],
  });
  await session.link();
  const { walkthrough, finding } = session.state();
  expect(finding).toMatchObject({ id, step: "link" });
  expect(walkthrough).toMatchObject({ user: LINKED, change });
  expect(journey(walkthrough).link).toEqual({ state: "done" });
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
});

test.each([
  ["is not answered", () => new TypeError("offline"), { says: null, retryAt: null }],
  [
    "comes too early",
    () => Response.json(TOO_MANY, { status: 429, headers: { "Retry-After": "2" } }),
    { says: "429 Global limit has been reached", retryAt: (NOW + 2) * 1000 },
  ],
])(
  "counts a link that went through, and offers the read again that %s",
  async (_, answer, told) => {
    const { session } = open({
      stored: proved(),
      answers: [
        jsonAnswer(200, ALONE),
        jsonAnswer(201, LINKED.identities),
        answer(),
        jsonAnswer(200, { ...LINKED, updated_at: "now" }),
      ],
    });
    await session.link();
    expect(session.state().finding).toMatchObject({ id: "linked-not-read", step: "link", ...told });
    expect(session.state().walkthrough.user).toEqual(LINKED);
    await session.readUser("link");
    expect(session.state().finding).toBeNull();
    expect(session.state().walkthrough.change?.after).toMatchObject({ updated_at: "now" });
  },
);

test("keeps a login whose user could not be read, and says when to read it", async () => {
  answerPopup(handOver());
  const { session, network } = open({
    stored: { keys: signer.keys },
    choices: { primary: LOGIN_A, place: "popup" },
    popup: createPopup(),
    answers: [
      Response.json(TOO_MANY, { status: 429, headers: { "Retry-After": "2" } }),
      jsonAnswer(200, ALONE),
    ],
  });
  await session.signIn();
  expect(session.state()).toMatchObject({
    walkthrough: { primary: { account: ACCOUNT_A }, user: null },
    finding: {
      id: "signed-in-not-read",
      says: "429 Global limit has been reached",
      step: "primary",
      retryAt: (NOW + 2) * 1000,
      during: "popup",
    },
  });
  await session.readUser("primary");
  expect(session.state()).toMatchObject({ walkthrough: { user: ALONE }, finding: null });
  expect(network.arrivals.map(({ url }) => url)).toEqual([USER_URL, USER_URL]);
});

test("stops waiting for a link, and looks whether it was made all the same", async () => {
  const made = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), "waits", jsonAnswer(200, LINKED)],
  });
  const linking = made.session.link();
  await vi.waitFor(() => expect(made.network.arrivals).toHaveLength(2));
  made.session.stop();
  await linking;
  expect(made.session.state()).toMatchObject({
    busy: null,
    finding: { id: "linked-answer-lost" },
    walkthrough: { user: LINKED },
  });
  expect(made.log.events()).toEqual([]);

  const unmade = open({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), "waits", jsonAnswer(200, ALONE)],
  });
  const again = unmade.session.link();
  await vi.waitFor(() => expect(unmade.network.arrivals).toHaveLength(2));
  unmade.session.stop();
  await again;
  expect(unmade.session.state()).toMatchObject({ busy: null, finding: { id: "wait-stopped" } });
});

test("stops waiting for a renewal, and takes nothing of what comes later", async () => {
  const { session } = await openSignedIn();
  const before = session.state().walkthrough;
  const late = { ...ANSWER, accessToken: forgeToken({ sub: "auth0|1", jti: "late" }) };
  renew.mockReturnValue(new Promise((resolve) => void setTimeout(resolve, 10_000, late)));
  const renewing = session.renew();
  await vi.waitFor(() => expect(renew).toHaveBeenCalledOnce());
  session.stop();
  await renewing;
  await vi.runAllTimersAsync();
  expect(session.state()).toMatchObject({
    busy: null,
    finding: { id: "wait-stopped", step: "primary" },
  });
  expect(session.state().walkthrough).toEqual(before);
});

test("stops leaving, and waits for no answer any more", async () => {
  leaveWith("?state=s");
  const { session, storage, log, stayHere } = open({});
  const leaving = session.signIn();
  await vi.waitFor(() => expect(storage.loadPending()).not.toBeNull());
  session.stop();
  await leaving;
  expect(stayHere).toHaveBeenCalledOnce();
  expect(storage.loadPending()).toBeNull();
  expect(log.events()).toMatchObject([{ state: "cancelled" }]);
  expect(session.state()).toMatchObject({ busy: null, finding: { id: "wait-stopped" } });
});

test("says that an answer was used where the page was loaded again while it read it", async () => {
  sdk.finishRedirect.mockReturnValue(new Promise(() => {}));
  const pending = { parameters: LOGIN_A, returnTo: "link", expected: null, state: "s" } as const;
  const { session, storage } = open({ pending: { ...pending, isTaken: false } });
  void session.finishSignIn(CALLBACK);
  await vi.waitFor(() => expect(sdk.finishRedirect).toHaveBeenCalledOnce());
  expect(storage.loadPending()).toEqual({ ...pending, isTaken: true });

  const next = open({ pending: { ...pending, isTaken: true } });
  await expect(next.session.finishSignIn(REDIRECT_URI)).resolves.toBe("link");
  expect(next.session.state().finding).toMatchObject({ id: "callback-used", step: "link" });
  expect(next.storage.loadPending()).toBeNull();
  expect(sdk.finishRedirect).toHaveBeenCalledOnce();
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

test("does one thing at a time: the second waits for the first", async () => {
  const { session, network } = open({
    stored: signedIn(),
    answers: [jsonAnswer(200, LINKED), jsonAnswer(200, [OWN])],
  });
  const first = session.readUser("changes");
  const second = session.unlink();
  expect(session.state().busy).toBe("reading");
  await first;
  expect(session.state().busy).toBe("unlinking");
  await second;
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "DELETE"]);
  expect(session.state().walkthrough.unlinked).toEqual(GOOGLE);
});

test("opens the popup at once, and sends it on when its turn comes", async () => {
  const { session, openPopup } = open({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE)],
    popup: createPopup(),
  });
  answerPopup(handOverProof());
  const reading = session.readUser("changes");
  const proving = session.proveSecondary();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(sdk.runPopup).not.toHaveBeenCalled();
  await reading;
  await proving;
  expect(sdk.runPopup).toHaveBeenCalledOnce();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(session.state().walkthrough.secondary?.idToken).toBe(proof);
});

test.each(["primary", "secondary"] as const)(
  "says that the %s popup was blocked, and starts no login",
  async (step) => {
    const choices = { place: "popup" } as const;
    const { session, network, log, area } = open({ stored: signedIn(), choices, popup: null });
    await (step === "primary" ? session.signIn() : session.proveSecondary());
    expect(session.state().finding).toMatchObject({ id: "popup-blocked", step });
    expect(cookieOwner(session.state().walkthrough)).toBe("A");
    expect(area.length).toBe(0);
    expect(sdk.runPopup).not.toHaveBeenCalled();
    expect(network.arrivals).toEqual([]);
    expect(log.events()).toEqual([]);
  },
);

test("opens the popup inside the click", () => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, openPopup } = open({ stored: signedIn(), popup: createPopup() });
  void session.proveSecondary();
  expect(openPopup).toHaveBeenCalledOnce();
  expect(session.state().busy).toBe("popup");
});

test("adopts B's proof, closes the popup and logs the visit", async () => {
  const popup = createPopup();
  answerPopup(handOverProof());
  const { session, log, area, actors } = open({ stored: signedIn(), popup });
  await session.proveSecondary();
  expect(session.state().walkthrough.secondary).toEqual({
    account: { ...ACCOUNT_A, userId: "google-oauth2|1001" },
    request: LOGIN_B,
    idToken: proof,
    user: null,
  });
  expect(createCodeSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, LOGIN_B);
  expect(cookieOwner(session.state().walkthrough)).toBe("B");
  expect(session.state().walkthrough.primary).toEqual(signedIn().primary);
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
  answerPopup(handOverProof(ID_TOKEN_A));
  const stored = { ...signedIn(), user };
  const { session, network, area } = open({ stored, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id, came: { userId: "auth0|1" } });
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(cookieOwner(session.state().walkthrough)).toBe("A");
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).not.toContain(ID_TOKEN_A);
});

test.each([
  ["was closed", "popup-closed", new ProtocolError("popup_closed", "the popup was closed")],
  ["never answered", "popup-timeout", new ProtocolError("popup_timeout", "five minutes")],
  ["was refused", "login-denied", DENIED],
])(
  "adopts nobody from a popup that %s, and no longer knows whose the cookie is",
  async (_, id, error) => {
    sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
      onOpen("http://localhost:5180/authorize");
      throw error;
    });
    const popup = createPopup();
    const { session, log, network } = open({ stored: signedIn(), popup });
    await session.proveSecondary();
    expect(session.state().finding).toMatchObject({ id, step: "secondary" });
    expect(session.state().walkthrough).toEqual({
      ...open({ stored: signedIn() }).session.state().walkthrough,
      cookie: null,
    });
    expect(log.events()).toMatchObject([{ state: "cancelled" }]);
    expect(popup.closed).toBe(true);
    expect(network.arrivals).toEqual([]);
  },
);

const ANSWER = {
  accessToken: ACCESS_TOKEN,
  idToken: ID_TOKEN_A,
  scope: "openid read:current_user update:current_user_identities",
};

test("adopts A after the callback, reads the user, and goes on at the step it came from", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver());
  const { session, network, storage, area } = open({
    pending: {
      parameters: LOGIN_A,
      returnTo: "secondary",
      expected: ACCOUNT_A,
      state: "s",
      isTaken: false,
    },
    answers: [jsonAnswer(200, ALONE)],
  });
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("secondary");
  expect(session.state().finding).toBeNull();
  expect(session.state().walkthrough).toMatchObject({
    primary: {
      account: ACCOUNT_A,
      request: LOGIN_A,
      tokens: { fitness: "fits", grantedScope: ANSWER.scope },
    },
    user: ALONE,
    cookie: ACCOUNT_A,
  });
  expect(network.arrivals).toMatchObject([{ method: "GET", url: USER_URL }]);
  expect(storage.loadPending()).toBeNull();
  expect(textOf(area)).not.toContain(ACCESS_TOKEN);
  expect(textOf(area)).not.toContain(ID_TOKEN_A);
});

test("does not adopt another account than the one that was to come back, and says whose the cookie is", async () => {
  const idToken = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|2" });
  sdk.finishRedirect.mockResolvedValue(handOver({ idToken }));
  const stored = withoutTokens({ ...open({}).session.state().walkthrough, ...signedIn() });
  const { session, network, area } = open({
    stored,
    pending: {
      parameters: LOGIN_A,
      returnTo: "link",
      expected: ACCOUNT_A,
      state: "s",
      isTaken: false,
    },
  });
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("link");
  expect(session.state().finding).toMatchObject({
    id: "other-account",
    step: "link",
    came: { userId: "auth0|2" },
  });
  const cookie = { ...ACCOUNT_A, userId: "auth0|2" };
  expect(session.state().walkthrough).toEqual({ ...stored, cookie });
  expect(cookieOwner(session.state().walkthrough)).toBe("other");
  expect(network.arrivals).toEqual([]);
  for (const token of [ACCESS_TOKEN, idToken]) expect(textOf(area)).not.toContain(token);
});

test.each([
  ["in the query", `${REDIRECT_URI}?code=secret-code&state=other`],
  ["in the fragment", `${REDIRECT_URI}#access_token=secret-token&state=other`],
  ["in a query without any", `${REDIRECT_URI}?code=secret-code`],
])(
  "does not look at an answer with another state %s, and still takes the true one",
  async (_, url) => {
    sdk.finishRedirect.mockResolvedValue(handOver());
    const pending: PendingSignIn = {
      parameters: LOGIN_A,
      returnTo: "link",
      expected: ACCOUNT_A,
      state: "s",
      isTaken: false,
    };
    const { session, network, log, storage, area } = open({
      pending,
      answers: [jsonAnswer(200, ALONE)],
    });
    log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
    await expect(session.finishSignIn(url)).resolves.toBe("link");
    expect(session.state()).toMatchObject({
      walkthrough: { primary: null },
      finding: { id: "state-mismatch", step: "link", came: null },
      busy: null,
    });
    expect(createCodeSignIn).not.toHaveBeenCalled();
    expect(sdk.finishRedirect).not.toHaveBeenCalled();
    expect(network.arrivals).toEqual([]);
    expect(log.events()).toMatchObject([{ state: "sent", responseHeaders: {} }]);
    expect(storage.loadPending()).toEqual(pending);
    expect(textOf(area)).not.toContain("other");

    await expect(session.finishSignIn(CALLBACK)).resolves.toBe("link");
    expect(session.state()).toMatchObject({
      walkthrough: { primary: { account: ACCOUNT_A }, user: ALONE },
      finding: null,
    });
    expect(sdk.finishRedirect).toHaveBeenCalledExactlyOnceWith(CALLBACK);
    expect(log.events()).toMatchObject([{ state: "answered", status: 302 }]);
    expect(storage.loadPending()).toBeNull();
  },
);

test("adopts nobody from a callback that no login here asked for", async () => {
  sdk.finishRedirect.mockRejectedValue(new ProtocolError("transaction_missing", "none"));
  const { session, network, area } = open({});
  await expect(session.finishSignIn(CALLBACK)).resolves.toBe("primary");
  expect(session.state().finding).toMatchObject({ id: "callback-used", step: "primary" });
  expect(session.state().walkthrough.primary).toBeNull();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("notes who is to come back, logs where the page goes, and stays busy while it leaves", async () => {
  leaveWith("?state=s");
  const { session, storage, log } = open({ stored: signedIn() });
  const leaving = session.signInAgain("link");
  await vi.advanceTimersByTimeAsync(9999);
  expect(session.state().busy).toBe("leaving");
  const parameters = { ...LOGIN_A, prompt: "login", login_hint: "ada@example.com" };
  expect(createCodeSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(log.events()).toMatchObject([{ actor: "A", kind: "page", state: "sent" }]);
  expect(storage.loadPending()).toEqual({
    parameters,
    returnTo: "link",
    expected: ACCOUNT_A,
    state: "s",
    isTaken: false,
  });
  await vi.advanceTimersByTimeAsync(1);
  await leaving;
  expect(session.state().busy).toBeNull();
});

test.each([
  ["first", ""],
  ["again", "login"],
])("expects nobody in particular when the login is %s", async (_, prompt) => {
  leaveWith("?state=s");
  const parameters = { ...LOGIN_A, prompt };
  const { session, storage } = open({ stored: signedIn(), choices: { primary: parameters } });
  const leaving = session.signIn();
  await vi.runAllTimersAsync();
  await leaving;
  expect(createCodeSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(storage.loadPending()).toEqual({
    parameters,
    returnTo: "primary",
    expected: null,
    state: "s",
    isTaken: false,
  });
});

test("an edited request does not outlive the login that was sent without it", async () => {
  leaveWith("");
  const { session } = open({
    stored: signedIn(),
    choices: { primary: { ...LOGIN_A, audience: "" } },
  });
  void session.signInAgain("primary");
  await vi.advanceTimersByTimeAsync(0);
  expect(session.state().choices.primary).toBeNull();
  expect(createCodeSignIn).toHaveBeenCalledWith(
    TENANT,
    expect.objectContaining({ audience: TENANT.audience }),
  );
});

test("logs in again the way A did, and for the first time where nobody was A", async () => {
  leaveWith("");
  const primary = { account: ACCOUNT_A, request: LOGIN_IMPLICIT, tokens: null } as const;
  const again = open({ stored: { primary } });
  void again.session.signInAgain("unlink");
  await vi.runAllTimersAsync();
  expect(createImplicitSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, {
    ...primaryAuthorization(TENANT, "implicit", REDIRECT_URI),
    prompt: "login",
    login_hint: "ada@example.com",
  });
  const first = open({});
  void first.session.signInAgain("primary");
  await vi.runAllTimersAsync();
  expect(createCodeSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, { ...LOGIN_A, prompt: "login" });
  expect(first.storage.loadPending()).toMatchObject({
    returnTo: "primary",
    expected: null,
    state: null,
  });
});

test.each([
  ["code", "redirect", "/callback"],
  ["code", "popup", "/callback"],
  ["token id_token", "redirect", "/callback"],
  ["token id_token", "popup", "/callback/popup"],
  ["id_token", "popup", "/callback/popup"],
] as const)("sends the answer of %s by %s to %s", (type, place, path) => {
  const primary = { ...LOGIN_A, response_type: type };
  const { session } = open({ choices: { primary, place } });
  expect(session.loginRequest("primary").redirect_uri).toBe(`http://localhost:5173${path}`);
});

test("adopts A from a popup, without leaving the page", async () => {
  const popup = createPopup();
  answerPopup(handOver());
  const { session, storage, actors } = open({
    popup,
    choices: { place: "popup" },
    answers: [jsonAnswer(200, ALONE)],
  });
  await session.signIn();
  expect(session.state()).toMatchObject({
    walkthrough: { primary: { account: ACCOUNT_A }, user: ALONE, cookie: ACCOUNT_A },
    busy: null,
    finding: null,
  });
  expect(popup.closed).toBe(true);
  expect(sdk.beginRedirect).not.toHaveBeenCalled();
  expect(storage.loadPending()).toBeNull();
  expect(actors).toEqual(["A", null]);
});

test("takes whoever comes for A in a login that expects nobody", async () => {
  const idToken = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|2" });
  answerPopup(handOver({ idToken, accessToken: null }));
  const primary = { ...LOGIN_A, response_type: "id_token" } as const;
  const { session } = open({
    stored: proved(),
    choices: { primary, place: "popup" },
    popup: createPopup(),
  });
  await session.signIn();
  expect(session.state().walkthrough).toMatchObject({
    primary: { account: { userId: "auth0|2" }, request: { response_type: "id_token" } },
    secondary: null,
    user: null,
  });
});

const OTHER_API = forgeToken({ sub: "auth0|1", aud: "https://api.example/" });

test.each([
  ["absent", null, "access-token-absent"],
  ["opaque", "opaque-access-token", "token-opaque"],
  ["other-audience", OTHER_API, "other-audience"],
])(
  "explains an access token that is %s, and leaves the step undone and the link locked",
  async (fitness, accessToken, explained) => {
    answerPopup(handOver({ accessToken }));
    const { session, network } = open({
      stored: { keys: signer.keys },
      choices: { place: "popup" },
      popup: createPopup(),
    });
    await session.signIn();
    const { walkthrough, finding } = session.state();
    expect(finding).toMatchObject({ id: explained, step: "primary" });
    expect(walkthrough.primary).toMatchObject({ account: ACCOUNT_A, tokens: { fitness } });
    expect(journey(walkthrough)).toMatchObject({
      primary: { state: "open" },
      secondary: { state: "locked", needs: "primary" },
      link: { state: "locked", needs: "primary" },
    });
    expect(network.arrivals).toEqual([]);
  },
);

test.each([
  ["absent", null],
  ["opaque", "opaque-access-token"],
  ["other-audience", OTHER_API],
] as const)(
  "sends nothing to the API with an access token that is %s",
  async (fitness, accessToken) => {
    const stored = proved();
    const tokens = { ...stored.primary!.tokens!, accessToken, fitness };
    const { session, network, area } = open({
      stored: { ...stored, primary: { ...stored.primary!, tokens } },
    });
    await session.link();
    await session.unlink();
    await session.readUser("changes");
    expect(network.arrivals).toEqual([]);
    expect(area.length).toBe(0);
  },
);

test("links with the migration guide's request, without reading the user", async () => {
  const guide = guideAuthorization(TENANT, `${REDIRECT_URI}/popup`);
  answerPopup(handOver({ idToken: null, scope: guide.scope }));
  const { session, network } = open({
    stored: { keys: signer.keys },
    choices: { primary: guide, place: "popup" },
    popup: createPopup(),
    answers: [jsonAnswer(201, LINKED.identities)],
  });
  await session.signIn();
  expect(createImplicitSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, guide);
  expect(session.state().walkthrough.primary).toMatchObject({
    account: { userId: "auth0|1" },
    request: guide,
  });
  answerPopup(handOverProof());
  await session.proveSecondary();
  await session.link();
  expect(network.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${USER_URL}/identities`,
  ]);
  expect(session.state()).toMatchObject({
    walkthrough: { user: LINKED, change: { before: ALONE, after: null } },
    finding: null,
  });
});

/** A session whose A signed in just now, so that there is something to renew. */
async function openSignedIn(parameters: AuthorizationParameters = LOGIN_A) {
  answerPopup(handOver());
  const opened = open({
    stored: { keys: signer.keys },
    choices: { primary: parameters, place: "popup" },
    popup: createPopup(),
    answers: [jsonAnswer(200, ALONE)],
  });
  await opened.session.signIn();
  return opened;
}

test("renews A's tokens silently and keeps all else", async () => {
  const { session, network, log, actors, area } = await openSignedIn();
  const before = session.state().walkthrough;
  const accessToken = forgeToken({ sub: "auth0|1", aud: TENANT.audience, jti: "renewed" });
  renew.mockResolvedValue({ ...ANSWER, accessToken, scope: "update:current_user_identities" });
  const renewing = session.renew();
  expect(session.state().busy).toBe("renewing");
  await renewing;
  expect(session.state()).toMatchObject({ busy: null, finding: null });
  expect(session.state().walkthrough).toEqual({
    ...before,
    renewals: 1,
    primary: {
      ...before.primary,
      tokens: {
        ...before.primary?.tokens,
        accessToken,
        grantedScope: "update:current_user_identities",
      },
    },
  });
  expect(log.redactor.redact(accessToken, null)).toBe("⟦A access token⟧");
  expect(actors.slice(-2)).toEqual(["A", null]);
  expect(network.arrivals).toHaveLength(1);
  expect(textOf(area)).not.toContain(accessToken);
});

test("throws a renewal away that came back as someone else, and keeps A's tokens", async () => {
  const { session, network, area } = await openSignedIn();
  const before = session.state().walkthrough;
  const idToken = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "google-oauth2|1001" });
  renew.mockResolvedValue({ ...ANSWER, idToken });
  await session.renew();
  const came = { ...ACCOUNT_A, userId: "google-oauth2|1001" };
  expect(session.state().finding).toMatchObject({ id: "session-swapped", step: "primary", came });
  expect(session.state().walkthrough).toEqual({ ...before, cookie: came });
  expect(cookieOwner(session.state().walkthrough)).toBe("other");
  expect(network.arrivals).toHaveLength(1);
  expect(textOf(area)).not.toContain(idToken);

  await session.renew();
  expect(renew).toHaveBeenCalledOnce();
  expect(session.state().finding).toMatchObject({ id: "login-required" });
  expect(session.state().walkthrough.primary).toEqual(before.primary);
});

test.each([
  ["login_required", "login-required", null],
  ["consent_required", "consent-required", ACCOUNT_A],
  ["no_refresh_token", "no-refresh-token", ACCOUNT_A],
  ["no_answer", "no-answer", ACCOUNT_A],
] as const)("keeps A's tokens when the renewal fails with %s", async (code, id, cookie) => {
  const { session } = await openSignedIn();
  const before = session.state().walkthrough;
  renew.mockRejectedValue(new ProtocolError(code, "internal words"));
  await session.renew();
  // Whose login the tenant still knows after it said that it knows none, nobody here can tell.
  expect(session.state().walkthrough).toEqual({ ...before, cookie });
  expect(session.state()).toMatchObject({
    busy: null,
    finding: { id, says: null, step: "primary", came: null },
  });
});

test("takes nobody for A where an opaque token came alone, and forgets whose the cookie is", async () => {
  answerPopup(handOver({ idToken: null, accessToken: "opaque-access-token" }));
  const primary = { ...LOGIN_A, response_type: "token", audience: "" } as const;
  const { session, network, area } = open({
    stored: signedIn(),
    choices: { primary, place: "popup" },
    popup: createPopup(),
  });
  await session.signIn();
  expect(session.state().finding).toMatchObject({ id: "token-opaque", step: "primary" });
  expect(session.state().walkthrough).toMatchObject({ ...signedIn(), cookie: null });
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).not.toContain("opaque-access-token");
});

test("takes nobody for B where an opaque token came alone", async () => {
  answerPopup({ tokens: { idToken: null, accessToken: "opaque", scope: "" }, renew });
  const choices = { secondary: { ...LOGIN_B, response_type: "token" } } as const;
  const { session, network } = open({ stored: signedIn(), choices, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "callback-incomplete", came: null });
  expect(session.state().walkthrough).toMatchObject({ secondary: null, cookie: null });
  expect(network.arrivals).toEqual([]);
});

test("throws a renewal away that does not say whose it is", async () => {
  const { session } = await openSignedIn();
  const { primary } = session.state().walkthrough;
  renew.mockResolvedValue({ ...ANSWER, idToken: null, accessToken: "opaque" });
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "session-swapped", came: null });
  expect(session.state().walkthrough).toMatchObject({ primary, cookie: null });
});

test("has nothing to renew with once all started over", async () => {
  const { session } = await openSignedIn();
  void session.startOver(false);
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "login-required" });
  expect(renew).not.toHaveBeenCalled();
});

test("has nothing to renew with after a reload, and asks nobody", async () => {
  const stored = signedIn();
  const { session, network, area } = open({
    stored: { ...stored, primary: { ...stored.primary!, tokens: null } },
  });
  await session.renew();
  expect(session.state().finding).toMatchObject({ id: "login-required", step: "primary" });
  expect(createCodeSignIn).not.toHaveBeenCalled();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("takes no answer without an ID token for a proof of B", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  answerPopup({ tokens: { idToken: null, accessToken, scope: "" }, renew });
  const choices = { secondary: { ...LOGIN_B, response_type: "token" } } as const;
  const { session, network, area } = open({ stored: signedIn(), choices, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "callback-incomplete", step: "secondary" });
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(session.state().walkthrough.cookie?.userId).toBe("google-oauth2|1001");
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).not.toContain(accessToken);
});

test("cancels the popup that is open, and nothing where none is", async () => {
  const popup = createPopup();
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session } = open({ stored: signedIn(), popup });
  session.stop();
  expect(popup.closed).toBe(false);
  void session.proveSecondary();
  session.stop();
  expect(popup.closed).toBe(true);
});

test.each([
  ["a login", (session: Session) => session.signIn()],
  ["another login as A", (session: Session) => session.signInAgain("link")],
  ["a renewal", (session: Session) => session.renew()],
  ["a callback", (session: Session) => session.finishSignIn(CALLBACK)],
  ["a link", (session: Session) => session.link()],
])("does not begin %s while a popup is open, and says why", async (_, begin) => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, network, area, openPopup } = open({ stored: proved(), popup: createPopup() });
  void session.proveSecondary();
  void begin(session);
  await vi.advanceTimersByTimeAsync(0);
  expect(session.state()).toMatchObject({ busy: "popup", finding: null });
  expect(session.state().notice).toMatchObject({ kind: "open", open: { busy: "popup" } });
  expect(openPopup).toHaveBeenCalledOnce();
  expect(createCodeSignIn).toHaveBeenCalledOnce();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("takes a second press of the same for the same wish", async () => {
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  const { session, openPopup } = open({ stored: signedIn(), popup: createPopup() });
  void session.proveSecondary();
  await session.proveSecondary();
  expect(session.state()).toMatchObject({ busy: "popup", notice: null, finding: null });
  expect(session.state().line).toHaveLength(1);
  expect(openPopup).toHaveBeenCalledOnce();
  expect(createCodeSignIn).toHaveBeenCalledOnce();
});

test("is no longer busy when the page comes back from the browser's cache", () => {
  sdk.beginRedirect.mockReturnValue(new Promise(() => {}));
  const { session } = open({});
  void session.signIn();
  session.comeBack();
  expect(session.state().busy).toBeNull();
});

test("goes on with the run that left when the answer comes back, and finishes it", async () => {
  const { session, log } = open({ answers: [jsonAnswer(200, ALONE)] });
  const visit = { actor: "A", method: "GET", url: "http://localhost:5180/authorize" } as const;
  const run = log.begin({ step: "primary", expects: "success" });
  log.start({ ...visit, kind: "page" });
  sdk.finishRedirect.mockImplementation(async () => {
    log.start({ ...visit, kind: "http", url: "http://localhost:5180/oauth/token" });
    return handOver();
  });
  await session.finishSignIn(CALLBACK);
  expect(log.events()).toMatchObject([
    { run, step: "primary", from: "app", to: "login" },
    { run, step: "primary", from: "app", to: "tokens" },
  ]);
  expect(log.underWay()).toBeNull();
});

test("takes a redirect with an error for a refusal", async () => {
  sdk.finishRedirect.mockRejectedValue(DENIED);
  const { session, log } = open({});
  log.begin({ step: "primary", expects: "success" });
  log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  await session.finishSignIn(`${REDIRECT_URI}?error=access_denied&state=s`);
  expect(log.events()).toMatchObject([{ state: "refused", status: 302, finding: "login-denied" }]);
});

test("draws a login in the popup from there, and says what ended it", async () => {
  sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
    onOpen("http://localhost:5180/authorize");
    throw new ProtocolError("popup_closed", "closed");
  });
  const { session, log } = open({ stored: signedIn(), popup: createPopup() });
  await session.proveSecondary();
  expect(log.events()).toMatchObject([
    { step: "secondary", from: "popup", state: "cancelled", finding: "popup-closed" },
  ]);
});

test("ends the visit with the callback, its code as a marker", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver());
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

test("ends the visit with the callback of the implicit flow, its tokens as markers", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver());
  const parameters = primaryAuthorization(TENANT, "implicit", REDIRECT_URI);
  const callback = `${REDIRECT_URI}#access_token=${ACCESS_TOKEN}&id_token=${ID_TOKEN_A}&state=s`;
  const { session, log, area } = open({
    pending: { parameters, returnTo: "primary", expected: null, state: "s", isTaken: false },
    answers: [jsonAnswer(200, ALONE)],
  });
  log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  await session.finishSignIn(callback);
  expect(createImplicitSignIn).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(sdk.finishRedirect).toHaveBeenCalledExactlyOnceWith(callback);
  expect(log.events()[0]?.responseHeaders["Location"]).toBe(
    `${REDIRECT_URI}#access_token=⟦A access token⟧&id_token=⟦A ID token⟧&state=s`,
  );
  expect(textOf(area)).not.toContain(ACCESS_TOKEN);
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
  session.choose({ unlinkId: "google-oauth2|1001" });
  await session.unlink();
  expect(network.arrivals).toMatchObject([
    { method: "DELETE", url: `${USER_URL}/identities/google-oauth2/1001` },
  ]);
  expect(session.state().walkthrough).toMatchObject({ user: ALONE, unlinked: GOOGLE });
});

const NOT_LINKED = {
  statusCode: 404,
  error: "Not Found",
  message: "The identity does not exist.",
};

test.each([
  ["was lost", "unlinked-answer-lost", () => new TypeError("offline"), GOOGLE],
  ["says that it was done before", "identity-not-linked", () => jsonAnswer(404, NOT_LINKED), null],
])("finds the unlink done by reading A where the answer %s", async (_, id, answer, unlinked) => {
  const { session, network } = open({
    stored: { ...proved(), user: LINKED },
    answers: [answer(), jsonAnswer(200, ALONE)],
  });
  await session.unlink();
  expect(session.state()).toMatchObject({
    walkthrough: { user: ALONE, unlinked },
    finding: { id, step: "unlink" },
  });
  expect(network.arrivals.map(({ method }) => method)).toEqual(["DELETE", "GET"]);
});

test("forgets all but the tenant's cookie when it starts over", () => {
  const { session, log, area } = open({
    stored: { ...proved(), user: LINKED },
    choices: { secondary: LOGIN_B, scenario: BLOCKED_A, language: "curl" },
  });
  log.start({ actor: null, kind: "http", method: "GET", url: TENANT.origin });
  void session.startOver(false);
  expect(session.state().walkthrough).toMatchObject({
    keys: null,
    primary: null,
    secondary: null,
    user: null,
  });
  expect(log.events()).toEqual([]);
  expect(cookieOwner(session.state().walkthrough)).toBe("other");
  expect(session.state().choices).toEqual({ ...NO_CHOICES, language: "curl" });
  expect(textOf(area)).not.toContain("google-oauth2|1001");
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

const BARE_ID = { statusCode: 403, error: "Forbidden", message: "Insufficient scope" };
const NO_BEARER = { statusCode: 401, error: "Unauthorized", message: "Invalid token" };

test("sends A's ID token the old way, and keeps what the API said", async () => {
  const { session, network, area, log } = open({
    stored: { ...signedIn(), logins: 2 },
    answers: [jsonAnswer(401, NO_BEARER)],
  });
  const explain = vi.spyOn(log, "explain");
  await session.tryOldWay();
  expect(session.state()).toMatchObject({
    walkthrough: {
      oldWay: { status: 401, message: "Invalid token", finding: "id-token-as-bearer", login: 2 },
    },
    finding: null,
  });
  expect(explain).toHaveBeenCalledExactlyOnceWith(expect.any(Number), "id-token-as-bearer");
  const [sent] = network.arrivals;
  expect(sent?.headers["authorization"]).toBe(`Bearer ${ID_TOKEN_A}`);
  expect(textOf(area)).not.toContain(ID_TOKEN_A);
});

test("names B's identity the dangerous way, and keeps what the API said", async () => {
  const { session, network } = open({
    stored: { ...signedIn(), user: LINKED },
    answers: [jsonAnswer(403, BARE_ID)],
  });
  await session.tryDangerousWay();
  expect(session.state()).toMatchObject({
    walkthrough: {
      dangerous: { status: 403, message: "Insufficient scope", finding: expect.any(String) },
      user: LINKED,
    },
    finding: null,
  });
  expect(network.arrivals[0]?.body).toBe('{"provider":"google-oauth2","user_id":"1001"}');
});

test("shows the link that a tenant made of a bare user ID", async () => {
  const { session } = open({
    stored: { ...signedIn(), unlinked: GOOGLE },
    answers: [jsonAnswer(201, LINKED.identities)],
  });
  await session.tryDangerousWay();
  expect(session.state().walkthrough).toMatchObject({
    dangerous: { status: 201, message: "", finding: null },
    user: LINKED,
    change: { before: ALONE },
  });
});

test.each([
  ["tryOldWay", 429, "rate-limited"],
  ["tryOldWay", 500, "tenant-failed"],
  ["tryDangerousWay", 429, "rate-limited"],
] as const)("takes a %s that got a %i for no answer to it", async (way, status, id) => {
  const { session } = open({
    stored: { ...signedIn(), user: LINKED },
    answers: [jsonAnswer(status, { statusCode: status, error: "E", message: "m" })],
  });
  await session[way]();
  expect(session.state()).toMatchObject({
    walkthrough: { oldWay: null, dangerous: null },
    finding: { id },
  });
});

test("sends nothing where a token or an identity to name is missing", async () => {
  const { session, network } = open({ stored: signedIn() });
  await session.tryDangerousWay();
  const nobody = open({});
  await nobody.session.tryOldWay();
  expect(network.arrivals).toEqual([]);
  expect(nobody.network.arrivals).toEqual([]);
});

test("reads B with B's own token where its login brought one, and forgets the token", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  const user = { user_id: "google-oauth2|1001", identities: [GOOGLE], user_metadata: { a: 1 } };
  answerPopup({ tokens: { idToken: proof, accessToken, scope: "" }, renew });
  const { session, network, area } = open({
    stored: signedIn(),
    popup: createPopup(),
    answers: [jsonAnswer(200, user)],
  });
  await session.proveSecondary();
  expect(session.state().walkthrough.secondary?.user).toEqual(user);
  expect(network.arrivals[0]?.headers["authorization"]).toBe(`Bearer ${accessToken}`);
  expect(textOf(area)).not.toContain(accessToken);
});

test.each([
  ["A", ID_TOKEN_A, "auth0|1"],
  [
    "another account",
    forgeToken({ ...ID_TOKEN_CLAIMS, sub: "google-oauth2|7" }),
    "google-oauth2|7",
  ],
])("shows whom B's login opens after the link: %s", async (_, idToken, userId) => {
  answerPopup(handOverProof(idToken));
  const { session } = open({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.seeLinkedLogin();
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: { userId }, cookie: { userId }, secondary: { idToken: proof } },
    finding: null,
  });
});

test("takes no login for one that says not whose it is", async () => {
  answerPopup(handOver({ idToken: null, accessToken: "opaque" }));
  const { session } = open({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.seeLinkedLogin();
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: null, cookie: null },
    finding: { id: "callback-incomplete", step: "changes" },
  });
});

test("repeats in a step what was under way in it", () => {
  const { session } = open({ stored: { ...proved(), user: LINKED } });
  expect(session.repeat("primary", "renewing")).toBe(session.renew);
  expect(session.repeat("primary", "popup")).toBe(session.signIn);
  expect(session.repeat("changes", "popup")).toBe(session.seeLinkedLogin);
  expect(session.repeat("changes", "reading")).not.toBe(session.seeLinkedLogin);
});

test("a login as B after the link proves nothing, and is only looked at", async () => {
  answerPopup(handOverProof(ID_TOKEN_A));
  const { session } = open({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.proveAndRepeat("changes");
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: { userId: "auth0|1" }, secondary: { idToken: proof } },
    finding: null,
  });
});

test("links with a new proof where the old one was refused, and not where B did not come", async () => {
  answerPopup(handOverProof());
  const { session, network } = open({
    stored: proved(),
    popup: createPopup(),
    answers: [jsonAnswer(200, ALONE), jsonAnswer(201, LINKED.identities), jsonAnswer(200, LINKED)],
  });
  await session.proveAndRepeat("link");
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  sdk.runPopup.mockRejectedValueOnce(new ProtocolError("popup_closed", "closed"));
  await session.proveAndRepeat("link");
  expect(network.arrivals).toHaveLength(3);
});

test("puts an edited login back to the usual one and sends it", async () => {
  answerPopup(handOverProof());
  const { session } = open({
    stored: signedIn(),
    popup: createPopup(),
    choices: { secondary: { ...LOGIN_B, audience: "https://nobody.example/" } },
  });
  expect(session.isEdited("secondary")).toBe(true);
  await session.resetAndRepeat("secondary");
  expect(createCodeSignIn).toHaveBeenLastCalledWith(TENANT, LOGIN_B);
  expect([session.isEdited("secondary"), session.isEdited("link")]).toEqual([false, false]);
});

test("keeps a proof whose account could not be read", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  answerPopup({ tokens: { idToken: proof, accessToken, scope: "" }, renew });
  const { session } = open({
    stored: signedIn(),
    popup: createPopup(),
    answers: [Response.json(SERVER_ERROR, { status: 500 })],
  });
  await session.proveSecondary();
  expect(session.state()).toMatchObject({
    walkthrough: { secondary: { idToken: proof, user: null } },
    finding: { id: "proved-not-read", says: "500 m", step: "secondary" },
  });
});

const TENANT_DOCUMENT = `${TENANT.issuer}.well-known/openid-configuration`;

test.each([
  ["any answer", jsonAnswer(404, {}), { id: "cors", says: null }],
  [
    "silence",
    new TypeError("Failed to fetch"),
    { id: "no-answer", says: expect.stringContaining("CORS test") as string },
  ],
])("the CORS test takes %s for what it is", async (_, answer, finding) => {
  const { session, network } = open({ answers: [answer] });
  await session.testConnection("link");
  expect(session.state()).toMatchObject({ busy: null, finding: { ...finding, step: "link" } });
  expect(network.arrivals).toMatchObject([{ method: "GET", url: TENANT_DOCUMENT }]);
});

test("repeats the request of a step, and nothing where it sends none", async () => {
  const { session, network } = open({
    stored: { ...proved(), user: LINKED },
    answers: [jsonAnswer(500, {}), jsonAnswer(200, ALONE), jsonAnswer(200, [OWN])],
  });
  expect(session.repeat("check")).toBeNull();
  await session.repeat("tenant")?.();
  await session.repeat("changes")?.();
  expect(session.state().walkthrough.user).toEqual(ALONE);
  expect(session.repeat("unlink")).toBeNull();
  expect(network.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${TENANT_DOCUMENT}`,
    `GET ${USER_URL}`,
  ]);
});

test("repeats an unlink of the identity that is still linked", async () => {
  const { session, network } = open({
    stored: { ...proved(), user: LINKED },
    answers: [jsonAnswer(200, [OWN])],
  });
  await session.repeat("unlink")?.();
  expect(network.arrivals.map(({ method }) => method)).toEqual(["DELETE"]);
  expect(session.state().walkthrough.unlinked).toMatchObject(GOOGLE);
});

test.each([
  ["code", LOGIN_A, createCodeSignIn],
  ["implicit", LOGIN_IMPLICIT, createImplicitSignIn],
] as const)(
  "logs out with A's SDK (%s): forgets everybody, then leaves",
  async (_, request, create) => {
    const primary = { account: ACCOUNT_A, request, tokens: null };
    const keepB = { ...LOGIN_A, connection: "google-oauth2", login_hint: "ada@example.com" };
    const { session, log, storage, area } = open({
      stored: { ...proved(), primary },
      choices: { primary: keepB, language: "curl" },
    });
    const url = "http://localhost:5180/v2/logout?client_id=linklab-spa";
    sdk.logOut.mockImplementation(async (returnTo, onLeave) => {
      expect(returnTo).toBe("http://localhost:5173");
      expect(session.state().walkthrough).toEqual({ ...UNTOUCHED, keys: signer.keys });
      onLeave(url);
    });
    const done = session.logOut();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state().busy).toBe("logging-out");
    expect(create).toHaveBeenCalledOnce();
    expect(log.events().map((event) => [event.url, event.state])).toEqual([[url, "sent"]]);
    expect(textOf(area)).not.toMatch(/auth0\|1|ada@example\.com/);
    expect(session.state().choices).toEqual({ ...NO_CHOICES, language: "curl" });
    expect([storage.takeLoggingOut(), storage.takeLoggingOut()]).toEqual([true, false]);
    await vi.runAllTimersAsync();
    await done;
  },
);

test("starting over puts the tenant back where it can and shall, and nothing else does", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session } = open({ stored: signedIn() });
  Object.assign(core.ports, { control: { change } });
  await session.startOver(false);
  expect(change).not.toHaveBeenCalled();
  await session.startOver(true);
  expect(change).toHaveBeenCalledExactlyOnceWith({ method: "POST", path: "reset", body: {} });
  expect(cookieOwner(session.state().walkthrough)).toBeNull();
});

test("breaks the link on purpose, steers the tenant for it, and takes it back", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, network, log } = open({
    stored: { ...proved() },
    choices: { scenario: { step: "link", id: "failure" } },
    answers: [jsonAnswer(500, SERVER_ERROR), jsonAnswer(200, ALONE)],
  });
  Object.assign(core.ports, { control: { change } });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "tenant-failed", step: "link" });
  expect(change.mock.calls.map(([{ method, path }]) => `${method} ${path}`)).toEqual([
    "POST faults",
    "DELETE faults",
  ]);
  expect(log.events().every((event) => event.isExpected)).toBe(true);
  expect(network.arrivals.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

const BLOCKED_A = { step: "primary", id: "blocked-user" } as const;

const UNBLOCK_A = { method: "PATCH", path: "users/auth0%7C1", body: { blocked: false } };

test("the page of a popup takes its break back when it goes, and a later page when it could not", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, storage } = open({
    stored: signedIn(),
    choices: { scenario: BLOCKED_A, place: "popup" },
    popup: createPopup(),
  });
  Object.assign(core.ports, { control: { change } });
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  expect(change.mock.calls).toEqual([[{ ...UNBLOCK_A, body: { blocked: true } }]]);

  change.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  session.goAway();
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(storage.loadSteered()).not.toBeNull();

  createSession(createSessionCore(core.ports)).resume();
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenCalledTimes(3);
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(storage.loadSteered()).toBeNull();
});

test("a login that leaves takes its break along, and one that comes back without an answer ends it", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session } = open({ stored: signedIn(), choices: { scenario: BLOCKED_A } });
  Object.assign(core.ports, { control: { change } });
  leaveWith("?state=s");
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  session.goAway();
  expect(change).toHaveBeenCalledOnce();

  const back = createSession(createSessionCore(core.ports));
  back.choose({ scenario: null });
  back.resume();
  expect(change).toHaveBeenLastCalledWith(UNBLOCK_A);
  expect(back.state().finding).toBeNull();
});

test("takes back what was broken for a login that could not leave", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  sdk.beginRedirect.mockRejectedValue(new TypeError("Failed to fetch"));
  const { core, session } = open({ stored: signedIn(), choices: { scenario: BLOCKED_A } });
  Object.assign(core.ports, { control: { change } });
  await session.signIn();
  expect(change.mock.calls.map(([{ body }]) => body)).toEqual([
    { blocked: true },
    { blocked: false },
  ]);
});

test("breaks nothing anew before what was broken is taken back", async () => {
  const late: ((value: unknown) => void)[] = [];
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, storage } = open({
    stored: signedIn(),
    choices: { scenario: BLOCKED_A, place: "popup" },
    popup: createPopup(),
  });
  Object.assign(core.ports, { control: { change } });
  storage.saveSteered({ ...BLOCKED_A, owners: { A: "auth0|1", B: "" } });
  change.mockReturnValueOnce(new Promise((resolve) => late.push(resolve)));
  sdk.runPopup.mockReturnValue(new Promise(() => {}));
  session.resume();
  void session.signIn();
  await vi.advanceTimersByTimeAsync(0);
  expect(change.mock.calls).toEqual([[UNBLOCK_A]]);
  late[0]?.({});
  await vi.advanceTimersByTimeAsync(0);
  expect(change).toHaveBeenLastCalledWith({ ...UNBLOCK_A, body: { blocked: true } });
  expect(storage.loadSteered()).not.toBeNull();
});

test("what nobody broke does not wait for what is taken back", async () => {
  const change = vi.fn<Control["change"]>(() => new Promise(() => {}));
  const { core, session, storage, network } = open({
    stored: signedIn(),
    answers: [jsonAnswer(200, ALONE)],
  });
  Object.assign(core.ports, { control: { change } });
  storage.saveSteered({ ...BLOCKED_A, owners: { A: "auth0|1", B: "" } });
  session.resume();
  void session.readUser("changes");
  await vi.advanceTimersByTimeAsync(0);
  expect(network.arrivals).toHaveLength(1);
});

test("sends the request that a scenario makes, and forgets its finding with the scenario", async () => {
  const { session, network } = open({
    stored: proved(),
    choices: { scenario: { step: "link", id: "same-account" } },
    answers: [jsonAnswer(400, SELF_LINK), jsonAnswer(200, ALONE)],
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "self-link" });
  expect(network.arrivals[0]?.body).toContain(ID_TOKEN_A);
  session.choose({ scenario: null });
  expect(session.state().finding).toBeNull();
});

test("sends nothing that the page's own check stops", async () => {
  const { session, network } = open({
    stored: proved(),
    choices: { scenario: { step: "link", id: "tampered-proof" } },
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "signature-invalid", step: "link" });
  expect(network.arrivals).toEqual([]);
});

test("sends a link twice that is right both times, and shows the made-up text of another", async () => {
  const { session, network, log } = open({
    stored: proved(),
    choices: { scenario: { step: "link", id: "twice" } },
    answers: [
      jsonAnswer(201, [OWN, GOOGLE]),
      jsonAnswer(400, SELF_LINK),
      jsonAnswer(200, LINKED),
      jsonAnswer(400, SELF_LINK),
      jsonAnswer(200, LINKED),
    ],
  });
  await session.link();
  expect(network.arrivals.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  session.choose({ scenario: { step: "link", id: "opaque-link-with" } });
  await session.link();
  expect(network.arrivals[3]?.body).toBe('{"link_with":"not-a-token"}');
  expect(log.redactor.redact(network.arrivals[3]?.body ?? "", "A")).toContain("not-a-token");
});

test("says when to send again what came too early", async () => {
  const headers = { "Retry-After": "3" };
  const { session } = open({
    stored: { ...proved(), user: LINKED },
    answers: [Response.json(TOO_MANY, { status: 429, headers }), jsonAnswer(200, LINKED)],
  });
  await session.unlink();
  expect(session.state().finding).toMatchObject({
    id: "rate-limited",
    retryAt: (NOW + 3) * 1000,
  });
});

const SERVER_ERROR = { statusCode: 500, error: "Internal Server Error", message: "m" };
const SELF_LINK = {
  statusCode: 400,
  error: "Bad Request",
  message: "Main identity and the new one are the same.",
};
