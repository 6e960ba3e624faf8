import { ada, appOrigin, clientToken } from "#emulator/testing.ts";
import { accessToken, control, send } from "./world.ts";
import type { ContractCase, World } from "./world.ts";

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const json = "application/json";
const form = "application/x-www-form-urlencoded";

/** Title, Content-Type, body, and the status at `/oauth/token`, the Management API and the control API. */
const bodies: [string, string, string | Uint8Array<ArrayBuffer>, number, number, number][] = [
  ["more than 100 KB of JSON", json, `{"a":"${"x".repeat(102_400)}"}`, 413, 413, 413],
  ["more than 100 KB that are no JSON", json, "x".repeat(102_401), 413, 413, 413],
  ["malformed JSON", json, '{"a":', 400, 400, 400],
  ["no body", json, "", 400, 400, 400],
  ["a depth bomb of objects", json, nested(10_000), 400, 400, 400],
  ["a depth bomb of lists", json, "[".repeat(10_000) + "]".repeat(10_000), 400, 400, 400],
  ["a list", json, "[]", 400, 400, 400],
  ["null", json, "null", 400, 400, 400],
  ["bytes that are not UTF-8", json, new Uint8Array([0x7b, 0xff, 0x7d]), 400, 400, 400],
  ["a __proto__ key", json, '{"__proto__":{"grant_type":"x"}}', 400, 400, 400],
  [
    "a __proto__ key in metadata",
    json,
    '{"user_metadata":{"a":{"__proto__":{"x":1}}}}',
    400,
    400,
    400,
  ],
  ["XML", "application/xml", "<a/>", 400, 415, 415],
  ["text that is JSON", "text/plain", "{}", 400, 415, 415],
  ["a form with a field twice", form, "grant_type=a&grant_type=b", 400, 415, 415],
];

type Target = [string, string, string, (world: World) => Promise<Record<string, string>>];
const targets: Target[] = [
  ["the token endpoint", "POST", "/oauth/token", async () => ({})],
  [
    "PATCH /users",
    "PATCH",
    `/api/v2/users/${encodeURIComponent(ada.password)}`,
    async ({ tenant }) => ({ Authorization: `Bearer ${await clientToken(tenant)}` }),
  ],
  ["the control API", "POST", "/_linklab/users", async () => ({ Origin: appOrigin })],
];

const everywhere: ContractCase[] = bodies.flatMap(([title, type, body, ...statuses]) =>
  targets.map(([where, method, path, headersFor], index): ContractCase => ({
    items: ["B", "E35"],
    title: `${where} refuses ${title}`,
    given: headersFor,
    act: (world, headers) =>
      send(world, path, { method, body, headers: { ...headers, "Content-Type": type } }),
    status: statuses[index] ?? 400,
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
    afterwards: async () => [Number("polluted" in {})],
    shows: [0],
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
    body: { error: "limit-reached" },
  },
  ...misfits.map(([path, body]): ContractCase => ({
    items: ["B"],
    title: `the control API refuses ${JSON.stringify(body)}`,
    act: (world) => control(world, "POST", path, body),
    status: 400,
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
