import { afterEach, beforeEach, vi } from "vitest";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { CreateSignIn, SignedIn, SignIn, SignInTokens } from "#login/sign-in.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { OAuthResponseError } from "#protocol/errors.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS, NOW, scriptFetch, TENANT } from "./tokens.ts";
import { createWireLog } from "#wire/log.ts";
import type { Choices } from "#session/choices.ts";
import { createSession } from "#session/session.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createStorage, type PendingSignIn } from "#session/storage.ts";
import { createMemoryArea } from "./session.ts";

/** A's own identity. */
export const OWN = { connection: "db", provider: "auth0", user_id: "1" };

/** B as an identity of A, once linked. */
export const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };

/** A before the link. */
export const ALONE = { user_id: "auth0|1", identities: [OWN] };

/** A after the link. */
export const LINKED = { user_id: "auth0|1", identities: [OWN, GOOGLE] };

/** Where A is read. */
export const USER_URL = "http://localhost:5180/api/v2/users/auth0%7C1";

/** An answer to a login by redirect. */
export const CALLBACK = "http://localhost:5173/callback?code=secret-code&state=s";

/** A as the walkthrough knows it. */
export const ACCOUNT_A = {
  userId: "auth0|1",
  name: "Ada Lovelace",
  email: "ada@example.com",
  isEmailVerified: true,
};

/** A's access token. Nobody signed it. */
export const ACCESS_TOKEN = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
});

/** A's ID token. Nobody signed it. */
export const ID_TOKEN_A = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|1" });

/** The tenant's key. */
export const signer = await createSigner("key-1");

/** B's ID token, signed by it. */
export const proof = await signer.sign(ID_TOKEN_CLAIMS);

/** The tenant said no to a login. */
export const DENIED = new OAuthResponseError("access_denied", "User did not authorize the request");

/** Where an answer comes. */
export const REDIRECT_URI = "http://localhost:5173/callback";

/** A's usual login. */
export const LOGIN_A = primaryAuthorization(TENANT, "code", REDIRECT_URI);

/** The same by the implicit flow. */
export const LOGIN_IMPLICIT = primaryAuthorization(TENANT, "implicit", REDIRECT_URI);

/** B's usual login. */
export const LOGIN_B = secondaryAuthorization(TENANT, "code", REDIRECT_URI);

/** What an SDK hands over for A. */
export const ANSWER = {
  accessToken: ACCESS_TOKEN,
  idToken: ID_TOKEN_A,
  scope: "openid read:current_user update:current_user_identities",
};

/** The body of a 429. */
export const TOO_MANY = {
  statusCode: 429,
  error: "Too Many Requests",
  message: "Global limit has been reached",
};

/** The body of a 500. */
export const SERVER_ERROR = { statusCode: 500, error: "Internal Server Error", message: "m" };

/** The body of a link of A with A. */
export const SELF_LINK = {
  statusCode: 400,
  error: "Bad Request",
  message: "Main identity and the new one are the same.",
};

/** A scenario that blocks A for a login. */
export const BLOCKED_A = { step: "primary", id: "blocked-user" } as const;

/** The SDK that a session is handed. It does nothing before a test tells it what. */
export const sdk = {
  beginRedirect: vi.fn<SignIn["beginRedirect"]>(),
  finishRedirect: vi.fn<SignIn["finishRedirect"]>(),
  runPopup: vi.fn<SignIn["runPopup"]>(),
  signInSilently: vi.fn<SignIn["signInSilently"]>(),
  logOut: vi.fn<SignIn["logOut"]>(),
  forget: vi.fn<SignIn["forget"]>(),
};

/** How what it has signed in is renewed. */
export const renew = vi.fn<SignedIn["renew"]>();

/** Hands that SDK out. It is told for whom and for which request. */
export const signInWith = vi.fn<CreateSignIn>();

/** Gives every test of a file a fixed clock and a fresh SDK. */
export function setUpSignIn(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW * 1000 });
    signInWith.mockReturnValue(sdk);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.resetAllMocks();
  });
}

/** What an SDK hands over, with tokens that may differ from A's own. */
export function handOver(tokens: Partial<SignInTokens> = {}): SignedIn {
  return { tokens: { ...ANSWER, ...tokens }, renew };
}

/** The same for B, with a token that is no API's. */
export function handOverProof(idToken = proof): SignedIn {
  return { tokens: { idToken, accessToken: "opaque", scope: LOGIN_B.scope }, renew };
}

/** Lets the popup answer, after it was sent to the tenant. */
export function answerPopup(answer: SignedIn) {
  sdk.runPopup.mockImplementation(async (_popup, onOpen) => {
    onOpen("http://localhost:5180/authorize?prompt=login");
    return answer;
  });
}

/** Lets the page leave for the tenant. */
export function leaveWith(query: string) {
  sdk.beginRedirect.mockImplementation(async (onLeave) => {
    onLeave(`http://localhost:5180/authorize${query}`);
  });
}

type Popup = { closed: boolean; close: () => void };

/** A popup that nothing is loaded in. */
export function createPopup(): Popup {
  const popup: Popup = { closed: false, close: () => void (popup.closed = true) };
  return popup;
}

/** A session with an adopted A and B, unless told otherwise; nothing behind it but the script. */
export function openSession(options: {
  answers?: (Response | Error | "waits")[];
  stored?: Partial<Walkthrough>;
  choices?: Partial<Choices>;
  pending?: PendingSignIn;
  popup?: Popup | null;
  tenant?: Tenant;
  isOnline?: boolean;
  colorScheme?: "light" | "dark";
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
    tenant: options.tenant ?? TENANT,
    control: null,
    log,
    storage: {
      ...storage,
      loadWalkthrough: () => ({ ...storage.loadWalkthrough(), ...options.stored }),
      loadChoices: () => ({ ...storage.loadChoices(), ...options.choices }),
    },
    fetch: network.fetch,
    isOnline: () => options.isOnline ?? true,
    colorScheme: () => options.colorScheme ?? "",
    now: () => new Date(NOW * 1000),
    appUrl: "http://localhost:5173",
    signInWith,
    openPopup,
    stayHere,
    setActor: (actor) => void actors.push(actor),
    setLane: () => undefined,
  });
  const session = createSession(core);
  return { core, session, network, log, area, storage, actors, openPopup, stayHere };
}

/** A walkthrough in which A has signed in. */
export function signedIn(): Partial<Walkthrough> {
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

/** The same, in which B was proved. */
export function proved(idToken = proof): Partial<Walkthrough> {
  const account = { ...ACCOUNT_A, userId: "google-oauth2|1001" };
  return { ...signedIn(), secondary: { account, request: LOGIN_B, idToken, user: null } };
}
