import { toResponse } from "#emulator/messages/light-response.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { APP_ORIGIN } from "#test/support/tenant.ts";
import { send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

/** What every answer has, whoever asked and whatever came of it. */
const USUAL = {
  "X-Content-Type-Options": /^nosniff$/,
  "X-LinkLab-Request": /^\d+$/,
  "Access-Control-Allow-Origin": null,
};

const arrive =
  (target: string, host?: string, method = "GET", headers: Record<string, string> = {}) =>
  ({ tenant }: World): Promise<Response> =>
    tenant
      .receive({
        method,
        target: target.replace("ORIGIN/", tenant.issuer),
        headers: new Headers({ ...headers, ...(host === undefined ? {} : { Host: host }) }),
        body: null,
      })
      .then(toResponse);

/** Names that somebody else may bind to this computer, or that say nothing. */
const NAMES = [
  "evil.example",
  "evil.example:5180",
  "localhost.evil.example",
  "evil.localhost",
  "localhost.",
  "192.168.0.1",
  "[::2]",
  "0.0.0.0",
];

const PLACES: [target: string, method: string, rule: RuleId][] = [
  ["/", "GET", "page-host-refused"],
  ["/authorize?client_id=linklab-spa", "GET", "page-host-refused"],
  ["/u/login", "POST", "page-host-refused"],
  ["/.well-known/jwks.json", "GET", "oauth-host-refused"],
  ["/oauth/token", "POST", "oauth-host-refused"],
  ["/oauth/token", "OPTIONS", "oauth-host-refused"],
  ["/userinfo", "GET", "oauth-host-refused"],
  ["/api/v2/users/auth0%7C1", "PATCH", "api-host-refused"],
];

const names = [
  ...NAMES.map((name): [string, string, string, RuleId] => [
    name,
    "/api/v2/users",
    "GET",
    "api-host-refused",
  ]),
  ...PLACES.map((place): [string, string, string, RuleId] => ["evil.example", ...place]),
].map(([name, target, method, rule]): ContractCase => ({
  items: ["E37"],
  title: `${method} ${target} as ${name} opens nothing${method === "GET" ? "" : " and changes nothing"}`,
  act: arrive(target, name, method, { Origin: `http://${name}` }),
  status: 403,
  rule,
  because: /does not answer to that name/,
  headers: USUAL,
  changes: false,
}));

const CONTROL = ["evil.example", "evil.localhost"].map((name): ContractCase => ({
  items: ["E37"],
  title: `the control API does not answer to ${name} either`,
  act: arrive("/_linklab/snapshot", name),
  status: 403,
  rule: null,
  body: { error: "host-refused" },
}));

const UNREADABLE: [title: string, target: string, host: string | undefined][] = [
  ["an absolute address with credentials", "http://me:secret@localhost/authorize", "localhost"],
  ["an absolute address of another scheme", "ftp://localhost/", "localhost"],
  ["an absolute address that is none", "http://[/", "localhost"],
  ["a path with a backslash", "/\\evil.example/x", "localhost"],
  ["no path", "authorize", "localhost"],
  ["a host in broken punycode", "/", "xn--localhost"],
  ["a host with a user", "/", "me@localhost"],
  ["a host with a path", "/", "localhost/x"],
  ["an empty host", "/", ""],
  ["no host", "/oauth/token", undefined],
];

const targets = UNREADABLE.map(([title, target, host]): ContractCase => ({
  items: ["B"],
  title: `${title} is refused like anything else`,
  act: arrive(target, host),
  status: 400,
  rule: "page-target-invalid",
  headers: { ...USUAL, "Cache-Control": /^no-store$/, "Content-Type": /^text\/html/ },
  changes: false,
}));

const TAKEN: [title: string, target: string, host: string][] = [
  ["an absolute address", "ORIGIN/.well-known/jwks.json", "localhost"],
  ["another port, as behind a forwarded one", "/.well-known/jwks.json", "localhost:1"],
  ["capitals", "/.well-known/jwks.json", "LOCALHOST"],
  ["127.0.0.1", "/.well-known/jwks.json", "127.0.0.1:5180"],
  ["::1", "/.well-known/jwks.json", "[::1]:5180"],
];

const taken = TAKEN.map(([title, target, host]): ContractCase => ({
  items: ["B"],
  title: `${title} is let in`,
  act: arrive(target, host),
  status: 200,
  rule: "jwks",
}));

const METHODS: ContractCase[] = [
  {
    items: ["B"],
    title: "an absolute address of another name is not let in by a good host",
    act: arrive("http://evil.example/api/v2/users", "localhost"),
    status: 403,
    rule: "api-host-refused",
    headers: USUAL,
  },
  {
    items: ["B"],
    title: "a method that no Request can have",
    act: arrive("/oauth/token", "localhost", "TRACE"),
    status: 405,
    rule: "page-method-refused",
    headers: { ...USUAL, Allow: /^GET, HEAD, POST, PATCH, DELETE, OPTIONS$/ },
  },
];

const OPTIONS = [
  "/",
  "/nothing",
  "/authorize",
  "/u/login",
  "/v2/logout",
  "/.well-known/jwks.json",
  "/.well-known/openid-configuration",
  "/oauth/token",
  "/userinfo",
  "/api/v2/users",
].flatMap((path): ContractCase[] =>
  [undefined, "https://evil.example"].map((origin): ContractCase => ({
    items: ["E37"],
    title: `OPTIONS ${path} from ${origin ?? "no page"} gives away nothing that was sent`,
    act: (world) =>
      send(world, path, {
        method: "OPTIONS",
        headers: {
          "Access-Control-Request-Headers": "X-Evil",
          ...(origin === undefined
            ? {}
            : { Origin: origin, "Access-Control-Request-Method": "PUT" }),
        },
      }),
    status: 204,
    rule: "preflight",
    headers: {
      "X-Content-Type-Options": /^nosniff$/,
      "X-LinkLab-Request": /^\d+$/,
      "Access-Control-Allow-Origin": path.startsWith("/.well-known/") ? /^\*$/ : null,
      "Access-Control-Allow-Headers":
        path.startsWith("/.well-known/") && origin !== undefined
          ? /^Auth0-Client, Content-Type$/
          : null,
    },
    changes: false,
  })),
);

const FAR: ContractCase = {
  items: ["E37"],
  title: "OPTIONS lets a page of the app read nothing more than it may",
  act: (world) =>
    send(world, "/oauth/token", { method: "OPTIONS", headers: { Origin: APP_ORIGIN } }),
  status: 204,
  rule: "preflight",
  headers: { "Access-Control-Allow-Credentials": null, Allow: /OPTIONS/ },
  changes: false,
};

/** Who comes in, by which name and with what, and that nobody is answered outside of the rules. */
export const GATE_CASES: readonly ContractCase[] = [
  ...names,
  ...CONTROL,
  ...targets,
  ...taken,
  ...METHODS,
  ...OPTIONS,
  FAR,
];
