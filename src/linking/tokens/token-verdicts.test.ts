import { base64url } from "jose";
import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import type { DecodedToken } from "#protocol/token.ts";
import { roleOf } from "./token-role.ts";
import { judgeFit, judgeTime, placeOf } from "./token-verdicts.ts";

const ACCESS = {
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: [TENANT.audience, `${TENANT.origin}/userinfo`],
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
};

function decode(claims: unknown, header: unknown = { alg: "RS256" }): DecodedToken {
  const token = asDecodedToken(readToken(forgeToken(claims, header)));
  if (token === null) throw new TypeError("no claims set");
  return token;
}

test.each([
  ["a lifetime ahead", { exp: NOW + 7080 }, "good", 7080, false],
  ["the second after", { exp: NOW }, "expired", 0, true],
  ["a minute ago", { exp: NOW - 60 }, "expired", -60, true],
  ["longer ago than clocks differ", { exp: NOW - 61 }, "expired", -61, false],
  ["a start in an hour", { exp: NOW + 9000, nbf: NOW + 3600 }, "not-yet", 3600, false],
  ["a start in a moment", { exp: NOW + 9000, nbf: NOW + 5 }, "not-yet", 5, true],
  ["a birth in the future", { exp: NOW + 9000, iat: NOW + 300 }, "from-future", 300, false],
  ["an expiry with a fraction", { exp: NOW + 1.5 }, "good", 1.5, false],
])("judges %s", (_, claims, state, seconds, isSkew) => {
  expect(judgeTime(decode(claims), NOW)).toEqual({ state, seconds, isSkew });
});

test("knows of no end without exp", () => {
  expect(judgeTime(decode({ iat: NOW }), NOW)).toEqual({ state: "no-expiry" });
});

test.each(['"1767268800"', "-1", "9007199254740993", "1e400", "null", "[1]"])(
  "does not take %s for a time",
  (source) => {
    const payload = base64url.encode(`{"exp":${source}}`);
    const token = asDecodedToken(readToken(`${forgeToken({}).split(".")[0]}.${payload}.c2ln`));
    expect(token && judgeTime(token, NOW)).toEqual({ state: "not-a-date" });
  },
);

test.each([
  ["scope", ACCESS, {}, "access"],
  ["at+jwt", { sub: "1" }, { typ: "at+jwt" }, "access"],
  ["an API's address", { aud: "https://api.example/" }, {}, "access"],
  ["a nonce", { aud: "spa", nonce: "n" }, {}, "id"],
  ["an e-mail", ID_TOKEN_CLAIMS, {}, "id"],
  ["nothing", {}, {}, "unknown"],
])("tells a token by %s", (_, claims, header, role) => {
  expect(roleOf(decode(claims, header))).toBe(role);
});

const options = { tenant: TENANT, primarySubject: "auth0|1" };

test("finds the tokens of a walkthrough fit for their places", () => {
  const [access, proof] = [decode(ACCESS), decode(ID_TOKEN_CLAIMS)];
  expect([placeOf(access), judgeFit(access, "header", options)]).toEqual(["header", []]);
  expect([placeOf(proof), judgeFit(proof, "link_with", options)]).toEqual(["link_with", []]);
});

test.each([
  ["header", ID_TOKEN_CLAIMS, {}, ["id-token-in-header"]],
  ["header", { ...ACCESS, scope: "openid" }, {}, ["scope-missing"]],
  ["header", { ...ACCESS, aud: "https://api.example/" }, {}, ["other-api"]],
  ["header", { ...ACCESS, sub: 1 }, {}, ["no-subject"]],
  ["link_with", ACCESS, {}, ["access-token-in-body"]],
  ["link_with", ID_TOKEN_CLAIMS, { alg: "HS256" }, ["not-rs256"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, aud: "x" }, {}, ["other-application"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, iss: "https://x.example/" }, {}, ["other-issuer"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, sub: "auth0|1" }, {}, ["same-account"]],
] as const)("says why a token does not fit as %s", (place, claims, header, misfits) => {
  expect(judgeFit(decode(claims, { alg: "RS256", ...header }), place, options)).toEqual(misfits);
});

test("reads no scope and no subject from what every object has", () => {
  const claims = JSON.parse('{"__proto__":{"scope":"update:users","sub":"auth0|1"}}') as unknown;
  expect(judgeFit(decode(claims), "header", options)).toEqual([
    "other-api",
    "scope-missing",
    "no-subject",
  ]);
});
