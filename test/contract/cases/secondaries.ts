import { ada, mallory } from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import type { Item } from "#test/contract/items.ts";
import {
  accessToken,
  idToken,
  link,
  mint,
  readUser,
  ready,
  tampered,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const secondaries: [
  readonly [Item, ...Item[]],
  string,
  (world: World) => Promise<string>,
  RuleId,
][] = [
  [
    ["A8", "E31"],
    "HS256",
    (world) => idToken(world, { algorithm: "HS256" }),
    "link-with-algorithm",
  ],
  [
    ["A8", "E31"],
    "another issuer",
    (world) => idToken(world, { claims: { iss: "http://localhost:9/" } }),
    "link-with-issuer",
  ],
  [
    ["A8"],
    "an audience that is no application",
    (world) => idToken(world, { claims: { aud: "nobody" } }),
    "link-with-audience",
  ],
  [
    ["A8", "E31"],
    "another application's audience",
    (world) => idToken(world, { client_id: "linklab-other" }),
    "link-with-azp",
  ],
  [
    ["A8"],
    "no subject",
    (world) => idToken(world, { claims: { sub: null } }),
    "link-with-no-subject",
  ],
  [
    ["A8"],
    "an odd subject",
    (world) => idToken(world, { claims: { sub: "ada" } }),
    "link-with-subject",
  ],
  [
    ["A8", "E31"],
    "a subject that was deleted",
    (world) => idToken(world, { claims: { sub: "github|0" } }),
    "link-secondary-unknown",
  ],
  [
    ["A8", "E31"],
    "an end in the past",
    (world) => idToken(world, { lifetime: -1 }),
    "link-with-invalid",
  ],
  [
    ["A8"],
    "a changed signature",
    async (world) => tampered(await idToken(world)),
    "link-with-invalid",
  ],
  [["A8"], "a key of nobody", (world) => idToken(world, { key: "stranger" }), "link-with-invalid"],
  [
    ["A8", "E31"],
    "oneself",
    (world) => idToken(world, { user_id: ada.password }),
    "link-same-identity",
  ],
  [
    ["E30", "E31"],
    "an access token",
    (world) => accessToken(world, { user_id: ada.google }),
    "link-with-audience",
  ],
  [["E31"], "no token", async () => "x", "link-with-invalid"],
  [
    ["E42"],
    "another tenant's ID token",
    ({ other }) => mint({ tenant: other }, { kind: "id_token", user_id: ada.google }),
    "link-with-issuer",
  ],
];

const refusedLinks: ContractCase[] = secondaries.map(([items, title, make, rule]) => ({
  items,
  title: `link_with of ${title} links nothing`,
  given: async (world) => ({ token: await accessToken(world), link_with: await make(world) }),
  act: (world, { token = "", link_with = "" }) => link(world, token, { link_with }),
  status: 400,
  body: { statusCode: 400, error: "Bad Request" },
  rule,
}));

const named = { provider: "google-oauth2", user_id: "115015401343387192604" };

/** Bodies of an application that may link anybody. */
const misnamed: [Item, body: object, status: number, RuleId][] = [
  ["A8", { user_id: named.user_id }, 400, "connection-unknown"],
  ["A8", { ...named, provider: "facebook" }, 400, "connection-unknown"],
  ["A8", { ...named, connection_id: "con_LinkLabGitHub001" }, 400, "connection-unknown"],
  ["A8", { ...named, user_id: "0" }, 400, "link-identity-unknown"],
  ["A8", { ...named, user_id: ada.github }, 400, "link-identity-unknown"],
  ["A8", { provider: "auth0", user_id: ada.password }, 400, "link-same-identity"],
  ["B", {}, 400, "body-invalid"],
  ["B", { provider: "google-oauth2" }, 400, "body-invalid"],
  ["B", { ...named, provider: "nobody" }, 400, "body-invalid"],
  ["B", { ...named, connection_id: "con_x" }, 400, "body-invalid"],
  ["B", { ...named, user_id: "" }, 400, "body-invalid"],
  ["B", { ...named, user_id: 1.5 }, 400, "body-invalid"],
  ["B", { ...named, link_with: "x" }, 400, "body-invalid"],
  ["B", { ...named, surprise: 1 }, 400, "body-invalid"],
  ["B", { link_with: "" }, 400, "body-invalid"],
  ["B", { link_with: 1 }, 400, "body-invalid"],
];

const refusedNames: ContractCase[] = misnamed.map(([item, body, status, rule]) => ({
  items: [item],
  title: `${JSON.stringify(body)} links nothing`,
  given: ready,
  act: (world, { client = "" }) => link(world, client, body),
  status,
  rule,
}));

const ids: [string, number][] = [
  [encodeURIComponent(mallory), 403],
  [mallory, 403],
  ["auth0|..%2f5a620d29a840170a9ef43672", 403],
  ["auth0%257C5a620d29a840170a9ef43672", 400],
  [`${ada.password}%00`, 400],
  [`${ada.password}.`, 403],
  [`${ada.password}%CC%81`, 403],
  [`${ada.password}%C3%A9`, 403],
  ["AUTH0|5a620d29a840170a9ef43672", 403],
  ["%ff", 400],
];

const owners: ContractCase[] = ids.flatMap(([id, status]): ContractCase[] => [
  {
    items: ["E32", "B"],
    title: `a link to ${id} is refused`,
    given: ready,
    act: (world, { token = "", idToken: link_with = "" }) => link(world, token, { link_with }, id),
    status,
    rule: status === 403 ? "subject-mismatch" : "user-id-format",
  },
  {
    items: ["E32", "B"],
    title: `a look at ${id} is refused`,
    given: ready,
    act: (world, { token = "" }) => readUser(world, token, id),
    status,
    rule: status === 403 ? "subject-mismatch" : "user-id-format",
  },
]);

/** Secondary accounts that are not linked, and accounts that are not one's own. */
export const secondaryCases: readonly ContractCase[] = [
  ...refusedLinks,
  ...refusedNames,
  ...owners,
];
