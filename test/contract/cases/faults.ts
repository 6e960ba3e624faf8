import { decodeProtectedHeader } from "jose";
import * as v from "valibot";
import { FAULT_KINDS } from "#emulator/control/faults.ts";
import { APP_ORIGIN } from "#test/support/tenant.ts";
import type { RuleId } from "#emulator/rules/tables.ts";
import { codeOf, control, exchangeCode, redirectWithCode, send } from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

/** Sets one fault. */
const withFault =
  (endpoint: string, kind: string) =>
  async (world: World): Promise<Record<string, string>> => {
    await control(world, "POST", "faults", { endpoint, kind, retry_after: 7 });
    return {};
  };

/** An address of each shape of refusal, its endpoint, and how it fails and limits. */
const SHAPES: [string, string, failure: RuleId, limit: RuleId][] = [
  ["/api/v2/users", "users", "api-failure", "rate-limit"],
  ["/userinfo", "userinfo", "oauth-failure", "too-many-requests"],
  ["/u/login", "login", "page-failure", "page-too-many"],
];

const refusals: ContractCase[] = SHAPES.flatMap(([path, endpoint, failure, limit]) => [
  {
    items: ["F", "A13"],
    title: `${path} fails when it is told to, once`,
    given: withFault(endpoint, "failure"),
    act: (world) => send(world, path),
    status: 500,
    rule: failure,
    text: /^(?!.* at .*:\d+:\d+)/s,
    changes: true,
    afterwards: async (world) => [(await send(world, path)).status < 500],
    shows: [true],
  },
  {
    items: ["F", "A12"],
    title: `${path} has too many requests when it is told to, once`,
    given: withFault(endpoint, "rate-limit"),
    act: (world) => send(world, path),
    status: 429,
    rule: limit,
    headers: { "Retry-After": /^7$/, "X-RateLimit-Remaining": /^0$/ },
    changes: true,
    afterwards: async (world) => [(await send(world, path)).status === 429],
    shows: [false],
  },
]);

const OTHERS: ContractCase[] = [
  ...(
    [
      ["/userinfo/", "userinfo"],
      ["/OAuth/Token", "token"],
      ["/v2/logout/", "logout"],
    ] as const
  ).flatMap(([path, endpoint]): ContractCase[] => [
    {
      items: ["F"],
      title: `a fault of ${endpoint} hits ${path}, too`,
      given: withFault(endpoint, "failure"),
      act: (world) => send(world, path),
      status: 500,
      rule: endpoint === "logout" ? "page-failure" : "oauth-failure",
      changes: true,
    },
    {
      items: ["F"],
      title: `a connection to ${path} is cut by a fault of ${endpoint}`,
      given: withFault(endpoint, "drop"),
      act: (world) => send(world, path),
      status: 0,
      rule: "dropped",
    },
  ]),
  {
    items: ["F"],
    title: "a connection is cut when it is told to be, once",
    given: withFault("discovery", "drop"),
    act: (world) => send(world, "/.well-known/openid-configuration"),
    status: 0,
    rule: "dropped",
    afterwards: async (world) => [(await send(world, "/.well-known/openid-configuration")).status],
    shows: [200],
  },
  {
    items: ["F", "E37"],
    title: "a registered origin cannot read an answer that lost its CORS headers",
    given: withFault("userinfo", "cors-off"),
    act: (world) => send(world, "/userinfo", { headers: { Origin: APP_ORIGIN } }),
    status: 401,
    rule: "userinfo-refused",
    headers: { "Access-Control-Allow-Origin": null },
    changes: true,
  },
  {
    items: ["F"],
    title: "an ID token is signed with HS256 when it is told to be",
    given: async (world) => {
      await withFault("token", "hs256")(world);
      return { code: await codeOf(redirectWithCode(world)) };
    },
    act: (world, { code = "" }) => exchangeCode(world, code),
    status: 200,
    rule: "token-code",
    afterwards: async (_, __, { id_token = "", access_token = "" }) => [
      decodeProtectedHeader(id_token).alg,
      decodeProtectedHeader(access_token).alg,
    ],
    shows: ["HS256", "RS256"],
  },
];

const offerSchema = v.object({
  host: v.record(v.string(), v.boolean()),
  faults: v.object({ kinds: v.array(v.string()) }),
});

/** What each kind of fault comes to where it is asked for, beside whether it was offered. */
async function tryFaults(world: World): Promise<unknown[]> {
  const asked = await control(world, "GET", "capabilities");
  const { faults } = v.parse(offerSchema, await asked.json());
  const outcomes = await Promise.all(
    FAULT_KINDS.map(async (kind) => {
      const answer = await control(world, "POST", "faults", { endpoint: "token", kind });
      const { error = "played" } = { ...(await answer.json()) };
      return (error === "played") === faults.kinds.includes(kind) ? [] : [`${kind}: ${error}`];
    }),
  );
  return outcomes.flat();
}

/** These hold whatever the host can do. */
const OFFERS: ContractCase[] = [
  {
    items: ["F"],
    title: "the control API tells what the host can do",
    act: (world) => control(world, "GET", "capabilities"),
    status: 200,
    rule: null,
    text: /"host":\{"cookies":(true|false),"own_origin":(true|false),"connections":(true|false),"program":(true|false)\}/,
  },
  {
    items: ["F"],
    title: "a fault is taken where it is offered, and refused where the host cannot play it",
    act: (world) => control(world, "GET", "faults"),
    status: 200,
    rule: null,
    changes: true,
    afterwards: tryFaults,
    shows: [],
  },
];

/** Faults that the control API sets. */
export const FAULT_CASES: readonly ContractCase[] = [...refusals, ...OTHERS, ...OFFERS];
