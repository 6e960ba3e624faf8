import { ADA, APP_ORIGIN, createBrowser, locationOf } from "#test/support/tenant.ts";
import { NOT_EMULATED_HEADER } from "#emulator/not-emulated.ts";
import { NOT_EMULATED_ENDPOINTS } from "#emulator/rules/not-emulated-endpoints.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { authorize, authorizeAt, control, logInForTokens, send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const NOTHING: [path: string, rule: RuleId, method?: string][] = [
  ["/authorize", "page-not-found", "PUT"],
  ["/authorize/nothing", "page-not-found", "POST"],
  ["/u/login/nothing", "page-not-found"],
  ["/local", "page-not-found"],
  ["/nothing", "page-not-found"],
  ["/dbconnectionsque", "page-not-found"],
  ["/u/nothing", "page-not-found"],
  ["/oauth/nothing", "oauth-not-found"],
  ["/api/v2/nothing", "api-not-found"],
  ["/api/v2/rolesque", "api-not-found"],
  ["/api/v2/users/auth0%7C1/nothing", "api-not-found"],
  ["/api/v2/connections/con_1/nothing", "api-not-found"],
  ["/api/v2/connections", "api-not-found", "PUT"],
];

const misses = NOTHING.map(([path, rule, method = "GET"]): ContractCase => ({
  items: ["E40", "A13"],
  title: `${method} ${path} gives 404`,
  act: (world) => send(world, path, { method }),
  status: 404,
  rule,
  headers: {
    "Content-Type": rule === "page-not-found" ? /html/ : /json/,
    [NOT_EMULATED_HEADER]: null,
  },
}));

const literally = (text: string) => new RegExp(`^${text.replace(/[*+?.]/g, "\\$&")}$`);

/** Each address that is named, and one below it, as a page of the app asks for it. */
const notEmulated = NOT_EMULATED_ENDPOINTS.flatMap(({ name, path, methods }) =>
  (methods === undefined ? ["", "/below"] : [""]).map((below): ContractCase => {
    const at = path.replace(":id", "auth0%7C1").replace("*", "-x") + below;
    const method = methods?.[0] ?? "POST";
    const isApi = at.startsWith("/api/");
    return {
      items: ["E40", "A13"],
      title: `${method} ${at} is not emulated, and says so`,
      act: (world) => send(world, at, { method, headers: { Origin: APP_ORIGIN } }),
      status: 501,
      rule: isApi ? "api-not-offered" : "oauth-not-offered",
      body: isApi ? { errorCode: "not_emulated" } : { error: "not_emulated" },
      text: new RegExp(`Auth0 has ${methods === undefined ? "" : `${method} `}/`),
      headers: {
        "Content-Type": /json/,
        [NOT_EMULATED_HEADER]: literally(name),
        "Access-Control-Allow-Origin": literally(APP_ORIGIN),
        "Access-Control-Expose-Headers": new RegExp(NOT_EMULATED_HEADER),
      },
    };
  }),
);

const visits: readonly ContractCase[] = [
  ["/samlp/client", "endpoint-not-offered"] as const,
  ["/continue?state=x", "endpoint-not-offered"] as const,
  ["/authorize/resume?state=x", "endpoint-not-offered"] as const,
  ["/u/login/identifier?state=x", "endpoint-not-offered"] as const,
  ["/login/callback?code=x", "endpoint-not-offered"] as const,
  ["/authorize", "endpoint-not-offered", "POST"] as const,
  ["/continue?state=x", "endpoint-not-offered", "POST"] as const,
  ["/oauth/par", "oauth-not-offered"] as const,
  ["/api/v2/roles", "api-not-offered"] as const,
].map(([path, rule, method = "GET"]) => ({
  items: ["E40"],
  title: `somebody who is led to ${method} ${path} reads that it is not emulated`,
  act: (world) => send(world, path, { method, headers: { Accept: "text/html,*/*;q=0.8" } }),
  status: 501,
  rule,
  headers: {
    "Content-Type": rule === "endpoint-not-offered" ? /html/ : /json/,
    [NOT_EMULATED_HEADER]: /./,
  },
  text: /this emulated tenant does not/,
}));

const DOCUMENTS: ContractCase[] = [
  {
    items: ["E38"],
    title:
      "the first page says what the tenant is, keeps secrets and scripts out, and cannot be framed",
    act: (world) => send(world, "/"),
    status: 200,
    rule: "home",
    text: /^(?!.*(?:secret-of|linklab-\w+-secret|<script))(?=.*ada@example\.com)(?=.*Passw0rd!)(?=.*linklab-spa)(?=.*localhost:5173\/callback\/popup)(?=.*_linklab\/faults)(?=.*href="http:\/\/localhost:5173\/tenant")/s,
    headers: {
      "Content-Type": /^text\/html; charset=utf-8$/,
      "X-Content-Type-Options": /^nosniff$/,
      "Content-Security-Policy": /frame-ancestors 'none'/,
    },
  },
  ...["openid-configuration", "oauth-authorization-server"].map((document): ContractCase => ({
    items: ["E40"],
    title: `${document} promises nothing that is not there`,
    act: (world) => send(world, `/.well-known/${document}`),
    status: 200,
    rule: "discovery",
    text: /^(?!.*(web_message|dpop|plain|code id_token)).*revocation_endpoint.*end_session_endpoint":"[^"]*\/oidc\/logout"/i,
    headers: { "Access-Control-Allow-Origin": /^\*$/ },
    afterwards: async ({ tenant: { issuer } }, _, { issuer: named, jwks_uri }) => [
      named === issuer,
      jwks_uri === `${issuer}.well-known/jwks.json`,
    ],
    shows: [true, true],
  })),
];

/** A token of an application, by an address that is nearly that of the token endpoint. */
const tokenAt =
  (path: string, more = "") =>
  (world: World) =>
    send(world, path, {
      method: "POST",
      headers: { Origin: APP_ORIGIN },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "linklab-web",
        client_secret: "linklab-web-secret",
        audience: `${world.tenant.issuer}api/v2/`,
        more,
      }),
    });

/** Addresses with a slash at their end, or in other letters, that programs ask their tenants for. */
const NEARLY: ContractCase[] = [
  ...["/userinfo/", "/userInfo", "/userInfo/"].map((path): ContractCase => ({
    items: ["T"],
    title: `${path} is /userinfo`,
    given: logInForTokens,
    act: (world, { access }) =>
      send(world, path, { headers: { Authorization: `Bearer ${access}` } }),
    status: 200,
    rule: "userinfo",
    body: { sub: ADA.password },
  })),
  ...["/oauth/token/", "/OAuth/Token"].map((path): ContractCase => ({
    items: ["T"],
    title: `${path} is /oauth/token`,
    act: tokenAt(path),
    status: 200,
    rule: "token-client",
  })),
  {
    items: ["T", "E35", "E37"],
    title: "/oauth/token/ takes no more than /oauth/token, and the same pages read it",
    act: tokenAt("/oauth/token/", "x".repeat(16_384)),
    status: 413,
    rule: "body-over-limit",
    headers: { "Access-Control-Allow-Origin": literally(APP_ORIGIN) },
  },
  {
    items: ["T"],
    title: "/authorize/ is /authorize",
    act: async (world) =>
      send(world, (await authorizeAt(world)).replace("/authorize?", "/authorize/?")),
    status: 302,
    rule: "login-page",
    location: /^\/u\/login\?state=/,
  },
  {
    items: ["T"],
    title: "/u/login/ is /u/login",
    act: async (world) => {
      const browser = createBrowser(world.tenant);
      const page = locationOf(await authorize(world, {}, browser));
      return browser.get(page.replace("/login?", "/login/?"));
    },
    status: 200,
    rule: "login-form",
    changes: true,
  },
  ...["/v2/logout/", "/v2/Logout"].map((path): ContractCase => ({
    items: ["T"],
    title: `${path} is /v2/logout`,
    act: (world) => send(world, `${path}?client_id=linklab-spa&returnTo=${APP_ORIGIN}`),
    status: 302,
    rule: "logout",
  })),
  {
    items: ["T"],
    title: "/.well-known/openid-configuration/ is that document",
    act: (world) => send(world, "/.well-known/openid-configuration/"),
    status: 200,
    rule: "discovery",
  },
  ...(
    [
      ["/userinfo//", "page-not-found"],
      ["/api/v2/users/", "api-not-found"],
      ["/API/v2/users", "page-not-found"],
      ["/api/V2/users", "api-not-found"],
    ] as const
  ).map(([path, rule]): ContractCase => ({
    items: ["E40"],
    title: `${path} is nothing`,
    act: (world) => send(world, path),
    status: 404,
    rule,
  })),
  ...["snapshot/", "Snapshot"].map((path): ContractCase => ({
    items: ["E40"],
    title: `the control API has nothing at ${path}`,
    act: (world) => control(world, "GET", path),
    status: 404,
    rule: null,
  })),
];

const STRANGERS = ["null", "http://localhost:5174", "http://localhost:5173.evil.example"];

/** A refusal of each place that a script may read: address, status and rule. */
const READABLE: [path: string, status: number, rule: RuleId][] = [
  ["/api/v2/users/x", 401, "token-missing"],
  ["/oauth/token", 404, "oauth-not-found"],
  ["/userinfo", 401, "userinfo-refused"],
];

const readers: ContractCase[] = READABLE.flatMap(([path, status, rule]) =>
  [APP_ORIGIN, ...STRANGERS].map((origin): ContractCase => ({
    items: ["E37"],
    title: `${path} is ${origin === APP_ORIGIN ? "" : "not "}read from ${origin}`,
    act: (world) => send(world, path, { headers: { Origin: origin } }),
    status,
    rule,
    headers: {
      "Access-Control-Allow-Origin": origin === APP_ORIGIN ? new RegExp(`^${APP_ORIGIN}$`) : null,
    },
  })),
);

const preflight = (path: string, origin: string): RequestInit => ({
  method: "OPTIONS",
  headers: {
    Origin: origin,
    "Access-Control-Request-Method": path === "/oauth/token" ? "POST" : "DELETE",
    "Access-Control-Request-Headers": "authorization",
  },
});

const ORIGINS: ContractCase[] = [
  {
    items: ["E37"],
    title: "the authorization endpoint has no CORS",
    act: async (world) =>
      send(world, await authorizeAt(world), { headers: { Origin: APP_ORIGIN } }),
    status: 302,
    rule: "login-page",
    headers: { "Access-Control-Allow-Origin": null },
  },
  ...[
    "/api/v2/users/auth0%7C1/identities/github/1",
    "/oauth/token",
    "/userinfo",
    "/dbconnections/signup",
    "/me/v1/factors",
  ].flatMap((path): ContractCase[] => [
    {
      items: ["E37"],
      title: `a preflight of a registered origin for ${path} lists the methods in use`,
      act: (world) => send(world, path, preflight(path, APP_ORIGIN)),
      status: 204,
      rule: "preflight",
      headers: {
        "Access-Control-Allow-Origin": new RegExp(`^${APP_ORIGIN}$`),
        "Access-Control-Allow-Methods": /^GET, POST, PUT, PATCH, DELETE$/,
        "Access-Control-Allow-Headers": /^Auth0-Client, Content-Type, Authorization, DPoP$/,
        "Access-Control-Allow-Credentials": null,
        Vary: /Origin/,
      },
    },
    ...STRANGERS.map((origin): ContractCase => ({
      items: ["E37"],
      title: `a preflight of ${origin} for ${path} allows nothing`,
      act: (world) => send(world, path, preflight(path, origin)),
      status: 204,
      rule: "preflight",
      headers: { "Access-Control-Allow-Origin": null, "Access-Control-Allow-Methods": null },
    })),
  ]),
];

const publicPreflight: ContractCase = {
  items: ["E37"],
  title: "a preflight of any origin for the keys may read them",
  act: (world) =>
    send(world, "/.well-known/jwks.json", {
      method: "OPTIONS",
      headers: {
        Origin: "https://anybody.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "auth0-client",
      },
    }),
  status: 204,
  rule: "preflight",
  headers: {
    "Access-Control-Allow-Origin": /^\*$/,
    "Access-Control-Allow-Methods": /^GET$/,
    "Access-Control-Allow-Headers": /^Auth0-Client,/,
  },
};

/** What is at an address, what is not, and who may read it. */
export const ADDRESS_CASES: readonly ContractCase[] = [
  ...misses,
  ...notEmulated,
  ...visits,
  ...NEARLY,
  ...DOCUMENTS,
  ...readers,
  ...ORIGINS,
  publicPreflight,
];
