import { expect, test, vi } from "vitest";
import { jsonAnswer } from "#test/support/tokens.ts";
import { textOf } from "#test/support/session.ts";
import {
  ALONE,
  GOOGLE,
  ID_TOKEN_A,
  LINKED,
  openSession,
  setUpSignIn,
  signedIn,
} from "#test/support/sign-in.ts";

setUpSignIn();

const BARE_ID = { statusCode: 403, error: "Forbidden", message: "Insufficient scope" };
const NO_BEARER = { statusCode: 401, error: "Unauthorized", message: "Invalid token" };

test("sends A's ID token the old way, and keeps what the API said", async () => {
  const { session, network, area, log } = openSession({
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
  const { session, network } = openSession({
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
  const { session } = openSession({
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
  const { session } = openSession({
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
  const { session, network } = openSession({ stored: signedIn() });
  await session.tryDangerousWay();
  const nobody = openSession({});
  await nobody.session.tryOldWay();
  expect(network.arrivals).toEqual([]);
  expect(nobody.network.arrivals).toEqual([]);
});
