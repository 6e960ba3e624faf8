import { expect, test } from "vitest";
import {
  createSigner,
  forgeToken,
  ID_TOKEN_CLAIMS,
  jsonAnswer,
  TENANT,
} from "#test/support/tokens.ts";
import {
  ALONE,
  answerPopup,
  CALLBACK,
  createPopup,
  handOver,
  handOverProof,
  LINKED,
  LOGIN_A,
  openSession,
  proved,
  sdk,
  setUpSignIn,
  signedIn,
  signer,
} from "#test/support/sign-in.ts";
import type { KeySet } from "#protocol/discovery.ts";

setUpSignIn();

const other = await createSigner("key-2");
const proofOfOther = await other.sign(ID_TOKEN_CLAIMS);
const ID_TOKEN_OF_OTHER = forgeToken(
  { ...ID_TOKEN_CLAIMS, sub: "auth0|1" },
  { alg: "RS256", kid: "key-2" },
);

const DOCUMENT = `${TENANT.issuer}.well-known/openid-configuration`;
const KEYS = `${TENANT.issuer}.well-known/jwks.json`;

const UNAUTHORIZED = {
  statusCode: 401,
  error: "Unauthorized",
  message: "Invalid signature received for JSON Web Token validation",
};

function refused(): Response {
  return jsonAnswer(401, UNAUTHORIZED);
}

/** The two answers to a reading of the tenant. */
function documentAnd(keys: KeySet): Response[] {
  const metadata = {
    issuer: TENANT.issuer,
    authorization_endpoint: `${TENANT.origin}/authorize`,
    token_endpoint: `${TENANT.origin}/oauth/token`,
    jwks_uri: KEYS,
  };
  return [jsonAnswer(200, metadata), jsonAnswer(200, keys)];
}

test("B's login at a tenant that was made anew forgets what the old one had, and says so", async () => {
  answerPopup(handOverProof(proofOfOther));
  const { session, network, storage } = openSession({
    stored: { ...signedIn(), user: LINKED },
    popup: createPopup(),
    answers: documentAnd(other.keys),
  });
  await session.proveSecondary();
  expect(network.arrivals.map(({ url }) => url)).toEqual([DOCUMENT, KEYS]);
  expect(session.state().finding).toMatchObject({ id: "tenant-renewed", step: "secondary" });
  expect(session.state().walkthrough).toMatchObject({
    keys: other.keys,
    primary: null,
    secondary: null,
    user: null,
    cookie: { userId: "google-oauth2|1001" },
  });
  expect(storage.loadWalkthrough().keys).toEqual(other.keys);
});

test("a tenant that changed its keys and kept the one before keeps everything", async () => {
  answerPopup(handOverProof(proofOfOther));
  const keys = { keys: [...signer.keys.keys, ...other.keys.keys] };
  const { session } = openSession({
    stored: signedIn(),
    popup: createPopup(),
    answers: documentAnd(keys),
  });
  await session.proveSecondary();
  const { walkthrough, finding } = session.state();
  expect(finding).toBeNull();
  expect(walkthrough).toMatchObject({ keys, secondary: { idToken: proofOfOther } });
  expect(walkthrough.primary).toEqual(signedIn().primary);
});

test("A's login at a tenant that was made anew is kept, and nothing else", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver({ idToken: ID_TOKEN_OF_OTHER }));
  const { session } = openSession({
    stored: { ...proved(), user: LINKED },
    pending: {
      parameters: LOGIN_A,
      returnTo: "link",
      expected: null,
      state: null,
      isTaken: false,
    },
    answers: [...documentAnd(other.keys), jsonAnswer(200, ALONE)],
  });
  await session.finishSignIn(CALLBACK);
  const { walkthrough, finding } = session.state();
  expect(finding).toMatchObject({ id: "tenant-renewed", step: "link" });
  expect(walkthrough.primary?.account.userId).toBe("auth0|1");
  expect(walkthrough).toMatchObject({ keys: other.keys, secondary: null, user: ALONE });
});

test("a token that is refused is told from one of a tenant that is gone", async () => {
  const same = openSession({
    stored: signedIn(),
    answers: [refused(), ...documentAnd(signer.keys)],
  });
  await same.session.readUser("changes");
  expect(same.session.state().finding).toMatchObject({ id: "token-signature" });
  expect(same.session.state().walkthrough.primary).toEqual(signedIn().primary);

  const anew = openSession({
    stored: signedIn(),
    answers: [refused(), ...documentAnd(other.keys)],
  });
  await anew.session.readUser("changes");
  expect(anew.session.state().finding).toMatchObject({ id: "tenant-renewed", step: "changes" });
  expect(anew.session.state().walkthrough.primary).toBeNull();

  const silent = openSession({ stored: signedIn(), answers: [refused()] });
  await silent.session.readUser("changes");
  expect(silent.session.state().finding).toMatchObject({ id: "token-signature" });
});

test("reading the tenant again finds a new one, where there is something to lose", async () => {
  const begun = openSession({ stored: signedIn(), answers: documentAnd(other.keys) });
  await begun.session.readTenant();
  expect(begun.session.state().finding).toMatchObject({ id: "tenant-renewed", step: "tenant" });

  const stored = { keys: signer.keys };
  const fresh = openSession({ stored, answers: documentAnd(other.keys) });
  await fresh.session.readTenant();
  expect(fresh.session.state().finding).toBeNull();
  expect(fresh.session.state().walkthrough.keys).toEqual(other.keys);
});
