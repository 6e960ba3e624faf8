import {
  CompactSign,
  SignJWT,
  base64url,
  decodeJwt,
  createLocalJWKSet,
  decodeProtectedHeader,
  exportSPKI,
  jwtVerify,
} from "jose";
import type { JWK } from "jose";
import * as v from "valibot";
import type { ApiRuleId } from "#emulator/rules/tables.ts";
import { ADA, callApi, clientToken, MALLORY, testKeys } from "#test/support/tenant.ts";
import {
  accessToken,
  control,
  idToken,
  link,
  logInForTokens,
  mint,
  readUser,
  send,
  loosened,
  tampered,
  userinfo,
  withHeader,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";
import type { Item } from "#test/contract/items.ts";

type Forge = (world: World) => Promise<string>;
type Secret = (jwk: JWK & { kty: string }) => Promise<Uint8Array>;

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const JWKS_PATH = "/.well-known/jwks.json";
const jwksSchema = v.object({
  keys: v.array(v.looseObject({ kty: v.string(), kid: v.string(), n: v.string() })),
});
const headerOf = (token: string): object => decodeProtectedHeader(token);
const rewritten =
  (change: object): Forge =>
  async (world) => {
    const token = await accessToken(world);
    return withHeader(token, { ...headerOf(token), ...change });
  };
const minted =
  (request: object): Forge =>
  (world) =>
    accessToken(world, request);

/** A payload that no library would make, signed with the tenant's own key. */
const endless: Forge = async ({ tenant: { issuer } }) => {
  const { current } = await testKeys();
  const payload = `{"iss":"${issuer}","sub":"${ADA.password}","iat":1,"exp":1e400}`;
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "RS256", kid: current.kid })
    .sign(current.privateKey);
};

const pem: Secret = async (jwk) =>
  new TextEncoder().encode(
    await exportSPKI(await crypto.subtle.importKey("jwk", jwk, RSA, true, ["verify"])),
  );
const modulus: Secret = async ({ n = "" }) => base64url.decode(n);

/**
 * The same payload under HS256, keyed with what everybody knows of the public key.
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.1
 */
const confused =
  (secretOf: Secret): Forge =>
  async (world) => {
    const token = await accessToken(world);
    const { kid } = decodeProtectedHeader(token);
    const { keys } = v.parse(jwksSchema, await (await send(world, JWKS_PATH)).json());
    const secret = await secretOf(keys.find((key) => key.kid === kid) ?? { kty: "RSA" });
    return new SignJWT(decodeJwt(token))
      .setProtectedHeader({ ...decodeProtectedHeader(token), alg: "HS256" })
      .sign(secret);
  };

/** What the Management API says, word for word. */
const WORDS: Partial<Record<ApiRuleId, string>> = {
  "token-invalid": "Invalid token",
  "token-odd": "Invalid token",
  "token-signature": "Invalid signature received for JSON Web Token validation",
  "token-expired": "Expired token received for JSON Web Token validation",
  "token-audience": "Bad audience: https://orders.linklab.example/",
};

/** A claim so many seconds from now. Clocks may differ by a minute. */
const shifted =
  (claim: "nbf" | "iat", seconds: number): Forge =>
  (world) =>
    accessToken(world, { claims: { [claim]: world.time.now / 1000 + seconds } });

/** Tokens that no endpoint takes. Those that are minted carry a valid signature of the tenant. */
const FORGED: [item: Item, title: string, forge: Forge, because: RegExp, rule?: ApiRuleId][] = [
  ["E27", "alg none", minted({ algorithm: "none" }), /^alg is not RS256/],
  ["E27", "alg None", rewritten({ alg: "None" }), /^alg is not RS256/],
  ["E27", "alg nOnE", rewritten({ alg: "nOnE" }), /^alg is not RS256/],
  ["E27", "HS256 keyed with the public PEM", confused(pem), /^alg is not RS256/],
  ["E27", "HS256 keyed with the modulus", confused(modulus), /^alg is not RS256/],
  ["E27", "ES256 over an RSA key", rewritten({ alg: "ES256" }), /^alg is not RS256/],
  [
    "E27",
    "an empty signature",
    async (world) => (await accessToken(world)).replace(/[^.]+$/, ""),
    /^the signature does not fit/,
    "token-signature",
  ],
  [
    "E27",
    "a changed signature",
    async (world) => tampered(await accessToken(world)),
    /^the signature does not fit/,
    "token-signature",
  ],
  [
    "E27",
    "another payload",
    async (world) => {
      const [header, , signature] = (await accessToken(world)).split(".");
      const [, payload] = (await accessToken(world, { user_id: MALLORY })).split(".");
      return [header, payload, signature].join(".");
    },
    /^the signature does not fit/,
    "token-signature",
  ],
  [
    "E27",
    "a typ of at+jwt",
    minted({ header: { typ: "at+jwt" } }),
    /^the header is not that of/,
    "token-odd",
  ],
  ["E27", "a key of nobody", minted({ key: "stranger" }), /^kid names no key/],
  [
    "E27",
    "an embedded jwk",
    minted({ header: { jwk: { kty: "RSA" } } }),
    /^the header is not that of/,
    "token-odd",
  ],
  [
    "E27",
    "a jku",
    minted({ header: { jku: "https://evil.example/jwks" } }),
    /^the header is not that of/,
    "token-odd",
  ],
  [
    "E27",
    "an x5u",
    minted({ header: { x5u: "https://evil.example/x" } }),
    /^the header is not that of/,
    "token-odd",
  ],
  [
    "E27",
    "an x5c",
    minted({ header: { x5c: ["AAAA"] } }),
    /^the header is not that of/,
    "token-odd",
  ],
  ["E27", "an unknown crit", rewritten({ crit: ["exp"] }), /^crit asks/],
  ["E27", "b64 false", rewritten({ b64: false, crit: ["b64"] }), /^crit asks/],
  ["E28", "no kid", rewritten({ kid: undefined }), /^kid names no key/],
  ["E28", "an unknown kid", minted({ header: { kid: "nobody" } }), /^kid names no key/],
  ["E28", "a path as kid", minted({ header: { kid: "../../dev/null" } }), /^kid names no key/],
  ["E28", "an injection as kid", minted({ header: { kid: "' OR 1=1" } }), /^kid names no key/],
  ["E28", "__proto__ as kid", minted({ header: { kid: "__proto__" } }), /^kid names no key/],
  ["E28", "a number as kid", rewritten({ kid: 1 }), /^kid names no key/],
  ["E28", "a very long kid", minted({ header: { kid: "k".repeat(4000) } }), /^kid names no key/],
  [
    "E29",
    "another issuer",
    minted({ claims: { iss: "http://localhost:9/" } }),
    /^iss is not this tenant/,
  ],
  [
    "E29",
    "another audience",
    minted({ claims: { aud: "https://orders.linklab.example/" } }),
    /^aud does not hold/,
    "token-audience",
  ],
  ["E29", "an unknown azp", minted({ claims: { azp: "nobody" } }), /^azp names no/, "token-odd"],
  [
    "E29",
    "an audience without azp",
    minted({ claims: { azp: null } }),
    /^azp names no/,
    "token-odd",
  ],
  ["E29", "an end in the past", minted({ lifetime: -1 }), /^exp is in the past/, "token-expired"],
  [
    "E29",
    "an end that is text",
    minted({ claims: { exp: "4102444800" } }),
    /^exp is no time/,
    "token-odd",
  ],
  ["E29", "no end", minted({ claims: { exp: null } }), /^exp is no time/, "token-odd"],
  [
    "E29",
    "a beginning in the future",
    minted({ claims: { nbf: 4_000_000_000 } }),
    /^nbf is in the future/,
  ],
  ["E29", "a beginning in 61 seconds", shifted("nbf", 61), /^nbf is in the future/],
  ["E29", "an issue time in 61 seconds", shifted("iat", 61), /^iat is in the future/, "token-odd"],
  ["E29", "an end of 1e400", endless, /^exp is no time/, "token-odd"],
  [
    "E29",
    "a beginning that is text",
    minted({ claims: { nbf: "now" } }),
    /^nbf is no time/,
    "token-odd",
  ],
  [
    "E29",
    "an issue time in the future",
    minted({ claims: { iat: 4_000_000_000 } }),
    /^iat is in the future/,
    "token-odd",
  ],
  ["E29", "no subject", minted({ claims: { sub: null } }), /^sub is no text/, "token-odd"],
  [
    "E29",
    "a subject that is a number",
    minted({ claims: { sub: 1 } }),
    /^sub is no text/,
    "token-odd",
  ],
  [
    "E29",
    "an issue time that is text",
    minted({ claims: { iat: "now" } }),
    /^iat is no time/,
    "token-odd",
  ],
  [
    "E27",
    "a last character with bits that encode nothing",
    async (world) => loosened(await accessToken(world)),
    /^a part has bits/,
    "token-odd",
  ],
  ["E30", "an ID token", (world) => idToken(world, { user_id: ADA.password }), /^a(zp|ud) /],
  [
    "E42",
    "a token of another tenant",
    ({ other }) =>
      mint(
        { tenant: other },
        { kind: "access_token", user_id: ADA.password, scope: "openid read:current_user" },
      ),
    /^iss is not this tenant/,
  ],
];

const bearers: ContractCase[] = FORGED.flatMap(
  ([item, title, forge, because, rule]): ContractCase[] => [
    {
      items: [item],
      title: `the Management API refuses ${title}`,
      given: async (world) => ({ token: await forge(world) }),
      act: (world, { token = "" }) => readUser(world, token),
      status: 401,
      rule: rule ?? "token-invalid",
      message: WORDS[rule ?? "token-invalid"],
      body: { statusCode: 401, error: "Unauthorized" },
      because,
    },
    {
      items: [item],
      title: `/userinfo refuses ${title}`,
      given: async (world) => ({ token: await forge(world) }),
      act: (world, { token = "" }) => userinfo(world, token),
      status: 401,
      rule: "userinfo-refused",
      body: { error: "invalid_token" },
      because,
    },
  ],
);

const KINDS: ContractCase[] = [
  {
    items: ["E29"],
    title: "a token that is bound to a key opens nothing without a proof",
    given: async (world) => ({
      token: await accessToken(world, { claims: { cnf: { jkt: "thumbprint" } } }),
    }),
    act: (world, { token = "" }) => readUser(world, token),
    status: 401,
    rule: "token-odd",
    because: /^cnf binds/,
  },
  ...(["nbf", "iat"] as const).map((claim): ContractCase => ({
    items: ["E29"],
    title: `a clock that is a minute ahead does no harm to ${claim}`,
    given: async (world) => ({ token: await shifted(claim, 60)(world) }),
    act: (world, { token = "" }) => readUser(world, token),
    status: 200,
    rule: "user-read-own",
  })),
  ...(["current", "next"] as const).map((key): ContractCase => ({
    items: ["E28"],
    title: `tokens of the ${key} key are taken, by kid as everywhere`,
    given: async (world) => ({
      access: await accessToken(world, { key }),
      idToken: await idToken(world, { key }),
    }),
    act: (world, { access = "", idToken: link_with = "" }) => link(world, access, { link_with }),
    status: 201,
    rule: "identity-linked",
    afterwards: async (world, { access = "", idToken: secondary = "" }) => {
      const { keys } = v.parse(jwksSchema, await (await send(world, JWKS_PATH)).json());
      const options = { currentDate: new Date(world.time.now) };
      for (const token of [access, secondary])
        await jwtVerify(token, createLocalJWKSet({ keys }), options);
      const { kid } = decodeProtectedHeader(secondary);
      return [
        keys.findIndex((one) => one.kid === kid),
        (await readUser(world, access)).status,
        (await userinfo(world, access)).status,
      ];
    },
    shows: [key === "current" ? 0 : 1, 200, 200],
  })),
  {
    items: ["E30"],
    title: "an ID token is no access token, in Auth0's exact words",
    given: async (world) => ({ id: (await logInForTokens(world)).id }),
    act: (world, { id = "" }) => readUser(world, id),
    status: 401,
    rule: "token-invalid",
    text: /^\{"statusCode":401,"error":"Unauthorized","message":"Invalid token","attributes":\{"error":"Invalid token"\}\}$/,
  },
  {
    items: ["E33"],
    title: "other scopes do not read a user, and the API lists those that do",
    given: async (world) => ({
      token: await accessToken(world, { scope: "read:users_app_metadata" }),
    }),
    act: (world, { token = "" }) => readUser(world, token),
    status: 403,
    rule: "scope-insufficient",
    message:
      "Insufficient scope, expected any of: read:users,read:user_idp_tokens,read:current_user",
  },
  {
    items: ["E30"],
    title: "a JWT that was not asked for with openid says nothing at /userinfo",
    given: (world) => logInForTokens(world, { scope: "read:current_user" }),
    act: (world, { access = "" }) => userinfo(world, access),
    status: 401,
    rule: "userinfo-refused",
    because: /^aud does not hold \/userinfo/,
  },
  {
    items: ["E29"],
    title: "an opaque access token is over after its day",
    given: async (world) => {
      const given = await logInForTokens(world, { audience: undefined });
      await control(world, "PUT", "clock", { advance: 86_400 });
      return given;
    },
    act: (world, { access = "" }) => userinfo(world, access),
    status: 401,
    rule: "userinfo-refused",
    because: /^the opaque token is over/,
  },
  {
    items: ["E30"],
    title: "a refresh token is no bearer token",
    given: (world) => logInForTokens(world),
    act: (world, { refresh: token = "" }) => readUser(world, token),
    status: 400,
    rule: "token-malformed",
    body: { errorCode: "Bearer" },
    message: "Bad HTTP authentication header format",
  },
  {
    items: ["E30"],
    title: "an opaque access token opens no API, as its audience was not asked for",
    given: (world) => logInForTokens(world, { audience: undefined }),
    act: (world, { access = "" }) => readUser(world, access),
    status: 400,
    rule: "token-malformed",
    body: { errorCode: "Bearer" },
  },
  {
    items: ["E30"],
    title: "a client's token says nothing at /userinfo",
    given: async ({ tenant }) => ({ token: await clientToken(tenant) }),
    act: (world, { token = "" }) => userinfo(world, token),
    status: 401,
    rule: "userinfo-refused",
    body: { error: "invalid_token" },
  },
  {
    items: ["A12", "A13"],
    title: "no token at all is told in Auth0's words, with the rate limit beside it",
    act: ({ tenant }) => callApi(tenant, "GET", `users/${ADA.password}`),
    status: 401,
    rule: "token-missing",
    body: { message: "Missing authentication", attributes: { error: "Missing authentication" } },
    headers: {
      "X-RateLimit-Limit": /^50$/,
      "X-RateLimit-Remaining": /^\d+$/,
      "X-RateLimit-Reset": /^\d{10}$/,
    },
  },
];

/** Tokens that are shown to the Management API and to `/userinfo`. */
export const BEARER_CASES: readonly ContractCase[] = [...bearers, ...KINDS];
