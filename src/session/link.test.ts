import { expect, test } from "vitest";
import { journey } from "#linking/walkthrough/journey.ts";
import { guideAuthorization } from "#protocol/authorization.ts";
import { forgeToken, ID_TOKEN_CLAIMS, jsonAnswer, NOW, TENANT } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import {
  ACCESS_TOKEN,
  ALONE,
  answerPopup,
  createPopup,
  handOver,
  handOverProof,
  ID_TOKEN_A,
  LINKED,
  openSession,
  proof,
  proved,
  REDIRECT_URI,
  setUpSignIn,
  signedIn,
  signer,
  signInWith,
  TOO_MANY,
  USER_URL,
} from "#test/support/sign-in.ts";

setUpSignIn();

const CONFLICT = { statusCode: 409, error: "Conflict", message: "exists" };

test("links: reads A, sends the proof, reads A again, and stores no token", async () => {
  const { session, network, area } = openSession({
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

test("a link after a reset by another way does not take the cookie for the one from before", async () => {
  const made = { ...ALONE, created_at: "2030-01-01T00:00:00.000Z" };
  const { session } = openSession({
    stored: { ...proved(), user: { ...ALONE, created_at: "2020-01-01T00:00:00.000Z" } },
    answers: [made, LINKED.identities, { ...made, identities: LINKED.identities }].map((body) =>
      jsonAnswer(Array.isArray(body) ? 201 : 200, body),
    ),
  });
  await session.link();
  expect(session.state().walkthrough).toMatchObject({ change: { before: made }, cookie: null });
});

test.each([
  ["of A's own account", "same-account", { sub: "auth0|1" }],
  ["of another application", "token-recipient", { aud: "other" }],
  ["of another issuer", "token-issuer", { iss: "https://other.example/" }],
  ["that has expired", "claim-invalid", { exp: NOW - 61 }],
])("refuses to link with an ID token %s, and sends nothing", async (_, id, change) => {
  const idToken = await signer.sign({ ...ID_TOKEN_CLAIMS, ...change });
  const { session, network, area } = openSession({ stored: proved(idToken) });
  await session.link();
  expect(session.state().finding).toMatchObject({ id, step: "link" });
  expect(session.state().walkthrough.change).toBeNull();
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("refuses to link with an ID token that the tenant did not sign, and sends nothing", async () => {
  const forged = forgeToken(ID_TOKEN_CLAIMS, { alg: "RS256", kid: "key-1" });
  const { session, network, area } = openSession({ stored: proved(forged) });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "signature-invalid", step: "link" });
  expect(network.arrivals).toEqual([]);
  expect(area.length).toBe(0);
});

test("sends no link when A cannot be read before", async () => {
  const { session, network } = openSession({
    stored: proved(),
    answers: [new TypeError("offline")],
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "no-answer", step: "link" });
  expect(network.arrivals.map(({ method }) => method)).toEqual(["GET"]);
});

test.each([
  ["reads the same user again", jsonAnswer(200, ALONE)],
  ["cannot read the user again", new TypeError("offline")],
])("changes nothing when the API refuses the link, and %s", async (_, reread) => {
  const { session, network } = openSession({
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
  const { session, network } = openSession({
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
    const { session } = openSession({
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

test("stops waiting for a link, and looks whether it was made all the same", async () => {
  const made = openSession({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), "waits", jsonAnswer(200, LINKED)],
  });
  const linking = made.session.link();
  await expect.poll(() => made.network.arrivals).toHaveLength(2);
  made.session.stop();
  await linking;
  expect(made.session.state()).toMatchObject({
    busy: null,
    finding: { id: "linked-answer-lost" },
    walkthrough: { user: LINKED },
  });
  expect(made.log.events()).toEqual([]);

  const unmade = openSession({
    stored: proved(),
    answers: [jsonAnswer(200, ALONE), "waits", jsonAnswer(200, ALONE)],
  });
  const again = unmade.session.link();
  await expect.poll(() => unmade.network.arrivals).toHaveLength(2);
  unmade.session.stop();
  await again;
  expect(unmade.session.state()).toMatchObject({ busy: null, finding: { id: "wait-stopped" } });
});

test.each([
  ["A's tokens", () => ({ ...proved(), primary: null })],
  ["B's ID token", signedIn],
  ["the tenant's keys", () => ({ ...proved(), keys: null })],
])("sends no link without %s", async (_, stored) => {
  const { session, network } = openSession({ stored: stored() });
  await session.link();
  expect(network.arrivals).toEqual([]);
});

test("links with the migration guide's request, without reading the user", async () => {
  const guide = guideAuthorization(TENANT, `${REDIRECT_URI}/popup`);
  answerPopup(handOver({ idToken: null, scope: guide.scope }));
  const { session, network } = openSession({
    stored: { keys: signer.keys },
    choices: { primary: guide, place: "popup" },
    popup: createPopup(),
    answers: [jsonAnswer(201, LINKED.identities)],
  });
  await session.signIn();
  expect(signInWith).toHaveBeenCalledExactlyOnceWith(TENANT, guide);
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
