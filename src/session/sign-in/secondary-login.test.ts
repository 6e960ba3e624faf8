import { expect, test } from "vitest";
import { cookieOwner } from "#linking/walkthrough/state.ts";
import { forgeToken, ID_TOKEN_CLAIMS, jsonAnswer, TENANT } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCOUNT_A,
  ALONE,
  answerPopup,
  createPopup,
  GOOGLE,
  handOver,
  handOverProof,
  ID_TOKEN_A,
  LINKED,
  LOGIN_B,
  openSession,
  proof,
  proved,
  renew,
  SERVER_ERROR,
  setUpSignIn,
  signedIn,
  signInWith,
} from "#test/support/sign-in.ts";

setUpSignIn();

test("adopts B's proof, closes the popup and logs the visit", async () => {
  const popup = createPopup();
  answerPopup(handOverProof());
  const { session, log, area, actors } = openSession({ stored: signedIn(), popup });
  await session.proveSecondary();
  expect(session.state().walkthrough.secondary).toEqual({
    account: { ...ACCOUNT_A, userId: "google-oauth2|1001" },
    request: LOGIN_B,
    idToken: proof,
    user: null,
  });
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, LOGIN_B);
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
  const { session, network, area } = openSession({ stored, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id, came: { userId: "auth0|1" } });
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(cookieOwner(session.state().walkthrough)).toBe("A");
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).not.toContain(ID_TOKEN_A);
});

test("takes nobody for B where an opaque token came alone", async () => {
  answerPopup({ tokens: { idToken: null, accessToken: "opaque", scope: "" }, renew });
  const choices = { secondary: { ...LOGIN_B, response_type: "token" } } as const;
  const { session, network } = openSession({ stored: signedIn(), choices, popup: createPopup() });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "callback-incomplete", came: null });
  expect(session.state().walkthrough).toMatchObject({ secondary: null, cookie: null });
  expect(network.arrivals).toEqual([]);
});

test("takes no answer without an ID token for a proof of B", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  answerPopup({ tokens: { idToken: null, accessToken, scope: "" }, renew });
  const choices = { secondary: { ...LOGIN_B, response_type: "token" } } as const;
  const { session, network, area } = openSession({
    stored: signedIn(),
    choices,
    popup: createPopup(),
  });
  await session.proveSecondary();
  expect(session.state().finding).toMatchObject({ id: "callback-incomplete", step: "secondary" });
  expect(session.state().walkthrough.secondary).toBeNull();
  expect(session.state().walkthrough.cookie?.userId).toBe("google-oauth2|1001");
  expect(network.arrivals).toEqual([]);
  expect(textOf(area)).not.toContain(accessToken);
});

test("reads B with B's own token where its login brought one, and forgets the token", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  const user = { user_id: "google-oauth2|1001", identities: [GOOGLE], user_metadata: { a: 1 } };
  answerPopup({ tokens: { idToken: proof, accessToken, scope: "" }, renew });
  const { session, network, area } = openSession({
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
  const { session } = openSession({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.seeLinkedLogin();
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: { userId }, cookie: { userId }, secondary: { idToken: proof } },
    finding: null,
  });
});

test("takes no login for one that says not whose it is", async () => {
  answerPopup(handOver({ idToken: null, accessToken: "opaque" }));
  const { session } = openSession({ stored: { ...proved(), user: LINKED }, popup: createPopup() });
  await session.seeLinkedLogin();
  expect(session.state()).toMatchObject({
    walkthrough: { linkedLogin: null, cookie: null },
    finding: { id: "callback-incomplete", step: "changes" },
  });
});

test("keeps a proof whose account could not be read", async () => {
  const accessToken = forgeToken({ sub: "google-oauth2|1001", aud: TENANT.audience });
  answerPopup({ tokens: { idToken: proof, accessToken, scope: "" }, renew });
  const { session } = openSession({
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
