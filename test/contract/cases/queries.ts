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
    "users?per_page=0",
    "users?per_page=abc",
    "users?search_engine=v2",
    "connections?per_page=0",
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
