import { decodeJwt } from "jose";
import { ADA, APP_ORIGIN, CODE_VERIFIER, postToken } from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import type { Item } from "#test/contract/items.ts";
import {
  authorize,
  codeOf,
  control,
  countSessions,
  exchangeCode,
  logInForTokens,
  redirectWithCode,
  refresh,
  send,
  signedIn,
  userinfo,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

/** Asks for a token of an application itself, by either way to send its secret. */
const authenticateBy =
  (method: "client_secret_post" | "client_secret_basic", secret: string) =>
  ({ tenant }: World): Promise<Response> => {
    const form = { grant_type: "client_credentials", audience: `${tenant.issuer}api/v2/` };
    return method === "client_secret_basic"
      ? postToken(tenant, form, { Authorization: `Basic ${btoa(`linklab-web:${secret}`)}` })
      : postToken(tenant, { ...form, client_id: "linklab-web", client_secret: secret });
  };
const FOR_ITSELF = (issuer: string) => ({
  grant_type: "client_credentials",
  audience: `${issuer}api/v2/`,
});
const METHODS = ["client_secret_post", "client_secret_basic"] as const;

const CLIENTS: ContractCase[] = [
  ...METHODS.map((method): ContractCase => ({
    items: ["A13"],
    title: `an application authenticates by ${method}`,
    act: authenticateBy(method, "linklab-web-secret"),
    status: 200,
    body: { scope: "read:users update:users", expires_in: 86_400, token_type: "Bearer" },
    rule: "token-client",
    afterwards: async ({ tenant }, _, { access_token = "" }) => {
      const { iat = 0, exp = 0, sub, aud, scope, gty, azp } = decodeJwt(access_token);
      return [exp - iat, sub, aud === `${tenant.issuer}api/v2/`, scope, gty, azp];
    },
    shows: [
      86_400,
      "linklab-web@clients",
      true,
      "read:users update:users",
      "client-credentials",
      "linklab-web",
    ],
  })),
  {
    items: ["E33"],
    title: "an application may ask for less than its grant, and gets no more",
    act: ({ tenant }) =>
      postToken(
        tenant,
        {
          grant_type: "client_credentials",
          audience: `${tenant.issuer}api/v2/`,
          scope: "update:users",
        },
        { Authorization: `Basic ${btoa("linklab-web:linklab-web-secret")}` },
      ),
    status: 200,
    rule: "token-client",
    body: { scope: "update:users" },
  },
  {
    items: ["A13"],
    title: "no secret at all gives nothing",
    act: ({ tenant }) =>
      postToken(tenant, {
        grant_type: "client_credentials",
        client_id: "linklab-web",
        audience: `${tenant.issuer}api/v2/`,
      }),
    status: 401,
    rule: "client-refused",
    because: /^client_secret is missing/,
  },
  ...METHODS.map((method): ContractCase => ({
    items: ["A13"],
    title: `a wrong secret by ${method} gives nothing`,
    act: authenticateBy(method, "wrong"),
    status: 401,
    rule: "client-refused",
    body: { error: "access_denied" },
    because: /^client_secret is wrong/,
  })),
  {
    items: ["E33", "A6"],
    title: "a person's application never gets update:users, and is told what it got",
    given: async (world) => {
      const scope = "openid update:users read:users update:current_user_identities";
      return { code: await codeOf(redirectWithCode(world, { scope })) };
    },
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    body: { scope: "openid update:current_user_identities" },
  },
];

const postJson =
  (body: object) =>
  (world: World): Promise<Response> =>
    send(world, "/oauth/token", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

const BACKEND = {
  grant_type: "client_credentials",
  client_id: "linklab-web",
  client_secret: "linklab-web-secret",
};
const CODE = { client_id: "linklab-spa", grant_type: "authorization_code" };

/** Requests to `/oauth/token` that give nothing: item, what is sent, status, `error`, rule, words. */
const REFUSALS: [Item, Record<string, string>, number, string, RuleId, message: string][] = [
  [
    "A13",
    {},
    400,
    "invalid_request",
    "parameter-missing",
    "Missing required parameter: grant_type",
  ],
  ["A13", CODE, 400, "invalid_request", "parameter-missing", "Missing required parameter: code"],
  [
    "A13",
    { ...CODE, grant_type: "refresh_token" },
    400,
    "invalid_request",
    "parameter-missing",
    "Missing required parameter: refresh_token",
  ],
  [
    "A13",
    { grant_type: "authorization_code" },
    400,
    "invalid_request",
    "parameter-missing",
    "Missing required parameter: client_id",
  ],
  [
    "E24",
    { ...CODE, code: "nonsense" },
    403,
    "invalid_grant",
    "code-invalid",
    "Invalid authorization code",
  ],
  [
    "A13",
    { ...CODE, organization: "org_1" },
    400,
    "invalid_request",
    "parameter-not-offered",
    "This emulated tenant does not offer the parameter: organization",
  ],
  [
    "E40",
    { ...CODE, grant_type: "password" },
    403,
    "unauthorized_client",
    "grant-forbidden",
    "Grant type 'password' not allowed for the client.",
  ],
  ...[
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
    "urn:okta:params:oauth:grant-type:webauthn",
    ...["ro", "ro/jwt-bearer", "delegation/refresh_token", "delegation/id_token"].map(
      (name) => `http://auth0.com/oauth/legacy/grant-type/${name}`,
    ),
    "http://auth0.com/oauth/legacy/grant-type/access_token",
  ].map((grant_type): (typeof REFUSALS)[number] => [
    "E40",
    { ...CODE, grant_type },
    403,
    "unauthorized_client",
    "grant-forbidden",
    `Grant type '${grant_type}' not allowed for the client.`,
  ]),
  [
    "E40",
    { ...CODE, grant_type: "nonsense" },
    403,
    "unsupported_grant_type",
    "grant-unsupported",
    "Unsupported grant type: nonsense",
  ],
  [
    "E40",
    { ...BACKEND, client_id: "linklab-spa" },
    403,
    "unauthorized_client",
    "grant-forbidden",
    "Grant type 'client_credentials' not allowed for the client.",
  ],
  [
    "E33",
    { ...BACKEND, audience: "" },
    403,
    "access_denied",
    "audience-missing",
    "No audience parameter was provided, and no default audience has been configured",
  ],
  [
    "E33",
    { ...BACKEND, audience: "https://nobody.example/" },
    403,
    "access_denied",
    "audience-not-enabled",
    "Service not enabled within domain: https://nobody.example/",
  ],
  [
    "E33",
    { ...BACKEND, audience: "https://orders.linklab.example/" },
    403,
    "access_denied",
    "client-grant-missing",
    'Client is not authorized to access "https://orders.linklab.example/". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/management/v2/client-grants/post-client-grants',
  ],
  [
    "A13",
    { ...BACKEND, client_id: "nobody" },
    401,
    "access_denied",
    "client-refused",
    "Unauthorized",
  ],
  [
    "A13",
    { ...BACKEND, client_secret: "" },
    401,
    "access_denied",
    "client-refused",
    "Unauthorized",
  ],
];

const REFUSED: ContractCase[] = [
  ...REFUSALS.map(([item, form, status, error, rule, message]): ContractCase => ({
    items: [item],
    title: `${JSON.stringify(form)} gives no token`,
    act: ({ tenant }) => postToken(tenant, form),
    status,
    rule,
    body: { error },
    message,
    headers: { "Cache-Control": /^no-store$/ },
  })),
  {
    items: ["A13"],
    title: "Basic authentication as one application does not speak for another",
    act: ({ tenant }) =>
      postToken(
        tenant,
        { ...BACKEND, client_id: "linklab-backend", client_secret: "" },
        {
          Authorization: `Basic ${btoa("linklab-web:linklab-web-secret")}`,
        },
      ),
    status: 401,
    rule: "client-refused",
  },
  ...[
    ["junk behind a second colon", "linklab-web:linklab-web-secret:junk"],
    ["a second colon and nothing", "linklab-web:linklab-web-secret:"],
    ["no colon", "linklab-web"],
    ["broken encoding", "linklab-web:%zz"],
  ].map(([title, pair = ""]): ContractCase => ({
    items: ["A13", "B"],
    title: `Basic authentication with ${title} is none`,
    act: ({ tenant }) =>
      postToken(tenant, FOR_ITSELF(tenant.issuer), { Authorization: `Basic ${btoa(pair)}` }),
    status: 401,
    rule: "client-refused",
  })),
  ...["linklab-web-secret", "wrong"].map((client_secret): ContractCase => ({
    items: ["A13", "B"],
    title: `a right header beside the secret "${client_secret}" in the body is one way too many`,
    act: ({ tenant }) =>
      postToken(
        tenant,
        { ...FOR_ITSELF(tenant.issuer), client_secret },
        { Authorization: `Basic ${btoa("linklab-web:linklab-web-secret")}` },
      ),
    status: 400,
    rule: "client-methods",
    body: { error: "invalid_request" },
  })),
  ...(
    [
      ["code", 1],
      ["organization", {}],
      ["client_id", ["linklab-spa"]],
      ["client_assertion", false],
    ] as const
  ).map(([name, value]): ContractCase => ({
    items: ["A13", "B"],
    title: `a JSON body takes text only, and not ${JSON.stringify(value)} as ${name}`,
    act: postJson({ ...CODE, [name]: value }),
    status: 400,
    rule: "parameter-invalid",
    body: { error: "invalid_request", error_description: `Invalid value for parameter: ${name}` },
  })),
  {
    items: ["A13", "B"],
    title: "null in a JSON body is no value",
    act: postJson({ ...CODE, code: null }),
    status: 400,
    rule: "parameter-missing",
    message: "Missing required parameter: code",
  },
  {
    items: ["A13", "T"],
    title: "auth0-python gets a token although it sends null for what it was not given",
    act: (world) =>
      postJson({ ...BACKEND, ...FOR_ITSELF(world.tenant.issuer), organization: null })(world),
    status: 200,
    rule: "token-client",
  },
  {
    items: ["A13", "T"],
    title: "what nobody reads of a JSON body may be no text",
    act: (world) =>
      postJson({ ...BACKEND, ...FOR_ITSELF(world.tenant.issuer), max_age: 3, meta: {}, of: [1] })(
        world,
      ),
    status: 200,
    rule: "token-client",
  },
  {
    items: ["A13"],
    title: "a JSON body is taken like a form",
    given: async (world) => ({ code: await codeOf(redirectWithCode(world)) }),
    act: (world, given) =>
      postJson({
        ...CODE,
        ...given,
        redirect_uri: `${APP_ORIGIN}/callback`,
        code_verifier: CODE_VERIFIER,
      })(world),
    status: 200,
    rule: "token-code",
  },
];

const ASSERTION = {
  client_assertion: "x.y.z",
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
};

/** An assertion names the application by itself (RFC 7523 section 3), so `client_id` may be missing. */
const ASSERTIONS = (
  [
    ["alone", ASSERTION, "client_assertion"],
    ["beside a right secret", { ...BACKEND, ...ASSERTION }, "client_assertion"],
    ["beside a wrong secret", { ...BACKEND, ...ASSERTION, client_secret: "x" }, "client_assertion"],
    [
      "of which the type alone is there",
      { client_assertion_type: ASSERTION.client_assertion_type },
      "client_assertion_type",
    ],
  ] as const
).flatMap(([title, form, name]) =>
  ["/oauth/token", "/oauth/revoke"].map((path): ContractCase => ({
    items: ["A13", "T"],
    title: `${path} does not ignore a client assertion ${title}`,
    act: (world) =>
      send(world, path, {
        method: "POST",
        body: new URLSearchParams({ ...FOR_ITSELF(world.tenant.issuer), token: "x", ...form }),
      }),
    status: 400,
    rule: "parameter-not-offered",
    body: { error: "invalid_request" },
    message: `This emulated tenant does not offer the parameter: ${name}`,
  })),
);

/** Headers that say nothing about the application: of a client that renews its token, and of one that has none. */
const OTHER_HEADERS = ["Bearer expired.token.here", ""].map((Authorization): ContractCase => ({
  items: ["A13", "T"],
  title: `"${Authorization}" as Authorization is not looked at where a token is asked for`,
  act: ({ tenant }) =>
    postToken(tenant, { ...BACKEND, ...FOR_ITSELF(tenant.issuer) }, { Authorization }),
  status: 200,
  rule: "token-client",
}));

const MALFORMED = ["Basic", "basic !", "Basic a b"].map((Authorization): ContractCase => ({
  items: ["A13", "B"],
  title: `"${Authorization}" as Authorization is refused beside a right secret`,
  act: ({ tenant }) =>
    postToken(tenant, { ...BACKEND, ...FOR_ITSELF(tenant.issuer) }, { Authorization }),
  status: 401,
  rule: "client-refused",
  because: /^the header is no Basic authentication/,
}));

const block = (world: World) =>
  control(world, "PATCH", `users/${encodeURIComponent(ADA.password)}`, { blocked: true });

const BLOCKED: ContractCase[] = [
  {
    items: ["E41", "A4"],
    title: "the session of a user who was blocked answers nothing any more",
    act: async (world) => {
      const browser = await signedIn(world);
      await block(world);
      return authorize(world, { prompt: "none" }, browser);
    },
    status: 302,
    rule: "login-required",
    delivery: "redirect",
    location: /error=login_required/,
    changes: true,
  },
  ...[undefined, "the Management API"].map((audience): ContractCase => ({
    items: ["E41", "A13"],
    title: `a user who was blocked is nobody at /userinfo, by a token for ${audience ?? "no API"}`,
    given: async (world) => {
      const given = await logInForTokens(world, audience === undefined ? { audience } : {});
      await block(world);
      return given;
    },
    act: (world, { access = "" }) => userinfo(world, access),
    status: 401,
    rule: "userinfo-refused",
    because: /^the user is blocked/,
  })),
  {
    items: ["E41", "A13"],
    title: "a user who was blocked gets nothing for a code",
    given: async (world) => {
      const given = { code: await codeOf(redirectWithCode(world)) };
      await block(world);
      return given;
    },
    act: (world, given) => exchangeCode(world, given.code ?? ""),
    status: 403,
    rule: "user-blocked",
    body: { error: "invalid_grant", error_description: "user is blocked" },
  },
  {
    items: ["E41", "A13"],
    title: "nor for a refresh token",
    given: async (world) => {
      const given = await logInForTokens(world);
      await block(world);
      return given;
    },
    act: (world, given) => refresh(world, given["refresh"] ?? ""),
    status: 403,
    rule: "user-blocked",
  },
  {
    items: ["E41"],
    title: "nor logs in",
    given: async (world) => {
      await block(world);
      return {};
    },
    act: (world) => redirectWithCode(world),
    status: 303,
    rule: "login-blocked",
    delivery: "redirect-after-form",
    location: /callback\?error=unauthorized&error_description=user is blocked/,
    afterwards: async (world) => [await countSessions(world)],
    shows: [0],
  },
];

/** Who gets a token at all: applications, their grants, and people who were blocked. */
export const CLIENT_CASES: readonly ContractCase[] = [
  ...CLIENTS,
  ...REFUSED,
  ...ASSERTIONS,
  ...OTHER_HEADERS,
  ...MALFORMED,
  ...BLOCKED,
];
