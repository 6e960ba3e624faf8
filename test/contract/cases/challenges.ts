import type { RuleId } from "#emulator/rules/tables.ts";
import { callApi, postToken } from "#test/support/tenant.ts";
import { accessToken, idToken, readUser, userinfo } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

type Challenge = [
  title: string,
  act: (world: World) => Promise<Response>,
  status: number,
  rule: RuleId,
  header: RegExp | null,
];

const CHALLENGES: Challenge[] = [
  [
    "no token at the API",
    ({ tenant }) => callApi(tenant, "GET", "users/auth0%7C1"),
    401,
    "token-missing",
    /^Bearer error="Missing authentication"$/,
  ],
  [
    "an ID token at the API",
    async (world) => readUser(world, await idToken(world)),
    401,
    "token-invalid",
    /^Bearer error="Invalid token"$/,
  ],
  [
    "a token for another audience, of which the header shows what it can",
    async (world) =>
      readUser(
        world,
        await accessToken(world, { claims: { aud: 'https://ü.example/"\\\r\nx: y' } }),
      ),
    401,
    "token-audience",
    /^Bearer error="Bad audience: https:\/\/.example\/x: y"$/,
  ],
  [
    "a token without the scope",
    async (world) => readUser(world, await accessToken(world, { scope: "openid" })),
    403,
    "scope-insufficient",
    null,
  ],
  [
    "nonsense at /userinfo",
    (world) => userinfo(world, "nonsense"),
    401,
    "userinfo-refused",
    /^Bearer error="invalid_token"$/,
  ],
  [
    "a wrong secret, for which a browser would ask",
    ({ tenant }) =>
      postToken(
        tenant,
        { grant_type: "client_credentials" },
        { Authorization: `Basic ${btoa("linklab-web:wrong")}` },
      ),
    401,
    "client-refused",
    null,
  ],
];

/** Whether an answer says how to authenticate. */
export const CHALLENGE_CASES: readonly ContractCase[] = CHALLENGES.map(
  ([title, act, status, rule, header]): ContractCase => ({
    items: ["T", "A13"],
    title,
    act,
    status,
    rule,
    headers: { "WWW-Authenticate": header },
    changes: true, // a token that was minted is remembered
  }),
);
