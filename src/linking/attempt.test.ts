import { expect, test } from "vitest";
import { TENANT } from "#protocol/testing.ts";
import { buildAttempt, tamper } from "./attempt.ts";

const PARTS = {
  userId: "auth0|1",
  accessToken: "access-a",
  idToken: "id-a",
  linkWith: "id-b",
  secondaryUserId: "oidc|b|2",
};

test("is the right request where nothing is changed", () => {
  expect(buildAttempt(TENANT, PARTS, null)).toEqual({
    method: "POST",
    url: `${TENANT.audience}users/auth0%7C1/identities`,
    headers: { Authorization: "Bearer access-a", "Content-Type": "application/json" },
    body: '{"link_with":"id-b"}',
  });
  expect(buildAttempt(TENANT, PARTS, "twice")).toEqual(buildAttempt(TENANT, PARTS, null));
});

test.each([
  ["id-token-as-bearer", { headers: { Authorization: "Bearer id-a" } }],
  ["other-user", { url: `${TENANT.audience}users/oidc%7Cb%7C2/identities` }],
  ["bad-path-id", { url: `${TENANT.audience}users/1/identities` }],
  ["user-id", { body: '{"provider":"oidc","user_id":"b|2"}' }],
  ["same-account", { body: '{"link_with":"id-a"}' }],
  ["main-identity", { url: `${TENANT.audience}users/auth0%7C1/identities/auth0/1` }],
] as const)("changes one thing: %s", (change, expected) => {
  expect(buildAttempt(TENANT, PARTS, change)).toMatchObject(expected);
});

test("leaves the bearer out and nothing else", () => {
  const { headers, ...rest } = buildAttempt(TENANT, PARTS, "no-bearer");
  expect(headers).toEqual({ "Content-Type": "application/json" });
  expect({ ...rest, headers: {} }).toEqual({ ...buildAttempt(TENANT, PARTS, null), headers: {} });
});

test.each([
  ["h.p.Abc", "h.p.Bbc"],
  ["h.p.xbc", "h.p.Abc"],
])("tampers with the signature of %s alone", (token, tampered) => {
  expect(tamper(token)).toBe(tampered);
});
