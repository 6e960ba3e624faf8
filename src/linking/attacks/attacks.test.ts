import { expect, test } from "vitest";
import { fillRequest, nameToken } from "#protocol/named-request.ts";
import { TENANT } from "#test/support/tokens.ts";
import { buildClaim, buildCreateCall, doubtsAbout } from "./attack-requests.ts";
import { ATTACKS } from "./attacks.ts";
import type { AttackStep } from "./attack.ts";
import { userIdAttack } from "./user-id.ts";

test.each(ATTACKS)(
  "$id shows its insight after a link that was taken",
  ({ insight, ...attack }) => {
    const steps = attack.script(attack.people("1"), TENANT);
    expect(steps[insight.after - 1]?.sends).toMatchObject({ expects: 201, isTheft: true });
  },
);

test.each(ATTACKS)("$id has people of its own in every performance", ({ id, people }) => {
  const [one, other] = [people("1"), people("2")];
  const ids = [one.A, one.B, other.A, other.B].map(({ userId }) => userId);
  expect(new Set(ids).size).toBe(4);
  expect(one.A.email === one.B.email).toBe(id === "same-address");
  expect(buildCreateCall(one.A).body).toMatchObject({ password: "Passw0rd!" });
  expect(buildCreateCall(one.B).body).not.toHaveProperty("password");
});

test("the attack names the victim and proves nothing", () => {
  const bearer = nameToken("A", "access token", "token");
  expect(fillRequest(buildClaim(TENANT, userIdAttack.people("1"), bearer))).toMatchObject({
    method: "POST",
    url: "http://localhost:5180/api/v2/users/auth0%7Clab-a-1/identities",
    headers: { Authorization: "Bearer token" },
    body: '{"provider":"google-oauth2","user_id":"lab-b-1"}',
  });
});

const rowsOf = ({ planned }: AttackStep) =>
  planned.map(({ from, to, method, path, answer }) => [from, to, method, path, answer].join(" "));

test("the plan of an attack is that of the requests and logins of its steps", () => {
  const steps = userIdAttack.script(userIdAttack.people("1"), TENANT);
  const claim = "app api POST /api/v2/users/auth0%7Clab-a-1/identities";
  expect(steps.flatMap(rowsOf)).toEqual([
    `${claim} 201`,
    "app api GET /api/v2/users/auth0%7Clab-a-1 200",
    "popup login GET /authorize code, state",
    "app tokens POST /oauth/token 200 · tokens",
    `${claim} 403`,
  ]);
});

test("the script of an attack does what its steps say, in order", async () => {
  const done: string[] = [];
  const answers = [201, 200, 409];
  const people = userIdAttack.people("1");
  for (const { run } of userIdAttack.script(people, TENANT)) {
    const outcome = await run({
      createAccounts: async (...made) =>
        void done.push(`create ${made.map(({ id }) => id).join()}`),
      clear: async () => void done.push("clear"),
      mintToken: async (_of, scope) => {
        done.push(`mint ${scope}`);
        return "token";
      },
      send: async (request, policy) => {
        done.push(`${request.bearer?.value} ${request.method} ${policy}`);
        return { status: answers.shift() ?? 0, message: "", body: null };
      },
      logIn: async ({ name }) => {
        done.push(`log in ${name}`);
        return people.A.userId;
      },
    });
    if (outcome && "text" in outcome) done.push(`= ${outcome.text}`);
  }
  expect(done).toEqual([
    "create lab-a-1,lab-b-1",
    "mint read:current_user update:current_user_identities",
    "token POST before-2018",
    "= 201",
    "token GET undefined",
    "= 200",
    "log in Victor",
    "= sub is Mallory’s user",
    "clear",
    "create lab-a-1,lab-b-1",
    "mint read:current_user update:current_user_identities",
    "token POST today",
    "= 409, not as expected",
    "clear",
  ]);
});

test("an address is doubted unless it is verified, and that is said in so many words", () => {
  const identities = [{ connection: "db", provider: "auth0", user_id: "1" }];
  const verified = { user_id: "auth0|1", email_verified: true, identities };
  expect(doubtsAbout([verified])).toEqual([]);
  expect(
    doubtsAbout([verified, { ...verified, email_verified: false }, { user_id: "x", identities }]),
  ).toEqual(["auth0|1: email_verified is not true", "x: email_verified is not true"]);
});
