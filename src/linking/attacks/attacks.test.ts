import { expect, test } from "vitest";
import { fillRequest } from "#protocol/named-request.ts";
import { TENANT } from "#test/support/tokens.ts";
import { ATTACKS } from "./attacks.ts";
import { buildCreateCall, buildAttackRequest, doubtsAbout } from "./attack-requests.ts";
import { accountsOf } from "./attack.ts";

test.each(ATTACKS)(
  "$id ends with everything cleared and shows its insight on the way",
  (attack) => {
    const kinds = attack.steps.map(({ act }) => act.kind);
    expect(kinds.at(-1)).toBe("clear");
    expect(attack.steps[attack.insight.after - 1]?.act).toMatchObject({
      kind: "send",
      expects: 201,
    });
    expect(kinds.indexOf("create")).toBe(0);
    expect(kinds.indexOf("token")).toBeLessThan(kinds.indexOf("send"));
  },
);

test.each(ATTACKS)("$id has people of its own in every performance", (attack) => {
  const [one, other] = [accountsOf(attack, "1"), accountsOf(attack, "2")];
  const ids = [one.A, one.B, other.A, other.B].map(({ userId }) => userId);
  expect(new Set(ids).size).toBe(4);
  expect(one.A.email === one.B.email).toBe(attack.id === "same-address");
  expect(buildCreateCall(one.A).body).toMatchObject({ password: "Passw0rd!" });
  expect(buildCreateCall(one.B).body).not.toHaveProperty("password");
});

test("the attack names the victim and proves nothing", () => {
  const [attack] = ATTACKS;
  if (attack === undefined) throw new TypeError("no attack");
  const request = fillRequest(
    buildAttackRequest(TENANT, "claim", accountsOf(attack, "1"), "token"),
  );
  expect(request).toMatchObject({
    method: "POST",
    url: "http://localhost:5180/api/v2/users/auth0%7Clab-a-1/identities",
    headers: { Authorization: "Bearer token" },
    body: '{"provider":"google-oauth2","user_id":"lab-b-1"}',
  });
});

test("an address is doubted unless it is verified, and that is said in so many words", () => {
  const identities = [{ connection: "db", provider: "auth0", user_id: "1" }];
  const verified = { user_id: "auth0|1", email_verified: true, identities };
  expect(doubtsAbout([verified])).toEqual([]);
  expect(
    doubtsAbout([verified, { ...verified, email_verified: false }, { user_id: "x", identities }]),
  ).toEqual(["auth0|1: email_verified is not true", "x: email_verified is not true"]);
});
