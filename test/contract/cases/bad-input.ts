import { ADA, APP_ORIGIN, clientToken } from "#test/support/tenant.ts";
import { accessToken, control, send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

type Decision = Pick<ContractCase, "status" | "rule">;

/** How a body is refused at `/oauth/token`, at the Management API and at the control API. */
const VERDICTS = {
  large: {
    token: { status: 413, rule: "body-over-limit" },
    api: { status: 413, rule: "body-too-large" },
    control: { status: 413, rule: null },
  },
  malformed: {
    token: { status: 400, rule: "body-unreadable" },
    api: { status: 400, rule: "body-malformed" },
    control: { status: 400, rule: null },
  },
  invalid: {
    token: { status: 400, rule: "body-unreadable" },
    api: { status: 400, rule: "body-invalid" },
    control: { status: 400, rule: null },
  },
  type: {
    token: { status: 400, rule: "body-unreadable" },
    api: { status: 415, rule: "body-type" },
    control: { status: 415, rule: null },
  },
  repeated: {
    token: { status: 400, rule: "parameter-repeated" },
    api: { status: 400, rule: "body-invalid" },
    control: { status: 415, rule: null },
  },
} as const satisfies Record<string, Record<"token" | "api" | "control", Decision>>;

/** Title, Content-Type, body. */
const BODIES: [string, string, string | Uint8Array<ArrayBuffer>, keyof typeof VERDICTS][] = [
  ["more than 100 KB of JSON", JSON_TYPE, `{"a":"${"x".repeat(102_400)}"}`, "large"],
  ["more than 100 KB that are no JSON", JSON_TYPE, "x".repeat(102_401), "large"],
  ["malformed JSON", JSON_TYPE, '{"a":', "malformed"],
  ["no body", JSON_TYPE, "", "malformed"],
  ["a depth bomb of objects", JSON_TYPE, nested(2000), "invalid"],
  ["a depth bomb of lists", JSON_TYPE, "[".repeat(2000) + "]".repeat(2000), "invalid"],
  ["a list", JSON_TYPE, "[]", "invalid"],
  ["null", JSON_TYPE, "null", "invalid"],
  ["bytes that are not UTF-8", JSON_TYPE, new Uint8Array([0x7b, 0xff, 0x7d]), "malformed"],
  ["a __proto__ key", JSON_TYPE, '{"__proto__":{"grant_type":"x"}}', "invalid"],
  [
    "a __proto__ key in metadata",
    JSON_TYPE,
    '{"user_metadata":{"a":{"__proto__":{"x":1}}}}',
    "invalid",
  ],
  ["XML", "application/xml", "<a/>", "type"],
  ["text that is JSON", "text/plain", "{}", "type"],
  ["a form with a field twice", FORM_TYPE, "grant_type=a&grant_type=b", "repeated"],
];

type Target = [
  where: string,
  method: string,
  path: string,
  headersFor: (world: World) => Promise<Record<string, string>>,
  column: "token" | "api" | "control",
];
const TARGETS: Target[] = [
  ["the token endpoint", "POST", "/oauth/token", async () => ({}), "token"],
  [
    "PATCH /users",
    "PATCH",
    `/api/v2/users/${encodeURIComponent(ADA.password)}`,
    async ({ tenant }) => ({ Authorization: `Bearer ${await clientToken(tenant)}` }),
    "api",
  ],
  ["the control API", "POST", "/_linklab/users", async () => ({ Origin: APP_ORIGIN }), "control"],
];

const everywhere: ContractCase[] = BODIES.flatMap(([title, type, body, verdict]) =>
  TARGETS.map(([where, method, path, headersFor, column]): ContractCase => ({
    items: ["B", "E35"],
    title: `${where} refuses ${title}`,
    given: headersFor,
    act: (world, headers) =>
      send(world, path, { method, body, headers: { ...headers, "Content-Type": type } }),
    ...VERDICTS[verdict][column],
    text: /^(?!.* at .*:\d+:\d+)/s,
  })),
);

const OTHERS: ContractCase[] = [
  {
    items: ["B", "E35"],
    title: "POST identities takes a form, and no field twice",
    given: async (world) => ({ Authorization: `Bearer ${await accessToken(world)}` }),
    act: (world, headers) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}/identities`, {
        method: "POST",
        headers: { ...headers, "Content-Type": FORM_TYPE },
        body: "link_with=a&link_with=b",
      }),
    status: 400,
    rule: "body-invalid",
  },
  {
    items: ["B", "E36"],
    title: "constructor.prototype is data and pollutes nothing",
    given: async ({ tenant }) => ({ Authorization: `Bearer ${await clientToken(tenant)}` }),
    act: (world, headers) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}`, {
        method: "PATCH",
        headers: { ...headers, "Content-Type": JSON_TYPE },
        body: '{"user_metadata":{"constructor":{"prototype":{"polluted":1}}}}',
      }),
    status: 200,
    rule: "user-updated",
    afterwards: async () => [Number("polluted" in {})],
    shows: [0],
  },
  {
    items: ["B", "E36"],
    title: "__proto__ is a property too many, and makes nobody",
    given: async ({ tenant }) => ({ Authorization: `Bearer ${await clientToken(tenant)}` }),
    act: (world, headers) =>
      send(world, "/api/v2/users", {
        method: "POST",
        headers: { ...headers, "Content-Type": JSON_TYPE },
        body: '{"__proto__":{}}',
      }),
    status: 400,
    rule: "body-invalid",
    message: "Payload validation error: 'Additional properties not allowed: __proto__'.",
  },
  {
    items: ["B", "E36"],
    title: "__proto__ pollutes nothing",
    act: (world) =>
      send(world, "/_linklab/mint", {
        method: "POST",
        headers: { Origin: APP_ORIGIN, "Content-Type": JSON_TYPE },
        body: '{"claims":{"__proto__":{"polluted":1}}}',
      }),
    status: 400,
    rule: null,
    body: { error: "body-invalid", detail: "It has a member __proto__." },
    afterwards: async () => [Number("polluted" in {})],
    shows: [0],
  },
  {
    items: ["B"],
    title: "a login form that is JSON is refused",
    act: (world) =>
      send(world, "/u/login", {
        method: "POST",
        headers: { "Content-Type": JSON_TYPE },
        body: "{}",
      }),
    status: 400,
    rule: "form-unreadable",
  },
  {
    items: ["B", "E35"],
    title: "a login form of more than 100 KB is refused",
    act: (world) =>
      send(world, "/u/login", {
        method: "POST",
        headers: { "Content-Type": FORM_TYPE },
        body: `username=${"x".repeat(102_400)}`,
      }),
    status: 413,
    rule: "page-too-large",
  },
  {
    items: ["B", "E35"],
    title: "a login form with a field twice is refused",
    act: (world) =>
      send(world, "/u/login", {
        method: "POST",
        headers: { "Content-Type": FORM_TYPE },
        body: "state=a&state=b",
      }),
    status: 400,
    rule: "request-repeated",
  },
  {
    items: ["B"],
    title: "an authorization header that is no token is refused",
    act: (world) =>
      send(world, `/api/v2/users/${encodeURIComponent(ADA.password)}`, {
        headers: { Authorization: "Basic YTpi" },
      }),
    status: 400,
    rule: "token-malformed",
  },
];

/** Requests to the control API that must not get through: headers, and the refusal. */
const STRANGERS: [string, Record<string, string>, string][] = [
  ["another site", { Origin: "https://evil.example" }, "origin-refused"],
  ["no site", { Origin: "null" }, "origin-refused"],
  ["the tenant's own pages", { Origin: "http://localhost:5180" }, "origin-refused"],
  ["an image on another site", { "Sec-Fetch-Site": "cross-site" }, "origin-refused"],
];

const guarded: ContractCase[] = STRANGERS.map(([title, headers, error]) => ({
  items: ["B", "E37"],
  title: `the control API refuses ${title}`,
  act: (world) => send(world, "/_linklab/snapshot", { headers }),
  status: 403,
  rule: null,
  body: { error },
  headers: { "Access-Control-Allow-Origin": null },
}));

const MISFITS: [string, object][] = [
  ["faults", { endpoint: "toString", kind: "failure" }],
  ["faults", { endpoint: "token", kind: "latency", milliseconds: 30_001 }],
  ["faults", { endpoint: "token", kind: "failure", count: 0 }],
  ["mint", { kind: "bare", surprise: 1 }],
  ["mint", { header: { crit: ["surprise"] } }],
  ["users", { connection: "github", email: "x" }],
];

const LIMITS: ContractCase[] = [
  {
    items: ["B"],
    title: "the control API holds 50 faults at most",
    given: async (world) => {
      const fault = { endpoint: "token", kind: "failure" };
      for (let count = 0; count < 50; count += 1) await control(world, "POST", "faults", fault);
      return {};
    },
    act: (world) => control(world, "POST", "faults", { endpoint: "token", kind: "failure" }),
    status: 409,
    rule: null,
    body: { error: "limit-reached" },
  },
  ...MISFITS.map(([path, body]): ContractCase => ({
    items: ["B"],
    title: `the control API refuses ${JSON.stringify(body)}`,
    act: (world) => control(world, "POST", path, body),
    status: 400,
    rule: null,
    body: { error: "body-invalid" },
  })),
];

/** Input that nobody sends by accident. */
export const BAD_INPUT_CASES: readonly ContractCase[] = [
  ...everywhere,
  ...OTHERS,
  ...guarded,
  ...LIMITS,
];
