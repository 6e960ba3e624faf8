import { isDeepStrictEqual } from "node:util";
import { decodeJwt, decodeProtectedHeader } from "jose";
import {
  ADA,
  APP_ORIGIN,
  CALLBACK,
  CODE_VERIFIER,
  exchange,
  LINK_SCOPE,
  postToken,
} from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import {
  codeOf,
  control,
  exchangeCode,
  logInForTokens,
  readTokens,
  readUser,
  redirectWithCode,
  refresh,
  send,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";
import type { Item } from "#test/contract/items.ts";
import { ONLINE_AUDIENCE } from "#test/contract/seed.ts";

const givenCode =
  (parameters: Record<string, string | undefined> = {}) =>
  async (world: World) => ({
    code: await codeOf(redirectWithCode(world, parameters)),
  });

const FOR_GOOD = { client_id: "for-good" };

/** The refresh token of an application whose refresh tokens do not rotate. */
async function loggedInForGood(world: World) {
  await control(world, "POST", "applications", {
    ...FOR_GOOD,
    name: "For good",
    app_type: "spa",
    callbacks: [CALLBACK],
    refresh_token: { rotation_type: "non-rotating" },
  });
  const redirect = await redirectWithCode(world, FOR_GOOD);
  const { refresh: token } = await readTokens(await exchange(world.tenant, redirect, FOR_GOOD));
  return { token };
}

const INVALID_GRANT = { error: "invalid_grant" };

type WrongExchange = [Item, string, Record<string, string>, RuleId, because: RegExp];
const WRONG_EXCHANGES: WrongExchange[] = [
  [
    "E24",
    "another application",
    { client_id: "linklab-other" },
    "code-invalid",
    /another application/,
  ],
  ...[
    APP_ORIGIN,
    "",
    `${APP_ORIGIN}/callback/`,
    `${APP_ORIGIN}/x/../callback`,
    `${APP_ORIGIN}/callback#a`,
  ].map((redirect_uri): WrongExchange => [
    "E24",
    `the redirect_uri “${redirect_uri}”`,
    { redirect_uri },
    "code-redirect-uri",
    /redirect URI/,
  ]),
  ...["v".repeat(42), "v".repeat(129), `${"v".repeat(42)} `].map((code_verifier): WrongExchange => [
    "E25",
    `the verifier “${code_verifier.slice(40)}” after 40 characters`,
    { code_verifier },
    "verifier-wrong",
    /^code_verifier is not 43 to 128 unreserved/,
  ]),
  ["A3", "a wrong verifier", { code_verifier: "w".repeat(43) }, "verifier-wrong", /does not fit/],
];

/** What the token endpoint says, word for word. */
const WORDS: Partial<Record<RuleId, string>> = {
  "code-invalid": "Invalid authorization code",
  "code-redirect-uri": "The redirect URI is wrong.",
  "verifier-wrong": "Failed to verify code verifier",
};

const CODES: ContractCase[] = [
  {
    items: ["A3", "A2"],
    title: "the tokens of a code say for whom, for what and how long they are",
    given: givenCode({ scope: LINK_SCOPE }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    body: { scope: LINK_SCOPE, expires_in: 86_400 },
    text: /^(?!.*refresh_token)/,
    afterwards: async ({ tenant: { issuer } }, _, { access_token = "", id_token = "" }) => {
      const access = decodeJwt(access_token);
      const { iat = 0, exp = 0, name, email_verified, sub } = decodeJwt(id_token);
      return [
        [access.iss === issuer, access.sub, access["azp"]],
        isDeepStrictEqual(access.aud, [`${issuer}api/v2/`, `${issuer}userinfo`]),
        [exp - iat, sub, name, email_verified],
        Object.keys(decodeProtectedHeader(id_token)).toSorted(),
        decodeProtectedHeader(id_token).typ,
      ];
    },
    shows: [
      [true, ADA.password, "linklab-spa"],
      true,
      [36_000, ADA.password, "Ada Lovelace", true],
      ["alg", "kid", "typ"],
      "JWT",
    ],
  },
  {
    items: ["A3", "E38"],
    title: "a code and its verifier give tokens that nobody stores",
    given: givenCode(),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    body: { token_type: "Bearer", expires_in: 86_400, scope: "openid offline_access" },
    rule: "token-code",
    headers: { "Cache-Control": /^no-store$/, "Content-Type": /^application\/json/ },
  },
  ...WRONG_EXCHANGES.map(([item, title, form, rule, because]): ContractCase => ({
    items: [item],
    title: `a code with ${title} gives nothing`,
    given: givenCode(),
    act: (world, { code = "" }) => exchangeCode(world, code, form),
    status: 403,
    body: INVALID_GRANT,
    message: WORDS[rule],
    rule,
    because,
  })),
  {
    items: ["E24", "A3"],
    title: "a code used twice takes back all that it gave, JWT access tokens included",
    given: async (world) => {
      const redirect = await redirectWithCode(world, {
        scope: "openid offline_access read:current_user",
      });
      const first = await readTokens(await exchange(world.tenant, redirect));
      return { ...first, code: await codeOf(Promise.resolve(redirect)) };
    },
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 403,
    rule: "code-invalid",
    body: { error: "invalid_grant", error_description: "Invalid authorization code" },
    changes: true,
    afterwards: async (world, { access = "", refresh: token = "" }) => [
      (await readUser(world, access)).status,
      (await userinfo(world, access)).status,
      (await refresh(world, token)).status,
    ],
    shows: [401, 401, 403],
  },
  {
    items: ["E24"],
    title: "it takes back an opaque access token, too",
    given: async (world) => {
      const redirect = await redirectWithCode(world, { audience: undefined });
      const first = await readTokens(await exchange(world.tenant, redirect));
      return { ...first, code: await codeOf(Promise.resolve(redirect)) };
    },
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 403,
    rule: "code-invalid",
    changes: true,
    afterwards: async (world, { access = "" }) => [(await userinfo(world, access)).status],
    shows: [401],
  },
  {
    items: ["E33"],
    title: "without openid there is no ID token",
    given: givenCode({ scope: "read:current_user" }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    body: { scope: "read:current_user" },
    text: /^(?!.*id_token)/,
  },
  {
    items: ["E33", "A6"],
    title: "an API without refresh tokens gives none",
    given: givenCode({ audience: ONLINE_AUDIENCE, scope: "openid offline_access read:online" }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    body: { scope: "openid read:online" },
    text: /^(?!.*refresh_token)/,
  },
  {
    items: ["E24"],
    title: "a code is over after a minute",
    given: async (world) => {
      const code = await codeOf(redirectWithCode(world));
      await control(world, "PUT", "clock", { advance: 60 });
      return { code };
    },
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 403,
    rule: "code-invalid",
    body: INVALID_GRANT,
  },
  {
    items: ["E25"],
    title: "a code that had a challenge is not exchanged without a verifier, which is named",
    given: givenCode(),
    act: (world, { code = "" }) => exchangeCode(world, code, { code_verifier: "" }),
    status: 400,
    rule: "verifier-missing",
    body: { error: "invalid_request" },
    message: "Parameter 'code_verifier' is required",
    afterwards: async (world, { code = "" }) => [(await exchangeCode(world, code)).status],
    shows: [200],
  },
  {
    items: ["E25"],
    title: "a verifier for a request that had no challenge is refused",
    given: givenCode({
      client_id: "linklab-web",
      code_challenge: undefined,
      code_challenge_method: undefined,
    }),
    act: (world, { code = "" }) =>
      exchangeCode(world, code, {
        client_id: "linklab-web",
        client_secret: "linklab-web-secret",
        code_verifier: CODE_VERIFIER,
      }),
    status: 403,
    rule: "verifier-wrong",
    because: /had no code_challenge/,
  },
  {
    items: ["E42"],
    title: "a code of another tenant gives nothing here",
    given: async ({ other }) => ({ code: await codeOf(redirectWithCode({ tenant: other })) }),
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 403,
    rule: "code-invalid",
    body: INVALID_GRANT,
  },
  {
    items: ["A13"],
    title: "a DPoP proof is refused by name",
    given: givenCode(),
    act: (world) => postToken(world.tenant, { grant_type: "authorization_code" }, { DPoP: "x" }),
    status: 400,
    rule: "dpop-not-offered",
    body: { error: "invalid_dpop_proof" },
  },
];

const givenTokens = async (world: World) => logInForTokens(world);

const REFRESHES: ContractCase[] = [
  {
    items: ["E26"],
    title: "a refresh gives the next refresh token",
    given: givenTokens,
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status: 200,
    rule: "token-refresh",
    body: { scope: "openid offline_access", expires_in: 86_400 },
    afterwards: async (world, _, { refresh_token = "", id_token = "" }) => [
      decodeJwt(id_token).sub,
      (await refresh(world, refresh_token)).status,
    ],
    shows: [ADA.password, 200],
  },
  {
    items: ["E26"],
    title: "another application cannot use a refresh token, which stays good for its own",
    given: givenTokens,
    act: (world, { refresh: token = "" }) => refresh(world, token, { client_id: "linklab-other" }),
    status: 403,
    rule: "refresh-token-invalid",
    message: "Unknown or invalid refresh token.",
    because: /another application/,
    afterwards: async (world, { refresh: token = "" }) => [(await refresh(world, token)).status],
    shows: [200],
  },
  {
    items: ["E26"],
    title: "a refresh token used twice ends its family",
    given: async (world) => {
      const { refresh: old } = await logInForTokens(world);
      const { refresh: next } = await readTokens(await refresh(world, old));
      return { old, next };
    },
    act: (world, { old = "" }) => refresh(world, old),
    status: 403,
    rule: "refresh-token-invalid",
    body: { error: "invalid_grant", error_description: "Unknown or invalid refresh token." },
    changes: true,
    afterwards: async (world, { next = "" }) => [(await refresh(world, next)).status],
    shows: [403],
  },
  {
    items: ["E26"],
    title: "scope narrows and never widens",
    given: (world) => logInForTokens(world, { scope: "openid email offline_access" }),
    act: (world, { refresh: token = "" }) =>
      refresh(world, token, { scope: "openid profile update:users" }),
    status: 200,
    rule: "token-refresh",
    body: { scope: "openid" },
    afterwards: async (_, { id = "" }, { id_token = "" }) => [
      decodeJwt(id)["email"],
      decodeJwt(id_token)["email"],
    ],
    shows: ["ada@example.com", undefined],
  },
  {
    items: ["E26"],
    title: "a refresh that leaves openid out gives no ID token",
    given: givenTokens,
    act: (world, { refresh: token = "" }) => refresh(world, token, { scope: "offline_access" }),
    status: 200,
    rule: "token-refresh",
    body: { scope: "offline_access" },
    text: /^(?!.*id_token)/,
  },
  ...[
    [15 * 86_400 - 1, 200, "token-refresh"] as const,
    [15 * 86_400, 403, "refresh-token-invalid"] as const,
  ].map(([seconds, status, rule]): ContractCase => ({
    items: ["E26"],
    title: `a refresh token that nobody used for ${seconds} seconds gives ${status}`,
    given: async (world) => {
      const given = await logInForTokens(world);
      await control(world, "PUT", "clock", { advance: seconds });
      return given;
    },
    act: (world, { refresh: token = "" }) => refresh(world, token),
    status,
    rule,
  })),
  {
    items: ["E26"],
    title: "rotation does not move the absolute end",
    given: async (world) => {
      let { refresh: token } = await logInForTokens(world);
      for (let turn = 0; turn < 2; turn += 1) {
        await control(world, "PUT", "clock", { advance: 14 * 86_400 });
        ({ refresh: token } = await readTokens(await refresh(world, token)));
      }
      await control(world, "PUT", "clock", { advance: 2 * 86_400 });
      return { token };
    },
    act: (world, { token = "" }) => refresh(world, token),
    status: 403,
    rule: "refresh-token-invalid",
    body: INVALID_GRANT,
  },
  {
    items: ["E26"],
    title: "a refresh token that does not rotate is good again, and no other is given",
    given: async (world) => {
      const given = await loggedInForGood(world);
      await refresh(world, given.token, FOR_GOOD);
      await control(world, "PUT", "clock", { advance: 10 * 86_400 });
      return given;
    },
    act: (world, { token = "" }) => refresh(world, token, FOR_GOOD),
    status: 200,
    rule: "token-refresh",
    text: /^(?!.*refresh_token)/,
    afterwards: async (world, { token = "" }) => {
      const statuses: number[] = [];
      // Each use begins the idle time anew, and the absolute end stays where it was.
      for (const days of [10, 9, 1]) {
        await control(world, "PUT", "clock", { advance: days * 86_400 });
        statuses.push((await refresh(world, token, FOR_GOOD)).status);
      }
      return statuses;
    },
    shows: [200, 200, 403],
  },
  {
    items: ["E26"],
    title: "a refresh token that does not rotate ends when nobody uses it",
    given: async (world) => {
      const given = await loggedInForGood(world);
      await control(world, "PUT", "clock", { advance: 15 * 86_400 });
      return given;
    },
    act: (world, { token = "" }) => refresh(world, token, FOR_GOOD),
    status: 403,
    rule: "refresh-token-invalid",
  },
  {
    items: ["E26"],
    title: "a revoked refresh token is over, and its access token is not",
    given: givenTokens,
    act: (world, { refresh: token = "" }) =>
      send(world, "/oauth/revoke", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ client_id: "linklab-spa", token }),
      }),
    status: 200,
    rule: "token-revoked",
    afterwards: async (world, { refresh: token = "", access = "" }) => [
      (await refresh(world, token)).status,
      (await userinfo(world, access)).status,
    ],
    shows: [403, 200],
  },
  {
    items: ["E26"],
    title: "another application cannot revoke it",
    given: givenTokens,
    act: (world, { refresh: token = "" }) =>
      send(world, "/oauth/revoke", {
        method: "POST",
        body: new URLSearchParams({ client_id: "linklab-other", token }),
      }),
    status: 400,
    rule: "revocation-foreign",
    body: { error: "invalid_request" },
  },
  {
    items: ["E26"],
    title: "to revoke what nobody issued is no error",
    act: (world) =>
      send(world, "/oauth/revoke", {
        method: "POST",
        body: new URLSearchParams({ client_id: "linklab-spa", token: "x" }),
      }),
    status: 200,
    rule: "token-revoked",
    changes: false,
  },
];

/** The token endpoint and revocation. */
export const TOKEN_CASES: readonly ContractCase[] = [...CODES, ...REFRESHES];
