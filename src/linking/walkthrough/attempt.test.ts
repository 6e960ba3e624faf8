import { expect, test } from "vitest";
import { fillRequest, nameToken } from "#protocol/named-request.ts";
import { TENANT } from "#test/support/tokens.ts";
import { buildAttempt, tamper, type RequestChange } from "./attempt.ts";

const PARTS = {
  userId: "auth0|1",
  bearer: nameToken("A", "access token", "access-a"),
  idToken: nameToken("A", "ID token", "id-a"),
  linkWith: nameToken("B", "ID token", "id-b"),
  secondaryUserId: "oidc|b|2",
};

const attempt = (change: RequestChange | null) => fillRequest(buildAttempt(TENANT, PARTS, change));

test("is the right request where nothing is changed", () => {
  expect(attempt(null)).toEqual({
    method: "POST",
    url: `${TENANT.audience}users/auth0%7C1/identities`,
    headers: { Authorization: "Bearer access-a", "Content-Type": "application/json" },
    body: '{"link_with":"id-b"}',
  });
  expect(attempt("twice")).toEqual(attempt(null));
});

test.each([
  ["id-token-as-bearer", { headers: { Authorization: "Bearer id-a" } }],
  ["other-user", { url: `${TENANT.audience}users/oidc%7Cb%7C2/identities` }],
  ["bad-path-id", { url: `${TENANT.audience}users/1/identities` }],
  ["user-id", { body: '{"provider":"oidc","user_id":"b|2"}' }],
  ["same-account", { body: '{"link_with":"id-a"}' }],
  ["main-identity", { url: `${TENANT.audience}users/auth0%7C1/identities/auth0/1` }],
] as const)("changes one thing: %s", (change, expected) => {
  expect(attempt(change)).toMatchObject(expected);
});

test("leaves the bearer out and nothing else", () => {
  const { headers, ...rest } = attempt("no-bearer");
  expect(headers).toEqual({ "Content-Type": "application/json" });
  expect({ ...rest, headers: {} }).toEqual({ ...attempt(null), headers: {} });
});

test.each([
  ["h.p.Abc", "h.p.Bbc"],
  ["h.p.xbc", "h.p.Abc"],
])("tampers with the signature of %s alone", (token, tampered) => {
  expect(tamper(token)).toBe(tampered);
});
