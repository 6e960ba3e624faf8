import { base64url, decodeJwt } from "jose";
import { ADA, createBrowser, IMPLICIT, logInImplicitly } from "#test/support/tenant.ts";
import {
  authorize,
  codeOf,
  control,
  exchangeCode,
  logInForTokens,
  redirectWithCode,
  refresh,
  signedIn,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const pick =
  (...names: readonly string[]) =>
  async (_: World, __: Given, { id_token = "" }: Given) => {
    const claims = decodeJwt(id_token);
    return names.map((name) => claims[name]);
  };

/** Seconds between the login and the ID token. */
const ageOfLogin = async (_: World, __: Given, { id_token = "" }: Given) => {
  const { iat = 0, auth_time } = decodeJwt(id_token);
  return [typeof auth_time === "number" ? iat - auth_time : auth_time];
};

/** Left half of SHA-256 (OpenID Connect Core section 3.2.2.9). */
async function halfHash(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return base64url.encode(new Uint8Array(digest).slice(0, 16));
}

const HASHES: ContractCase[] = [
  {
    items: ["A1"],
    title: "at_hash is the left half of the access token's SHA-256",
    act: async (world) => authorize(world, IMPLICIT, await signedIn(world)),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: async (_, __, { access_token = "", id_token = "" }) => [
      decodeJwt(id_token)["at_hash"] === (await halfHash(access_token)),
    ],
    shows: [true],
  },
  {
    items: ["A1"],
    title: "there is no at_hash without an access token beside it",
    act: async (world) =>
      authorize(world, { ...IMPLICIT, response_type: "id_token" }, await signedIn(world)),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: pick("at_hash", "nonce"),
    shows: [undefined, "n-1"],
  },
  {
    items: ["A3"],
    title: "a code's ID token has the nonce of its request, and neither at_hash nor auth_time",
    given: async (world) => ({ code: await codeOf(redirectWithCode(world)) }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    afterwards: pick("nonce", "at_hash", "auth_time", "aud", "sub"),
    shows: ["n-1", undefined, undefined, "linklab-spa", ADA.password],
  },
  {
    items: ["A3"],
    title: "a code whose request had no nonce gives an ID token without",
    given: async (world) => ({ code: await codeOf(redirectWithCode(world, { nonce: undefined })) }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    afterwards: pick("nonce"),
    shows: [undefined],
  },
  {
    items: ["E26"],
    title: "a refreshed ID token has no nonce",
    given: (world) => logInForTokens(world),
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status: 200,
    rule: "token-refresh",
    afterwards: pick("nonce"),
    shows: [undefined],
  },
];

const logInAgain = async (world: World, parameters: Record<string, string>) => {
  const redirect = redirectWithCode(world, parameters);
  return exchangeCode(world, await codeOf(redirect));
};

const TIMES: ContractCase[] = [
  ...[{ prompt: "login" }, { max_age: "0" }, { max_age: "3600" }].map(
    (parameters): ContractCase => ({
      items: ["A5"],
      title: `${JSON.stringify(parameters)} tells when the person logged in`,
      act: (world) => logInAgain(world, parameters),
      status: 200,
      rule: "token-code",
      afterwards: ageOfLogin,
      shows: [0],
    }),
  ),
  {
    items: ["A5"],
    title: "a session that is young enough answers max_age with the time when it began",
    act: async (world) => {
      const browser = await signedIn(world);
      await control(world, "PUT", "clock", { advance: 1000 });
      return authorize(world, { ...IMPLICIT, max_age: "1000" }, browser);
    },
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: ageOfLogin,
    shows: [1000],
  },
  {
    items: ["A5"],
    title: "a session that is too old for max_age does not count",
    act: async (world) => {
      const browser = await signedIn(world);
      await control(world, "PUT", "clock", { advance: 1001 });
      return authorize(world, { max_age: "1000" }, browser);
    },
    status: 302,
    rule: "login-page",
  },
  {
    items: ["A4", "A5"],
    title: "silence does not stand for a login that has to be fresh",
    act: async (world) => authorize(world, { prompt: "none", max_age: "0" }, await signedIn(world)),
    status: 302,
    rule: "login-required",
    delivery: "redirect",
  },
];

/** A second request in one browser; `state` carries the `sid` of the first. */
const askTwice =
  (
    second: (
      world: World,
      sid: string,
      browser: ReturnType<typeof createBrowser>,
    ) => Promise<Response>,
  ) =>
  async (world: World): Promise<Response> => {
    const browser = createBrowser(world.tenant);
    const { idToken } = await logInImplicitly(browser, ADA.password);
    return second(world, String(decodeJwt(idToken)["sid"]), browser);
  };

const isSameSession = async (_: World, __: Given, { id_token = "", state }: Given) => {
  const { sid } = decodeJwt(id_token);
  return [typeof sid === "string" && sid.length === 32, sid === state];
};

const SESSIONS: ContractCase[] = [
  {
    items: ["A1"],
    title: "sid stays as long as the session",
    act: askTwice((world, state, browser) => authorize(world, { ...IMPLICIT, state }, browser)),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: isSameSession,
    shows: [true, true],
  },
  {
    items: ["A1"],
    title: "another login has another sid",
    act: askTwice(async (world, state) =>
      authorize(world, { ...IMPLICIT, state }, await signedIn(world)),
    ),
    status: 302,
    rule: "authorization-tokens",
    delivery: "redirect",
    afterwards: isSameSession,
    shows: [true, false],
  },
];

const PEOPLE: ContractCase[] = [
  {
    items: ["E41"],
    title: "a provider that does not verify addresses gives email_verified false",
    given: (world) => logInForTokens(world, { scope: "openid email" }, ADA.github),
    act: (world, { access = "" }) => userinfo(world, access),
    status: 200,
    rule: "userinfo",
    body: { sub: ADA.github, email: "countess@example.net", email_verified: false },
    afterwards: async (_, { id = "" }, answer) => [decodeJwt(id)["email_verified"], answer],
    shows: [false, { sub: ADA.github, email: "countess@example.net", email_verified: false }],
  },
  {
    items: ["A13"],
    title: "/userinfo takes an opaque token and tells what its scopes open, and no more",
    given: (world) => logInForTokens(world, { audience: undefined, scope: "openid" }),
    act: (world, { access = "" }) => userinfo(world, access),
    status: 200,
    rule: "userinfo",
    text: /^\{"sub":"auth0\|5a620d29a840170a9ef43672"\}$/,
  },
  {
    items: ["A13", "E33"],
    title: "/userinfo refuses an opaque token without openid",
    given: (world) => logInForTokens(world, { audience: undefined, scope: "profile" }),
    act: (world, { access = "" }) => userinfo(world, access),
    status: 401,
    rule: "userinfo-refused",
    because: /^openid was not granted/,
  },
];

/** What tokens and `/userinfo` say about a login and a person. */
export const CLAIM_CASES: readonly ContractCase[] = [...HASHES, ...TIMES, ...SESSIONS, ...PEOPLE];
