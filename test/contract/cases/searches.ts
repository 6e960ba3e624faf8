import * as v from "valibot";
import { ADA, callApi, clientToken } from "#test/support/tenant.ts";
import { control, link, logInForTokens } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";
import {
  PLANTED,
  REFUSED_SEARCHES,
  SEARCHED,
  SEARCHES,
  SORTS,
  UNSEARCHED,
} from "#test/contract/searches.ts";

const usersSchema = v.array(v.looseObject({ user_id: v.string() }));

async function plantAll(world: World): Promise<Given> {
  await control(world, "PUT", "rate-limit", { burst: 1000, per_second: 1000 });
  await logInForTokens(world);
  const client = await clientToken(world.tenant);
  await link(world, client, { provider: "github", user_id: "1815121" });
  for (const user of PLANTED) await control(world, "POST", "users", user);
  return { client };
}

const list = ({ tenant }: World, { client = "" }: Given, query: Record<string, string>) =>
  callApi(tenant, "GET", `users?${new URLSearchParams(query)}`, client);

/** The letters of the users that come back; the answer as it is when none do. */
async function lettersOf(response: Response): Promise<string> {
  const answer: unknown = await response.json();
  const users = v.safeParse(usersSchema, answer);
  if (!users.success) return JSON.stringify(answer);
  const found = users.output.map(({ user_id }) =>
    Object.entries(SEARCHED).find(([, id]) => id === user_id),
  );
  return found.map((entry) => entry?.[0] ?? "?").join("");
}

const searches = Object.entries(SEARCHES).map(([subject, queries]): ContractCase => ({
  items: ["A13"],
  title: `users are searched by ${subject}`,
  given: plantAll,
  act: (world, given) => list(world, given, { q: queries[0]?.[0] ?? "", search_engine: "v3" }),
  status: 200,
  rule: "users-listed",
  afterwards: async (world, given) => {
    const found: string[] = [];
    for (const [q] of queries)
      found.push(`${q} → ${await lettersOf(await list(world, given, { q }))}`);
    return found;
  },
  shows: queries.map(([q, letters]) => `${q} → ${letters}`),
}));

const refusals = REFUSED_SEARCHES.map(([q, reason]): ContractCase => ({
  items: ["A13"],
  title: `the search ${q.slice(0, 40)} is refused by name`,
  given: async ({ tenant }) => ({ client: await clientToken(tenant) }),
  act: (world, given) => list(world, given, { q }),
  status: 400,
  rule: "search-invalid",
  body: { errorCode: "invalid_query_string" },
  text: reason,
}));

const unsearched = UNSEARCHED.map((q): ContractCase => ({
  items: ["A13"],
  title: `the search ${q} asks for a field that is not searched`,
  given: async ({ tenant }) => ({ client: await clientToken(tenant) }),
  act: (world, given) => list(world, given, { q }),
  status: 400,
  rule: "query-unsupported",
  body: { errorCode: "invalid_query_string" },
}));

const sorts: ContractCase = {
  items: ["A13"],
  title: "users are sorted, those without the field last",
  given: plantAll,
  act: (world, given) => list(world, given, { sort: "email:1" }),
  status: 200,
  rule: "users-listed",
  afterwards: async (world, given) => {
    const found: string[] = [];
    for (const [sort] of SORTS)
      found.push(`${sort} → ${await lettersOf(await list(world, given, { sort }))}`);
    return found;
  },
  shows: SORTS.map(([sort, letters]) => `${sort} → ${letters}`),
};

const NO_TEXT = { toString: 1, valueOf: 1 };

/** Whoever plants a profile may put anything in it. This one has the id of one of the others. */
const sortsAnything: ContractCase = {
  items: ["A13"],
  title: "users whose field is no text, number or boolean are sorted as those without it",
  given: async (world) => {
    await control(world, "POST", "users", {
      connection: "github",
      user_id: "4711",
      email: "odd@example.com",
      profile: { name: NO_TEXT, picture: [NO_TEXT] },
    });
    return plantAll(world);
  },
  act: (world, given) => list(world, given, { sort: "name:1", fields: "user_id" }),
  status: 200,
  rule: "users-listed",
  afterwards: async (world, given) => [
    await lettersOf(await list(world, given, { sort: "name:1" })),
    await lettersOf(await list(world, given, { sort: "picture:-1" })),
  ],
  shows: ["AGJMR", "JMAGR"],
};

const unsorted = ["email", "email:2", "app_metadata.plan:1", "identities.provider:1"].map(
  (sort): ContractCase => ({
    items: ["A13"],
    title: `the order ${sort} is refused`,
    given: async ({ tenant }) => ({ client: await clientToken(tenant) }),
    act: (world, given) => list(world, given, { sort }),
    status: 400,
    rule: "query-invalid",
    body: { errorCode: "invalid_query_string" },
  }),
);

const PAGES: readonly ContractCase[] = [
  {
    items: ["A13"],
    title: "older engines search no more",
    given: async ({ tenant }) => ({ client: await clientToken(tenant) }),
    act: (world, given) => list(world, given, { q: 'email:"a@b.c"', search_engine: "v2" }),
    status: 400,
    rule: "search-engine-old",
    body: { errorCode: "invalid_query_string" },
  },
  {
    items: ["A13"],
    title: "the last page of 1000 results is there",
    given: plantAll,
    act: (world, given) =>
      list(world, given, { page: "9", per_page: "100", include_totals: "true" }),
    status: 200,
    rule: "users-listed",
    body: { start: 900, limit: 100, length: 0, total: 5, users: [] },
  },
  {
    items: ["A13"],
    title: "no page goes beyond 1000 results",
    given: plantAll,
    act: (world, given) => list(world, given, { page: "10", per_page: "100" }),
    status: 400,
    rule: "paging-too-far",
    body: { errorCode: "invalid_paging" },
  },
  {
    items: ["A13"],
    title: "totals count what a search found, and fields choose what is shown of it",
    given: plantAll,
    act: (world, given) =>
      list(world, given, {
        q: "email:*@example.com",
        sort: "email:-1",
        per_page: "2",
        include_totals: "true",
        fields: "user_id",
      }),
    status: 200,
    rule: "users-listed",
    body: {
      start: 0,
      limit: 2,
      length: 2,
      total: 3,
      users: [{ user_id: SEARCHED.M }, { user_id: ADA.password }],
    },
  },
];

/** How users are searched, sorted and paged. */
export const SEARCH_CASES: readonly ContractCase[] = [
  ...searches,
  ...refusals,
  ...unsearched,
  sorts,
  sortsAnything,
  ...unsorted,
  ...PAGES,
];
