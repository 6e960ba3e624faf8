import { expect, test } from "vitest";
import { jsonAnswer, NOW } from "#test/support/tokens.ts";
import {
  ALONE,
  GOOGLE,
  LINKED,
  openSession,
  OWN,
  proved,
  setUpSignIn,
  TOO_MANY,
  USER_URL,
} from "#test/support/sign-in.ts";

setUpSignIn();

const NOT_LINKED = {
  statusCode: 404,
  error: "Not Found",
  message: "The identity does not exist.",
};

test("unlinks the identity that was chosen", async () => {
  const { session, network } = openSession({
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

test.each([
  ["was lost", "unlinked-answer-lost", () => new TypeError("offline"), GOOGLE],
  ["says that it was done before", "identity-not-linked", () => jsonAnswer(404, NOT_LINKED), null],
])("finds the unlink done by reading A where the answer %s", async (_, id, answer, unlinked) => {
  const { session, network } = openSession({
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

test("says when to send again what came too early", async () => {
  const headers = { "Retry-After": "3" };
  const { session } = openSession({
    stored: { ...proved(), user: LINKED },
    answers: [Response.json(TOO_MANY, { status: 429, headers }), jsonAnswer(200, LINKED)],
  });
  await session.unlink();
  expect(session.state().finding).toMatchObject({
    id: "rate-limited",
    retryAt: (NOW + 3) * 1000,
  });
});
