import { ready, send } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const list =
  (query: string) =>
  (world: World, { client = "" }: Given) =>
    send(world, `/api/v2/connections?fields=name&${query}`, {
      headers: { Authorization: `Bearer ${client}` },
    });

const DATABASE = { name: "Username-Password-Authentication" };
const GOOGLE = { name: "google-oauth2" };
const GITHUB = { name: "github" };
const SECOND = { name: "google-second" };

const CHECKPOINTS: [query: string, body: object, text: RegExp][] = [
  ["take=50", { connections: [DATABASE, GOOGLE, GITHUB, SECOND] }, /^(?!.*next)/],
  ["take=2", { connections: [DATABASE, GOOGLE], next: "con_LinkLabGitHub001" }, /next/],
  [
    "take=1&from=con_LinkLabGitHub001",
    { connections: [GITHUB], next: "con_EmptyGoogle00001" },
    /next/,
  ],
  ["from=con_EmptyGoogle00001", { connections: [SECOND] }, /^(?!.*next)/],
  ["take=50&strategy=github", { connections: [GITHUB] }, /^(?!.*next)/],
];

/** How SDKs ask for the list of connections. */
export const CONNECTION_CASES: readonly ContractCase[] = [
  ...CHECKPOINTS.map(([query, body, text]): ContractCase => ({
    items: ["T"],
    title: `${query} lists from a checkpoint on`,
    given: ready,
    act: list(query),
    status: 200,
    rule: "connections-checkpoint",
    body,
    text,
  })),
  {
    items: ["T"],
    title: "strategy twice lists the connections of both",
    given: ready,
    act: list("strategy=github&strategy=auth0"),
    status: 200,
    rule: "connections-listed",
    body: [DATABASE, GITHUB],
  },
  ...(
    [
      ["take=0", "Value 0 is not between 1 and 100 on take"],
      ["take=101", "Value 101 is not between 1 and 100 on take"],
      ["from=nowhere", "No connection is at the checkpoint nowhere of from"],
      ["name=github&name=github", "Property included more than once: name"],
    ] as const
  ).map(([query, reason]): ContractCase => ({
    items: ["T", "B"],
    title: `${query} is refused`,
    given: ready,
    act: list(query),
    status: 400,
    rule: "query-invalid",
    message: `Query validation error: '${reason}'.`,
  })),
];
