import { ada, appOrigin, clientToken } from "#test/support/tenant.ts";
import { accessToken, control, send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const json = "application/json";
const form = "application/x-www-form-urlencoded";

type Decision = Pick<ContractCase, "status" | "rule">;

/** How a body is refused at `/oauth/token`, at the Management API and at the control API. */
const verdicts = {
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
    api: { status: 415, rule: "body-type" },
    control: { status: 415, rule: null },
  },
} as const satisfies Record<string, Record<"token" | "api" | "control", Decision>>;

/** Title, Content-Type, body. */
const bodies: [string, string, string | Uint8Array<ArrayBuffer>, keyof typeof verdicts][] = [
  ["more than 100 KB of JSON", json, `{"a":"${"x".repeat(102_400)}"}`, "large"],
  ["more than 100 KB that are no JSON", json, "x".repeat(102_401), "large"],
  ["malformed JSON", json, '{"a":', "malformed"],
  ["no body", json, "", "malformed"],
  ["a depth bomb of objects", json, nested(10_000), "invalid"],
  ["a depth bomb of lists", json, "[".repeat(10_000) + "]".repeat(10_000), "invalid"],
  ["a list", json, "[]", "invalid"],
  ["null", json, "null", "invalid"],
  ["bytes that are not UTF-8", json, new Uint8Array([0x7b, 0xff, 0x7d]), "malformed"],
  ["a __proto__ key", json, '{"__proto__":{"grant_type":"x"}}', "invalid"],
  ["a __proto__ key in metadata", json, '{"user_metadata":{"a":{"__proto__":{"x":1}}}}', "invalid"],
  ["XML", "application/xml", "<a/>", "type"],
  ["text that is JSON", "text/plain", "{}", "type"],
  ["a form with a field twice", form, "grant_type=a&grant_type=b", "repeated"],
];

type Target = [
  where: string,
  method: string,
  path: string,
  headersFor: (world: World) => Promise<Record<string, string>>,
  column: "token" | "api" | "control",
];
const targets: Target[] = [
  ["the token endpoint", "POST", "/oauth/token", async () => ({}), "token"],
  [
    "PATCH /users",
    "PATCH",
    `/api/v2/users/${encodeURIComponent(ada.password)}`,
    async ({ tenant }) => ({ Authorization: `Bearer ${await clientToken(tenant)}` }),
    "api",
  ],
  ["the control API", "POST", "/_linklab/users", async () => ({ Origin: appOrigin }), "control"],
];

const everywhere: ContractCase[] = bodies.flatMap(([title, type, body, verdict]) =>
  targets.map(([where, method, path, headersFor, column]): ContractCase => ({
    items: ["B", "E35"],
    title: `${where} refuses ${title}`,
    given: headersFor,
    act: (world, headers) =>
      send(world, path, { method, body, headers: { ...headers, "Content-Type": type } }),
    ...verdicts[verdict][column],
    text: /^(?!.* at .*:\d+:\d+)/s,
  })),
);

const others: ContractCase[] = [
  {
    items: ["B", "E35"],
    title: "POST identities takes a form, and no field twice",
    given: async (world) => ({ Authorization: `Bearer ${await accessToken(world)}` }),
    act: (world, headers) =>
      send(world, `/api/v2/users/${encodeURIComponent(ada.password)}/identities`, {
        method: "POST",
        headers: { ...headers, "Content-Type": form },
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
      send(world, `/api/v2/users/${encodeURIComponent(ada.password)}`, {
        method: "PATCH",
        headers: { ...headers, "Content-Type": json },
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
        headers: { ...headers, "Content-Type": json },
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
        headers: { Origin: appOrigin, "Content-Type": json },
        body: '{"claims":{"__proto__":{"polluted":1}}}',
      }),
    status: 400,
    rule: null,
    body: { error: "body-invalid", detail: "prototype" },
    afterwards: async () => [Number("polluted" in {})],
    shows: [0],
  },
  {
    items: ["B"],
    title: "a login form that is JSON is refused",
    act: (world) =>
      send(world, "/u/login", { method: "POST", headers: { "Content-Type": json }, body: "{}" }),
    status: 400,
    rule: "form-unreadable",
  },
  {
    items: ["B", "E35"],
    title: "a login form of more than 100 KB is refused",
    act: (world) =>
      send(world, "/u/login", {
        method: "POST",
        headers: { "Content-Type": form },
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
        headers: { "Content-Type": form },
        body: "state=a&state=b",
      }),
    status: 400,
    rule: "request-repeated",
  },
  {
    items: ["B"],
    title: "an authorization header that is no token is refused",
    act: (world) =>
      send(world, `/api/v2/users/${encodeURIComponent(ada.password)}`, {
        headers: { Authorization: "Basic YTpi" },
      }),
    status: 400,
    rule: "token-malformed",
  },
];

/** Requests to the control API that must not get through: headers, and the refusal. */
const strangers: [string, Record<string, string>, string][] = [
  ["another site", { Origin: "https://evil.example" }, "origin-refused"],
  ["no site", { Origin: "null" }, "origin-refused"],
  ["the tenant's own pages", { Origin: "http://localhost:5180" }, "origin-refused"],
  ["an image on another site", { "Sec-Fetch-Site": "cross-site" }, "origin-refused"],
];

const guarded: ContractCase[] = strangers.map(([title, headers, error]) => ({
  items: ["B", "E37"],
  title: `the control API refuses ${title}`,
  act: (world) => send(world, "/_linklab/snapshot", { headers }),
  status: 403,
  rule: null,
  body: { error },
  headers: { "Access-Control-Allow-Origin": null },
}));

const misfits: [string, object][] = [
  ["faults", { endpoint: "toString", kind: "failure" }],
  ["faults", { endpoint: "token", kind: "latency", milliseconds: 30_001 }],
  ["faults", { endpoint: "token", kind: "failure", count: 0 }],
  ["mint", { kind: "bare", surprise: 1 }],
  ["mint", { header: { crit: ["surprise"] } }],
  ["users", { connection: "github", email: "x" }],
];

const limits: ContractCase[] = [
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
  ...misfits.map(([path, body]): ContractCase => ({
    items: ["B"],
    title: `the control API refuses ${JSON.stringify(body)}`,
    act: (world) => control(world, "POST", path, body),
    status: 400,
    rule: null,
    body: { error: "body-invalid" },
  })),
];

/** Input that nobody sends by accident. */
export const badInputCases: readonly ContractCase[] = [
  ...everywhere,
  ...others,
  ...guarded,
  ...limits,
];
