import { expect, test } from "vitest";
import { journey } from "#linking/walkthrough/journey.ts";
import { forgeToken, ID_TOKEN_CLAIMS, jsonAnswer, NOW } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCOUNT_A,
  ALONE,
  answerPopup,
  createPopup,
  handOver,
  LOGIN_A,
  openSession,
  proved,
  sdk,
  setUpSignIn,
  signedIn,
  signer,
  TOO_MANY,
  USER_URL,
} from "#test/support/sign-in.ts";

setUpSignIn();

test("keeps a login whose user could not be read, and says when to read it", async () => {
  answerPopup(handOver());
  const { session, network } = openSession({
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

test("adopts A from a popup, without leaving the page", async () => {
  const popup = createPopup();
  answerPopup(handOver());
  const { session, storage, actors } = openSession({
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
  const { session } = openSession({
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
    const { session, network } = openSession({
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
    const { session, network, area } = openSession({
      stored: { ...stored, primary: { ...stored.primary!, tokens } },
    });
    await session.link();
    await session.unlink();
    await session.readUser("changes");
    expect(network.arrivals).toEqual([]);
    expect(area.length).toBe(0);
  },
);

test("takes nobody for A where an opaque token came alone, and forgets whose the cookie is", async () => {
  answerPopup(handOver({ idToken: null, accessToken: "opaque-access-token" }));
  const primary = { ...LOGIN_A, response_type: "token", audience: "" } as const;
  const { session, network, area } = openSession({
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
