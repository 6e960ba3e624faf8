import { base64url } from "jose";
import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { asDecodedToken, readToken, type TokenReading } from "#protocol/token-reading.ts";
import type { DecodedToken } from "#protocol/token.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { judgeFit, placeOf, type LinkPlace, type MisfitId } from "./judge-fit.ts";
import { judgeToken } from "./judge-token.ts";
import { roleOf } from "./token-role.ts";
import { describeFit } from "./verdict-copy.ts";
import {
  nameOfYardstick,
  yardstickOfCaller,
  yardstickOfIssuer,
  yardstickOfTenant,
} from "./yardstick.ts";

const LIFETIME = { iat: NOW - 10, exp: NOW + 7080 };
const ACCESS = {
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: [TENANT.audience, `${TENANT.origin}/userinfo`],
  azp: TENANT.clientId,
  scope: "openid update:current_user_identities",
  ...LIFETIME,
};
const VALID: SignatureVerdict = { state: "valid", kid: "key-1", text: "as-given" };

function read(claims: unknown, header: object = {}): TokenReading {
  return readToken(forgeToken(claims, { alg: "RS256", ...header }));
}

function decode(claims: unknown, header: object = {}): DecodedToken {
  const token = asDecodedToken(read(claims, header));
  if (token === null) throw new TypeError("no claims set");
  return token;
}

const caller = yardstickOfCaller(decode(ACCESS));

function misfitsOf(token: TokenReading, place: LinkPlace): readonly MisfitId[] {
  const yardstick = place === "header" ? yardstickOfTenant(TENANT) : caller;
  return judgeFit(token, place, yardstick).misfits.map(({ id }) => id);
}

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

test("finds the tokens of a walkthrough fit for their places", () => {
  expect([placeOf(decode(ACCESS)), misfitsOf(read(ACCESS), "header")]).toEqual(["header", []]);
  const proof = read(ID_TOKEN_CLAIMS);
  expect([placeOf(decode(ID_TOKEN_CLAIMS)), misfitsOf(proof, "link_with")]).toEqual([
    "link_with",
    [],
  ]);
});

test.each([
  ["header", ID_TOKEN_CLAIMS, {}, ["id-token-in-header"]],
  ["header", { ...ACCESS, scope: "openid" }, {}, ["scope-missing"]],
  ["header", { ...ACCESS, scope: ["update:users"] }, {}, ["scope-missing"]],
  ["header", { ...ACCESS, aud: "https://api.example/" }, {}, ["other-api"]],
  ["header", { ...ACCESS, aud: TENANT.audience.slice(0, -1) }, {}, ["other-api"]],
  ["header", { ...ACCESS, sub: 1 }, {}, ["no-subject"]],
  ["header", { ...ACCESS, azp: undefined }, {}, ["no-application"]],
  ["header", { ...ACCESS, iss: "https://x.example/" }, {}, ["other-issuer"]],
  ["header", { ...ACCESS, cnf: { jkt: "x" } }, {}, ["bound"]],
  ["header", ACCESS, { typ: "at+jwt" }, ["odd-header"]],
  ["header", ACCESS, { alg: "PS256" }, ["not-rs256"]],
  ["header", ACCESS, { crit: ["x"] }, ["critical"]],
  ["link_with", ACCESS, {}, ["access-token-in-body", "same-account"]],
  ["link_with", ID_TOKEN_CLAIMS, { alg: "HS256" }, ["not-rs256"]],
  ["link_with", ID_TOKEN_CLAIMS, { jwk: {} }, ["odd-header"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, aud: "x" }, {}, ["other-application"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, aud: ["linklab-spa"] }, {}, ["recipient-list"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, aud: undefined }, {}, ["other-application"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, iss: "https://x.example/" }, {}, ["other-issuer"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, sub: "auth0|1" }, {}, ["same-account"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, sub: 1_815_121 }, {}, ["no-subject"]],
  ["link_with", { ...ID_TOKEN_CLAIMS, sub: "ada" }, {}, ["no-identity"]],
] as const)("says why a token does not fit as %s: %j", (place, claims, header, misfits) => {
  expect(misfitsOf(read(claims, header), place)).toEqual(misfits);
});

test.each([
  ["an opaque token", "opaque-token-of-some-length", ["not-a-jwt"]],
  ["two parts", forgeToken(ACCESS).replace(/\.[^.]*$/, ""), ["not-a-jwt"]],
  ["a token in two lines", forgeToken(ACCESS).replace(".", ".\n"), ["loose-text"]],
  ["padding", `${forgeToken(ACCESS)}==`, ["loose-text"]],
  ["bits that encode nothing", forgeToken(ACCESS).replace(/l$/, "m"), []],
  ["a payload that is no JSON", "eyJhbGciOiJSUzI1NiJ9.AAEC.c2ln", ["not-claims"]],
] as const)("judges %s by its text", (_, raw, misfits) => {
  expect(misfitsOf(readToken(raw), "header")).toEqual(misfits);
});

test("reads no scope and no subject from what every object has", () => {
  const payload = '{"__proto__":{"scope":"update:users","sub":"auth0|1"}}';
  const token = readToken(`${forgeToken({}).split(".")[0]}.${base64url.encode(payload)}.c2ln`);
  expect(misfitsOf(token, "header")).toEqual([
    "other-issuer",
    "no-subject",
    "no-application",
    "other-api",
    "scope-missing",
  ]);
});

test.each([
  ["its tenant", "https://example.eu.auth0.com/", "https://example.eu.auth0.com/api/v2/", []],
  ["its custom domain", "https://login.example.com/", "https://example.eu.auth0.com/api/v2/", []],
  ["another tenant's API", "https://a.auth0.com/", "https://b.auth0.com/api/v2/", ["other-api"]],
  ["an API of nobody", "https://login.example.com/", "https://x.example/api/v2/", ["other-api"]],
])("judges a token for the tenant that made it: %s", (_, iss, aud, misfits) => {
  const claims = { ...ACCESS, iss, aud };
  const own = yardstickOfIssuer(decode(claims));
  const fit = judgeFit(read(claims), "header", own);
  expect(fit.misfits.map(({ id }) => id)).toEqual(misfits);
});

test("judges two tokens of another tenant by each other", () => {
  const iss = "https://example.eu.auth0.com/";
  const access = { ...ACCESS, iss, aud: `${iss}api/v2/`, azp: "theirs" };
  const proof = { ...ID_TOKEN_CLAIMS, iss, aud: "theirs" };
  const each = yardstickOfCaller(decode(access));
  expect(judgeFit(read(proof), "link_with", each)).toMatchObject({ misfits: [], conditions: [] });
  const alone = yardstickOfIssuer(decode(proof));
  expect(judgeFit(read(proof), "link_with", alone)).toMatchObject({
    misfits: [],
    conditions: ["is-azp"],
  });
  const here = judgeFit(read(proof), "link_with", yardstickOfTenant(TENANT));
  expect(here.misfits.map(({ id }) => id)).toEqual(["other-issuer", "other-application"]);
});

test.each([
  ["https://example.eu.auth0.com/", "example.eu.auth0.com"],
  ["http://localhost:5180/", "localhost:5180"],
  ["no address", "no address"],
  ["x".repeat(100_000), `${"x".repeat(80)}…`],
  [7, "no tenant: it names no issuer"],
])("names the yardstick of a token by its host", (iss, name) => {
  expect(nameOfYardstick(yardstickOfIssuer(decode({ iss })))).toBe(name);
});

function sayOf(claims: unknown, signature: SignatureVerdict = VALID, header: object = {}) {
  const by = { place: "link_with" as const, yardstick: caller, signature, now: NOW };
  const { fit, expected } = judgeToken(read(claims, header), by);
  return describeFit(fit, expected);
}

test.each([
  [
    { ...ID_TOKEN_CLAIMS, sub: 1_815_121 },
    [
      "sub is a number; it should be text.",
      "The API answers 400 JWT (link_with) contains an invalid sub claim.",
    ],
  ],
  [
    { ...ID_TOKEN_CLAIMS, sub: undefined },
    [
      "sub is missing; it should be text.",
      "The API answers 400 JWT (link_with) must contains sub claim.",
    ],
  ],
  [
    { ...ID_TOKEN_CLAIMS, exp: NOW },
    ["Its times are not good: see Time.", "The API answers 400 Invalid token (link_with)."],
  ],
])("names missing, wrong type and the answer: %j", (claims, details) => {
  expect(sayOf(claims)).toMatchObject({ tone: "bad", details });
});

test("says of what no source tells that it is assumed", () => {
  expect(sayOf({ ...ID_TOKEN_CLAIMS, aud: ["linklab-spa"] }).details.at(-1)).toMatch(/^Assumed:/);
  expect(sayOf({ ...ID_TOKEN_CLAIMS, iat: NOW + 3600 }).details.at(-1)).toMatch(/^Assumed:/);
  expect(sayOf({ ...ID_TOKEN_CLAIMS, aud: "x" }).details.at(-1)).not.toMatch(/^Assumed:/);
});

test("calls a token fit under the condition that its signature holds, where nobody looked", () => {
  const unknown = { state: "not-checked", reason: "not-asked" } as const;
  expect(sayOf(ID_TOKEN_CLAIMS, unknown)).toMatchObject({
    tone: "ok",
    details: ["If its signature holds."],
  });
  expect(sayOf(ID_TOKEN_CLAIMS).details).toEqual([]);
  const forged = { state: "invalid", reason: "mismatch" } as const;
  expect(sayOf(ID_TOKEN_CLAIMS, forged)).toMatchObject({ tone: "bad" });
});
