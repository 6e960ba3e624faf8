import { decodeProtectedHeader } from "jose";
import { ada, callApi, clientToken } from "#emulator/testing.ts";
import {
  accessToken,
  idToken,
  logInForTokens,
  mint,
  readUser,
  tampered,
  userinfo,
  withHeader,
} from "./world.ts";
import type { ContractCase, World } from "./world.ts";

type Forge = (world: World) => Promise<string>;
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

/** Tokens that no endpoint takes. Those that are minted carry a valid signature of the tenant. */
const forged: [item: string, title: string, forge: Forge, because?: RegExp][] = [
  ["E27", "alg none", minted({ algorithm: "none" })],
  ["E27", "alg None", rewritten({ alg: "None" })],
  ["E27", "alg nOnE", rewritten({ alg: "nOnE" })],
  ["E27", "HS256 keyed with the public key", minted({ algorithm: "HS256" })],
  ["E27", "ES256 over an RSA key", rewritten({ alg: "ES256" })],
  ["E27", "an empty signature", async (world) => (await accessToken(world)).replace(/[^.]+$/, "")],
  ["E27", "a changed signature", async (world) => tampered(await accessToken(world))],
  ["E27", "a key of nobody", minted({ key: "stranger" })],
  ["E27", "an embedded jwk", minted({ header: { jwk: { kty: "RSA" } } })],
  ["E27", "a jku", minted({ header: { jku: "https://evil.example/jwks" } })],
  ["E27", "an x5u", minted({ header: { x5u: "https://evil.example/x" } })],
  ["E27", "an x5c", minted({ header: { x5c: ["AAAA"] } })],
  ["E27", "an unknown crit", rewritten({ crit: ["exp"] })],
  ["E27", "b64 false", rewritten({ b64: false, crit: ["b64"] })],
  ["E28", "no kid", rewritten({ kid: undefined })],
  ["E28", "an unknown kid", minted({ header: { kid: "nobody" } })],
  ["E28", "a path as kid", minted({ header: { kid: "../../dev/null" } })],
  ["E28", "an injection as kid", minted({ header: { kid: "' OR 1=1" } })],
  ["E28", "__proto__ as kid", minted({ header: { kid: "__proto__" } })],
  ["E28", "a number as kid", rewritten({ kid: 1 })],
  ["E28", "a very long kid", minted({ header: { kid: "k".repeat(4000) } })],
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
  ],
  ["E29", "an unknown azp", minted({ claims: { azp: "nobody" } }), /^azp names no/],
  ["E29", "an audience without azp", minted({ claims: { azp: null } }), /^azp names no/],
  ["E29", "an end in the past", minted({ lifetime: -1 }), /^exp is in the past/],
  ["E29", "an end that is text", minted({ claims: { exp: "4102444800" } }), /^exp is no time/],
  ["E29", "no end", minted({ claims: { exp: null } }), /^exp is no time/],
  [
    "E29",
    "a beginning in the future",
    minted({ claims: { nbf: 4_000_000_000 } }),
    /^nbf is in the future/,
  ],
  [
    "E29",
    "an issue time in the future",
    minted({ claims: { iat: 4_000_000_000 } }),
    /^iat is in the future/,
  ],
  ["E29", "no subject", minted({ claims: { sub: null } }), /^sub is no text/],
  ["E29", "a subject that is a number", minted({ claims: { sub: 1 } }), /^sub is no text/],
  ["E30", "an ID token", (world) => idToken(world, { user_id: ada.password })],
  [
    "E42",
    "a token of another tenant",
    ({ other }) =>
      mint(
        { tenant: other },
        { kind: "access_token", user_id: ada.password, scope: "openid read:current_user" },
      ),
  ],
];

const bearers: ContractCase[] = forged.flatMap(([item, title, forge, because]): ContractCase[] => [
  {
    items: [item],
    title: `the Management API refuses ${title}`,
    given: async (world) => ({ token: await forge(world) }),
    act: (world, { token = "" }) => readUser(world, token),
    status: 401,
    body: { statusCode: 401, error: "Unauthorized" },
    ...(because && { because }),
  },
  {
    items: [item],
    title: `/userinfo refuses ${title}`,
    given: async (world) => ({ token: await forge(world) }),
    act: (world, { token = "" }) => userinfo(world, token),
    status: 401,
    body: { error: "invalid_token" },
    ...(because && { because }),
  },
]);

const kinds: ContractCase[] = [
  {
    items: ["E30"],
    title: "a refresh token is no bearer token",
    given: (world) => logInForTokens(world),
    act: (world, { refresh: token = "" }) => readUser(world, token),
    status: 400,
    body: { message: "Bad HTTP authentication header format", errorCode: "Bearer" },
  },
  {
    items: ["E30"],
    title: "an opaque access token opens no API, as its audience was not asked for",
    given: (world) => logInForTokens(world, { audience: undefined }),
    act: (world, { access = "" }) => readUser(world, access),
    status: 400,
    body: { errorCode: "Bearer" },
  },
  {
    items: ["E30"],
    title: "a client's token says nothing at /userinfo",
    given: async ({ tenant }) => ({ token: await clientToken(tenant) }),
    act: (world, { token = "" }) => userinfo(world, token),
    status: 401,
    body: { error: "invalid_token" },
  },
  {
    items: ["A12", "A13"],
    title: "no token at all is told in Auth0's words, with the rate limit beside it",
    act: ({ tenant }) => callApi(tenant, "GET", `users/${ada.password}`),
    status: 401,
    body: { message: "Missing authentication", attributes: { error: "Missing authentication" } },
    headers: {
      "X-RateLimit-Limit": /^50$/,
      "X-RateLimit-Remaining": /^\d+$/,
      "X-RateLimit-Reset": /^\d{10}$/,
    },
  },
];

/** Tokens that are shown to the Management API and to `/userinfo`. */
export const bearerCases: readonly ContractCase[] = [...bearers, ...kinds];
