import { decodeProtectedHeader } from "jose";
import { ADA, MALLORY } from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import type { Item } from "#test/contract/items.ts";
import {
  accessToken,
  idToken,
  link,
  loosened,
  mint,
  readUser,
  ready,
  tampered,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

/** What the API says, word for word. */
const WORDS: Partial<Record<RuleId, string>> = {
  "link-with-algorithm": "JWT (link_with) must have an alg of RS256",
  "link-with-issuer": "JWT (link_with) must have the same issuer as the calling user",
  "link-with-audience": "JWT (link_with) contains an invalid aud claim",
  "link-with-audience-list": "JWT (link_with) contains an invalid aud claim",
  "link-with-odd": "Invalid token (link_with)",
  "link-with-azp":
    "JWT (link_with) must have an aud claim that matches that of the calling token's azp",
  "link-with-no-subject": "JWT (link_with) must contains sub claim",
  "link-with-subject": "JWT (link_with) contains an invalid sub claim",
  "link-with-invalid": "Invalid token (link_with)",
  "link-secondary-unknown": "Provided secondary account not found",
  "link-same-identity": "Main identity and the new one are the same.",
  "link-identity-unknown": "Linking to an inexistent identity is not allowed.",
  "connection-unknown": "The provider/connection is not configured.",
  "subject-mismatch": "User to be acted on does not match subject in bearer token.",
};

const SECONDARIES: [
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
    (world) => idToken(world, { user_id: ADA.password }),
    "link-same-identity",
  ],
  [
    ["E30", "E31"],
    "an access token",
    (world) => accessToken(world, { user_id: ADA.google }),
    "link-with-audience",
  ],
  [
    ["E30", "E31"],
    "an access token for an API that is named as the application",
    (world) => accessToken(world, { user_id: ADA.google, claims: { aud: "linklab-spa" } }),
    "link-with-audience",
  ],
  [["E31"], "no token", async () => "x", "link-with-invalid"],
  [
    ["E31"],
    "__proto__ as kid",
    (world) => idToken(world, { header: { kid: "__proto__" } }),
    "link-with-invalid",
  ],
  [
    ["E31"],
    "an embedded jwk",
    (world) => idToken(world, { header: { jwk: { kty: "RSA" } } }),
    "link-with-odd",
  ],
  [
    ["E31"],
    "an issue time 40 days ahead",
    (world) => idToken(world, { claims: { iat: world.time.now / 1000 + 40 * 86_400 } }),
    "link-with-odd",
  ],
  [
    ["E31"],
    "a last character with bits that encode nothing",
    async (world) => loosened(await idToken(world)),
    "link-with-odd",
  ],
  [["E31"], "a blank at its end", async (world) => `${await idToken(world)} `, "link-with-invalid"],
  [["E31"], "padding", async (world) => `${await idToken(world)}==`, "link-with-invalid"],
  [
    ["A8"],
    "a list of one application",
    (world) => idToken(world, { claims: { aud: ["linklab-spa"] } }),
    "link-with-audience-list",
  ],
  [
    ["A8"],
    "a subject that is a number",
    (world) => idToken(world, { claims: { sub: 1_815_121 } }),
    "link-with-subject",
  ],
  [
    ["E31"],
    "a key of nobody under the tenant's kid",
    async (world) => {
      const { kid } = decodeProtectedHeader(await idToken(world));
      return idToken(world, { key: "stranger", header: { kid } });
    },
    "link-with-invalid",
  ],
  [
    ["E42"],
    "another tenant's ID token",
    ({ other }) => mint({ tenant: other }, { kind: "id_token", user_id: ADA.google }),
    "link-with-issuer",
  ],
];

const refusedLinks: ContractCase[] = SECONDARIES.map(([items, title, make, rule]) => ({
  items,
  title: `link_with of ${title} links nothing`,
  given: async (world) => ({ token: await accessToken(world), link_with: await make(world) }),
  act: (world, { token = "", link_with = "" }) => link(world, token, { link_with }),
  status: 400,
  body: { statusCode: 400, error: "Bad Request" },
  message: WORDS[rule],
  rule,
}));

const NAMED = { provider: "google-oauth2", user_id: "115015401343387192604" };

/** Bodies of an application that may link anybody. */
const MISNAMED: [Item, body: unknown, RuleId, reason?: string][] = [
  ["A8", { user_id: NAMED.user_id }, "connection-unknown"],
  ["A8", { ...NAMED, provider: "facebook" }, "connection-unknown"],
  ["A8", { ...NAMED, connection_id: "con_LinkLabGitHub001" }, "connection-unknown"],
  ["A8", { ...NAMED, user_id: "0" }, "link-identity-unknown"],
  ["A8", { ...NAMED, user_id: ADA.github }, "link-identity-unknown"],
  ["A8", { provider: "auth0", user_id: ADA.password }, "link-same-identity"],
  ["B", {}, "body-invalid", "Too few properties defined (0), minimum 1"],
  ["B", { provider: "google-oauth2" }, "body-invalid", "Missing required property: user_id"],
  [
    "B",
    { ...NAMED, provider: "nobody" },
    "body-invalid",
    'No enum match for: "nobody" on property provider',
  ],
  [
    "B",
    { ...NAMED, connection_id: "con_x" },
    "body-invalid",
    "String does not match pattern ^con_[A-Za-z0-9]{16}$ on property connection_id",
  ],
  [
    "B",
    { ...NAMED, user_id: "" },
    "body-invalid",
    "String is too short (0 chars), minimum 1 on property user_id",
  ],
  [
    "B",
    { ...NAMED, user_id: 1.5 },
    "body-invalid",
    "Expected type string or integer but found type number on property user_id",
  ],
  [
    "B",
    // One more is the same number: who sends that must not link this.
    { ...NAMED, user_id: 2 ** 53 },
    "body-invalid",
    "Expected type string or integer but found type number on property user_id",
  ],
  [
    "B",
    { ...NAMED, link_with: "x" },
    "body-invalid",
    "link_with cannot be sent together with provider, user_id",
  ],
  ["B", { ...NAMED, surprise: 1 }, "body-invalid", "Additional properties not allowed: surprise"],
  ["B", [], "body-invalid", "Expected type object but found type array"],
  [
    "B",
    { link_with: "" },
    "body-invalid",
    "String is too short (0 chars), minimum 1 on property link_with",
  ],
  [
    "B",
    { link_with: 1 },
    "body-invalid",
    "Expected type string but found type integer on property link_with",
  ],
];

const refusedNames: ContractCase[] = MISNAMED.map(([item, body, rule, reason]) => ({
  items: [item],
  title: `${JSON.stringify(body)} links nothing`,
  given: ready,
  act: (world, { client = "" }) => link(world, client, body),
  status: 400,
  rule,
  message: reason === undefined ? WORDS[rule] : `Payload validation error: '${reason}'.`,
}));

const strangersToken: ContractCase = {
  items: ["A8", "E31"],
  title: "an application does not link by an ID token of another application",
  given: ready,
  act: (world, { client = "", idToken: link_with = "" }) => link(world, client, { link_with }),
  status: 400,
  rule: "link-with-audience",
  message: "JWT (link_with) contains an invalid aud claim",
};

const IDS: [string, number][] = [
  [encodeURIComponent(MALLORY), 403],
  [MALLORY, 403],
  ["auth0|..%2f5a620d29a840170a9ef43672", 403],
  ["auth0%257C5a620d29a840170a9ef43672", 400],
  [`${ADA.password}%00`, 400],
  [`${ADA.password}.`, 403],
  [`${ADA.password}%CC%81`, 403],
  [`${ADA.password}%C3%A9`, 403],
  ["AUTH0|5a620d29a840170a9ef43672", 403],
  ["auth0%257C5a620d29a840170a9ef43672|x", 403],
  [`${ADA.password}e\u0301`, 403],
  ["ada", 400],
  ["%00", 400],
  ["%zz", 400],
  ["%ff", 400],
];

const refusedBy = (status: number) =>
  status === 403
    ? { rule: "subject-mismatch" as const, message: WORDS["subject-mismatch"] }
    : { rule: "user-id-format" as const };

const owners: ContractCase[] = IDS.flatMap(([id, status]): ContractCase[] => [
  {
    items: ["E32", "B"],
    title: `a link to ${id} is refused`,
    given: ready,
    act: (world, { token = "", idToken: link_with = "" }) => link(world, token, { link_with }, id),
    status,
    ...refusedBy(status),
  },
  {
    items: ["E32", "B"],
    title: `a look at ${id} is refused`,
    given: ready,
    act: (world, { token = "" }) => readUser(world, token, id),
    status,
    ...refusedBy(status),
  },
]);

/** Secondary accounts that are not linked, and accounts that are not one's own. */
export const SECONDARY_CASES: readonly ContractCase[] = [
  ...refusedLinks,
  ...refusedNames,
  strangersToken,
  ...owners,
];
