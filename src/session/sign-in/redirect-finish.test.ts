import { expect, test } from "vitest";
import { cookieOwner, withoutTokens } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { forgeToken, ID_TOKEN_CLAIMS, jsonAnswer, TENANT } from "#test/support/tokens.ts";
import type { PendingSignIn } from "#session/storage.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCESS_TOKEN,
  ACCOUNT_A,
  ALONE,
  ANSWER,
  CALLBACK,
  DENIED,
  handOver,
  ID_TOKEN_A,
  LOGIN_A,
  openSession,
  REDIRECT_URI,
  sdk,
  setUpSignIn,
  signedIn,
  signInWith,
  USER_URL,
} from "#test/support/sign-in.ts";

setUpSignIn();

/** A login that left. */
const LEFT: PendingSignIn = {
  parameters: LOGIN_A,
  returnTo: "primary",
  expected: null,
  state: "s",
  isTaken: false,
};

test("says that an answer was used where the page was loaded again while it read it", async () => {
  sdk.finishRedirect.mockReturnValue(new Promise(() => {}));
  const pending = { parameters: LOGIN_A, returnTo: "link", expected: null, state: "s" } as const;
  const { session, storage } = openSession({ pending: { ...pending, isTaken: false } });
  void session.finishSignIn(CALLBACK);
  await expect.poll(() => sdk.finishRedirect).toHaveBeenCalledOnce();
  expect(storage.loadPending()).toEqual({ ...pending, isTaken: true });

  const next = openSession({ pending: { ...pending, isTaken: true } });
  await expect(next.session.finishSignIn(REDIRECT_URI)).resolves.toBe("link");
  expect(next.session.state().finding).toMatchObject({ id: "callback-used", step: "link" });
  expect(next.storage.loadPending()).toBeNull();
  expect(sdk.finishRedirect).toHaveBeenCalledOnce();
});

test("adopts A after the callback, reads the user, and goes on at the step it came from", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver());
  const { session, network, storage, area } = openSession({
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

test("(S 17) does not adopt another account than the one that was to come back, and says whose the cookie is", async () => {
  const idToken = forgeToken({ ...ID_TOKEN_CLAIMS, sub: "auth0|2" });
  sdk.finishRedirect.mockResolvedValue(handOver({ idToken }));
  const stored = withoutTokens({ ...openSession({}).session.state().walkthrough, ...signedIn() });
  const { session, network, area } = openSession({
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
    const { session, network, log, storage, area } = openSession({
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
    expect(signInWith).not.toHaveBeenCalled();
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

test.each([CALLBACK, `${REDIRECT_URI}#access_token=secret-token&state=s`])(
  "(S 18) adopts nobody from a callback that no login here asked for: %s",
  async (callback) => {
    const { session, network, log, area } = openSession({});
    await expect(session.finishSignIn(callback)).resolves.toBe("primary");
    expect(session.state().finding).toMatchObject({ id: "callback-unasked", step: "primary" });
    expect(session.state().walkthrough.primary).toBeNull();
    expect(signInWith).not.toHaveBeenCalled();
    expect([network.arrivals, log.events()]).toEqual([[], []]);
    expect(area.length).toBe(0);
  },
);

test("tells an answer that was used from one that no login here asked for, and from none", async () => {
  const { session, log } = openSession({});
  const asked = "http://localhost:5180/authorize?client_id=linklab-spa&state=s";
  log.start({ actor: "A", kind: "page", method: "GET", url: asked });
  const told = async (callback: string) => {
    await session.finishSignIn(callback);
    return session.state().finding?.id;
  };
  expect(await told(CALLBACK)).toBe("callback-used");
  expect(await told(`${REDIRECT_URI}#access_token=secret-token&state=s`)).toBe("callback-used");
  expect(await told(`${REDIRECT_URI}?code=secret-code&state=other`)).toBe("callback-unasked");
  expect(await told(`${REDIRECT_URI}?code=secret-code`)).toBe("callback-unasked");
  expect(await told(REDIRECT_URI)).toBe("callback-incomplete");
  expect(signInWith).not.toHaveBeenCalled();
});

test("goes on with the run that left when the answer comes back, and finishes it", async () => {
  const { session, log } = openSession({ pending: LEFT, answers: [jsonAnswer(200, ALONE)] });
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
  const { session, log } = openSession({ pending: LEFT });
  log.begin({ step: "primary", expects: "success" });
  log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  await session.finishSignIn(`${REDIRECT_URI}?error=access_denied&state=s`);
  expect(log.events()).toMatchObject([{ state: "refused", status: 302, finding: "login-denied" }]);
});

test("ends the visit with the callback, its code as a marker", async () => {
  sdk.finishRedirect.mockResolvedValue(handOver());
  const { session, log } = openSession({ pending: LEFT, answers: [jsonAnswer(200, ALONE)] });
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
  const { session, log, area } = openSession({
    pending: { parameters, returnTo: "primary", expected: null, state: "s", isTaken: false },
    answers: [jsonAnswer(200, ALONE)],
  });
  log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  await session.finishSignIn(callback);
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, parameters);
  expect(sdk.finishRedirect).toHaveBeenCalledExactlyOnceWith(callback);
  expect(log.events()[0]?.responseHeaders["Location"]).toBe(
    `${REDIRECT_URI}#access_token=⟦A access token⟧&id_token=⟦A ID token⟧&state=s`,
  );
  expect(textOf(area)).not.toContain(ACCESS_TOKEN);
});
