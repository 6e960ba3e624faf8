import { ADA, callApi } from "#test/support/tenant.ts";
import { ready } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const get =
  (path: string) =>
  ({ tenant }: World, { client = "" }: Given) =>
    callApi(tenant, "GET", path, client);

const LISTS: [path: string, part: object, text: RegExp][] = [
  ["users?connection=github", [{ user_id: ADA.github }], /github/],
  ["users?include_totals=true", { start: 0, limit: 50, length: 4 }, /users/],
  ["users?per_page=0", [], /^\[\]$/],
  ["users?per_page=0&include_totals=true", { users: [], length: 0, limit: 0, total: 4 }, /users/],
  ["users?primary_order=false&fields=user_id", [{}, {}, {}, {}], /user_id/],
  [
    "connections?include_totals=true&per_page=1&page=1",
    { start: 1, limit: 1, total: 4, connections: [{ name: "google-oauth2" }] },
    /^(?!.*"length")/,
  ],
  ["connections?per_page=0", [], /^\[\]$/],
  ["connections?name=github", [{ id: "con_LinkLabGitHub001" }], /github/],
  [
    "users?per_page=1&fields=user_id,email&include_fields=false",
    [{ given_name: "Ada" }],
    /^(?!.*"(email|user_id)":"[^"]*[@|])/,
  ],
];

/** What the parameters of a list choose. */
export const QUERY_CASES: readonly ContractCase[] = [
  ...LISTS.map(([path, body, text]): ContractCase => ({
    items: ["A13"],
    title: `${path} lists no more and no less`,
    given: ready,
    act: get(path),
    status: 200,
    rule: path.startsWith("users") ? "users-listed" : "connections-listed",
    body,
    text,
  })),
  ...[
    "users?per_page=-1",
    "users?per_page=abc",
    "users?per_page=101",
    "users?search_engine=v2",
    "users?fields=nope",
    "users?fields=email,nope&include_fields=false",
    "users-by-email?email=a@example.com&fields=enabled_clients",
    "connections?fields=email",
    "connections?per_page=101",
  ].map((path): ContractCase => ({
    items: ["A13"],
    title: `${path} is refused`,
    given: ready,
    act: get(path),
    status: 400,
    rule: "query-invalid",
  })),
  {
    items: ["A13"],
    title: "a connection is not read without a token",
    act: ({ tenant }) => callApi(tenant, "GET", "connections/con_LinkLabDatabase1"),
    status: 401,
    rule: "token-missing",
  },
];
