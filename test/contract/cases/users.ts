import {
  ADA,
  APP_ORIGIN,
  callApi,
  clientToken,
  LINK_SCOPE,
  MALLORY,
} from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { EMPTY_GOOGLE_ID } from "#test/contract/seed.ts";
import {
  accessToken,
  control,
  countSessions,
  logInForTokens,
  readUser,
  ready,
  redirectWithCode,
  refresh,
  send,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const get =
  (path: string) =>
  ({ tenant }: World, { client = "" }: Readonly<Record<string, string>>) =>
    callApi(tenant, "GET", path, client);
const patch =
  (body: unknown, id: string = ADA.password) =>
  ({ tenant }: World, { token = "" }: Readonly<Record<string, string>>) =>
    callApi(tenant, "PATCH", `users/${encodeURIComponent(id)}`, token, body);
const withScope = (scope: string) => async (world: World) => ({
  token: await accessToken(world, { scope }),
});
const asBackend = async ({ tenant }: World) => ({ token: await clientToken(tenant) });

const sendTooMuch = (world: World): Promise<Response> =>
  send(world, `/api/v2/users/${ADA.password}/identities`, {
    method: "POST",
    headers: { Origin: APP_ORIGIN, "Content-Type": "application/json" },
    body: "x".repeat(102_401),
  });

const UNREAD: [path: string, rule: RuleId][] = [
  ["users?from=1", "query-unsupported"],
  ["users?per_page=101", "query-invalid"],
  ["users?page=-1", "query-invalid"],
  ["users?page=0&page=1", "query-invalid"],
  ["users?include_totals=yes", "query-invalid"],
  ["users?surprise=1", "query-invalid"],
  ["users-by-email", "query-invalid"],
  ["users-by-email?email=ada", "query-invalid"],
];

/** What Auth0 does not change in one request, and how it names it. */
const TOGETHER: [body: object, names: string][] = [
  [{ password: "Passw0rd!2", email: "ada.l@example.com" }, "password and email"],
  [{ email_verified: true, password: "Passw0rd!2" }, "password and email_verified"],
  [{ username: "ada", password: "Passw0rd!2" }, "username and password"],
  [{ username: "ada", email_verified: true }, "username and email_verified"],
];

const USERS: ContractCase[] = [
  {
    items: ["A13"],
    title: "a person reads their own account whole",
    given: withScope("read:current_user"),
    act: (world, { token = "" }) => readUser(world, token),
    status: 200,
    rule: "user-read-own",
    body: {
      user_id: ADA.password,
      email: "ada@example.com",
      email_verified: true,
      identities: [{ provider: "auth0", user_id: "5a620d29a840170a9ef43672", isSocial: false }],
      created_at: "2026-01-15T12:00:00.000Z",
    },
  },
  {
    items: ["A13"],
    title: "or by fields, and then nothing else",
    given: withScope("read:current_user"),
    act: (world, { token = "" }) => readUser(world, token, `${ADA.password}?fields=email,user_id`),
    status: 200,
    rule: "user-read-own",
    afterwards: async (_, __, answer) => [answer],
    shows: [{ email: "ada@example.com", user_id: ADA.password }],
  },
  {
    items: ["E33"],
    title: "a person deletes nobody, not even themselves",
    given: withScope(LINK_SCOPE),
    act: ({ tenant }, { token = "" }) => callApi(tenant, "DELETE", `users/${ADA.password}`, token),
    status: 403,
    rule: "scope-insufficient",
    message: "Insufficient scope, expected any of: delete:users",
  },
  {
    items: ["A13"],
    title: "a list is paged, with totals",
    given: ready,
    act: get("users?page=1&per_page=3&include_totals=true"),
    status: 200,
    rule: "users-listed",
    body: { start: 3, limit: 3, length: 1, total: 4, users: [{ user_id: ADA.github }] },
  },
  {
    items: ["A13"],
    title: "a list is bare by default",
    given: ready,
    act: get("users?per_page=1&fields=user_id"),
    status: 200,
    rule: "users-listed",
    body: [{ user_id: ADA.password }],
  },
  ...[
    [`q=email:"countess@example.net"`, ADA.github],
    ["q=email:countess@example.net&search_engine=v3", ADA.github],
    [`q=user_id:"${ADA.google}"`, ADA.google],
  ].map(([query, user_id]): ContractCase => ({
    items: ["A13"],
    title: `users are found by ${query}`,
    given: ready,
    act: get(`users?${query}`),
    status: 200,
    rule: "users-listed",
    body: [{ user_id }],
  })),
  {
    items: ["A13"],
    title: "users are found by e-mail",
    given: ready,
    act: get("users-by-email?email=ada%40example.com"),
    status: 200,
    rule: "users-by-email",
    body: [{ user_id: ADA.password }, { user_id: ADA.google }],
  },
  ...UNREAD.map(([path, rule]): ContractCase => ({
    items: ["A13"],
    title: `${path} is refused`,
    given: ready,
    act: get(path),
    status: 400,
    body: { errorCode: "invalid_query_string" },
    rule,
  })),
  ...["users", "users-by-email?email=ada@example.com", "connections"].map((path): ContractCase => ({
    items: ["E33"],
    title: `a person's token does not read ${path}`,
    given: withScope(LINK_SCOPE),
    act: ({ tenant }, { token = "" }) => callApi(tenant, "GET", path, token),
    status: 403,
    rule: "scope-insufficient",
    body: { errorCode: "insufficient_scope" },
  })),
  {
    items: ["A13"],
    title: "connections are listed with the ids that a link may name",
    given: ready,
    act: get("connections?strategy=google-oauth2"),
    status: 200,
    rule: "connections-listed",
    body: [{ id: "con_LinkLabGoogle001", name: "google-oauth2" }, { id: EMPTY_GOOGLE_ID }],
  },
  {
    items: ["A13"],
    title: "a connection is read by its id",
    given: ready,
    act: get("connections/con_LinkLabDatabase1"),
    status: 200,
    rule: "connection-read",
    body: { name: "Username-Password-Authentication", strategy: "auth0" },
  },
  {
    items: ["A13"],
    title: "an unknown connection gives 404",
    given: ready,
    act: get("connections/con_0000000000000000"),
    status: 404,
    rule: "connection-inexistent",
  },
];

const UPDATES: ContractCase[] = [
  {
    items: ["A13"],
    title: "a person's metadata merges at the first level only",
    given: withScope("update:current_user_metadata"),
    act: patch({ user_metadata: { address: { city: "Paris" }, newsletter: null, size: 1 } }),
    status: 200,
    rule: "user-updated",
    body: { user_metadata: { theme: "light", address: { city: "Paris" }, size: 1 } },
  },
  ...[{ user_metadata: {} }, { user_metadata: null }].map((body): ContractCase => ({
    items: ["A13"],
    title: `${JSON.stringify(body)} leaves no metadata`,
    given: withScope("update:current_user_metadata"),
    act: patch(body),
    status: 200,
    rule: "user-updated",
    text: /^(?!.*user_metadata)/,
  })),
  {
    items: ["T"],
    title: "a person sees their own app_metadata",
    given: withScope("read:current_user"),
    act: (world, { token = "" }) => readUser(world, token),
    status: 200,
    rule: "user-read-own",
    body: { app_metadata: { plan: "pro" } },
  },
  {
    items: ["A13"],
    title: "an application does",
    given: async (world) => ({ token: await clientToken(world.tenant) }),
    act: (world, { token = "" }) => readUser(world, token),
    status: 200,
    rule: "user-read",
    body: { app_metadata: { plan: "pro" } },
  },
  ...[
    { app_metadata: { plan: "free" } },
    { blocked: true },
    { email: "eve@example.com" },
    { password: "Passw0rd!2" },
  ].map((body): ContractCase => ({
    items: ["E33"],
    title: `a person cannot change ${JSON.stringify(body)}`,
    given: withScope("update:current_user_metadata create:current_user_metadata"),
    act: patch(body),
    status: 403,
    rule: "scope-insufficient",
    body: { errorCode: "insufficient_scope" },
  })),
  {
    items: ["E32"],
    title: "nor somebody else's metadata",
    given: withScope("update:current_user_metadata"),
    act: patch({ user_metadata: { a: 1 } }, MALLORY),
    status: 403,
    rule: "subject-mismatch",
  },
  {
    items: ["A13"],
    title: "an application changes root attributes of a database account",
    given: asBackend,
    act: patch({ name: "Countess", nickname: null, email_verified: false }),
    status: 200,
    rule: "user-updated",
    body: { name: "Countess", email_verified: false },
  },
  {
    items: ["A13"],
    title: "not of a provider's account",
    given: asBackend,
    act: patch({ name: "Countess" }, ADA.google),
    status: 400,
    rule: "user-attributes-fixed",
  },
  {
    items: ["A13"],
    title: "an address is stored in lower case, and is the same in upper case",
    given: asBackend,
    act: patch({ email: "ADA@Example.com" }),
    status: 200,
    rule: "user-updated",
    body: { email: "ada@example.com", email_verified: true },
  },
  ...Object.entries({
    name: 300,
    nickname: 300,
    given_name: 150,
    username: 128,
    picture: 2048,
  }).map(([name, most]): ContractCase => ({
    items: ["E35"],
    title: `${name} has ${most} characters and no more`,
    given: asBackend,
    act: patch({ [name]: "x".repeat(most + 1) }),
    status: 400,
    rule: "body-invalid",
    message: `Payload validation error: 'String is too long (${most + 1} chars), maximum ${most} on property ${name}'.`,
    afterwards: async (world, given) => [
      (await patch({ [name]: "x".repeat(most) })(world, given)).status,
    ],
    shows: [200],
  })),
  ...TOGETHER.map(([body, names]): ContractCase => ({
    items: ["A13"],
    title: `not ${names} in one request`,
    given: asBackend,
    act: patch(body),
    status: 400,
    rule: "user-attributes-together",
    body: {
      message: `Cannot update ${names} simultaneously`,
      errorCode: "operation_not_supported",
    },
  })),
  {
    items: ["A13"],
    title: "an address and whether it is verified may go together, beside a password that is null",
    given: asBackend,
    act: patch({ email: "ada.l@example.com", email_verified: true, password: null }),
    status: 200,
    rule: "user-updated",
    body: { email: "ada.l@example.com", email_verified: true },
  },
  {
    items: ["A13"],
    title: "not to an address that is taken",
    given: asBackend,
    act: patch({ email: "Mallory@example.com" }),
    status: 400,
    rule: "user-email-taken",
  },
  {
    items: ["A13"],
    title: "a user who is not there cannot be changed",
    given: asBackend,
    act: patch({ blocked: true }, "auth0|nobody"),
    status: 404,
    rule: "user-unknown",
    body: { errorCode: "inexistent_user" },
  },
  {
    items: ["E41"],
    title: "a new password ends sessions and refresh tokens",
    given: async (world) => ({ ...(await asBackend(world)), ...(await logInForTokens(world)) }),
    act: patch({ password: "An0therPassw0rd!" }),
    status: 200,
    rule: "user-updated",
    afterwards: async (world, { refresh: token = "" }) => [
      (await refresh(world, token)).status,
      await countSessions(world),
      (await redirectWithCode(world)).status,
    ],
    shows: [403, 0, 400],
  },
  {
    items: ["A12"],
    title: "a flood empties the bucket",
    given: async (world) => {
      const given = await ready(world);
      await control(world, "PUT", "clock", { freeze: true });
      await control(world, "PUT", "rate-limit", { burst: 1, per_second: 1 });
      await readUser(world, given.token);
      return given;
    },
    act: (world, { token = "" }) => readUser(world, token),
    status: 429,
    rule: "rate-limit",
    body: {
      statusCode: 429,
      error: "Too Many Requests",
      message: "Global limit has been reached",
      errorCode: "too_many_requests",
    },
    headers: {
      "Retry-After": /^1$/,
      "X-RateLimit-Limit": /^1$/,
      "X-RateLimit-Remaining": /^0$/,
      "X-RateLimit-Reset": new RegExp(`^${Date.UTC(2026, 0, 15, 12) / 1000 + 1}$`),
    },
    afterwards: async (world, { token = "" }) => {
      await control(world, "PUT", "clock", { advance: 1 });
      return [(await readUser(world, token)).status];
    },
    shows: [200],
  },
  {
    items: ["A12"],
    title: "bearers of no token use up their own bucket, and nobody else's",
    given: async (world) => {
      const given = await ready(world);
      await control(world, "PUT", "rate-limit", { burst: 2, per_second: 1 });
      return given;
    },
    act: async (world, { token = "" }) => {
      for (const junk of ["a.b.c", "x", "", token.replace(/.$/, "")]) await readUser(world, junk);
      return readUser(world, token);
    },
    status: 200,
    rule: "user-read-own",
    headers: { "X-RateLimit-Remaining": /^1$/ },
    afterwards: async (world, { token = "" }) => [
      (await readUser(world, "a.b.c")).status,
      (await readUser(world, token)).status,
      (await readUser(world, token)).status,
    ],
    shows: [429, 200, 429],
  },
  {
    items: ["A12"],
    title: "a tenant whose clock stands still keeps the word of its Retry-After",
    given: async (world) => {
      const given = await ready(world);
      await control(world, "PUT", "clock", { freeze: true });
      await control(world, "PUT", "rate-limit", { burst: 1, per_second: 0.1 });
      await readUser(world, given.token);
      return given;
    },
    act: (world, { token = "" }) => readUser(world, token),
    status: 429,
    rule: "rate-limit",
    headers: { "Retry-After": /^10$/ },
    afterwards: async (world, { token = "" }) => {
      const before = world.time.now;
      world.time.now += 9000;
      const early = (await readUser(world, token)).status;
      world.time.now += 10_000;
      const late = (await readUser(world, token)).status;
      world.time.now = before;
      return [early, late];
    },
    shows: [429, 200],
  },
  {
    items: ["A12", "E35"],
    title: "a body that is too large counts as a request, and says what is left",
    given: async (world) => {
      await control(world, "PUT", "clock", { freeze: true });
      await control(world, "PUT", "rate-limit", { burst: 2, per_second: 1 });
      return {};
    },
    act: sendTooMuch,
    status: 413,
    rule: "body-too-large",
    message: "Payload content length greater than maximum allowed: 102400",
    headers: {
      "X-RateLimit-Limit": /^2$/,
      "X-RateLimit-Remaining": /^1$/,
      "X-RateLimit-Reset": new RegExp(`^${Date.UTC(2026, 0, 15, 12) / 1000 + 1}$`),
    },
    afterwards: async (world) => [
      (await sendTooMuch(world)).status,
      (await sendTooMuch(world)).status,
    ],
    shows: [413, 429],
  },
  ...[
    ["a registered origin", APP_ORIGIN, new RegExp(`^${APP_ORIGIN}$`)],
    ["null", "null", null],
    ["a look-alike", "http://localhost:5173.evil.example", null],
  ].map(([title, origin, allowed]): ContractCase => ({
    items: ["E37"],
    title: `CORS and ${String(title)}`,
    given: ready,
    act: ({ tenant }, { token = "" }) =>
      tenant.fetch(
        new Request(`${tenant.issuer}api/v2/users/${encodeURIComponent(ADA.password)}`, {
          headers: { Authorization: `Bearer ${token}`, Origin: String(origin) },
        }),
      ),
    status: 200,
    rule: "user-read-own",
    headers: { "Access-Control-Allow-Origin": allowed instanceof RegExp ? allowed : null },
  })),
];

/** Users, lists and connections of the Management API. */
export const USER_CASES: readonly ContractCase[] = [...USERS, ...UPDATES];
