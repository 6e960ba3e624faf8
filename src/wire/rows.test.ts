import { expect, test } from "vitest";
import { buildLinkIdentityRequest } from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import type { WireEvent } from "./event.ts";
import { wireRows, type PlannedEvent } from "./rows.ts";
import { TENANT } from "#test/support/tokens.ts";
import { LINK_EVENT } from "#test/support/wire-events.ts";

const HOST = "http://localhost:5180";

function plan(method: string, path: string, answer = "200"): PlannedEvent {
  return { from: "app", to: "api", actor: "A", method, path, answer };
}

const PLAN = [
  plan("GET", "/api/v2/users/{id}"),
  plan("POST", "/api/v2/users/{id}/identities", "201 · identities"),
  plan("GET", "/api/v2/users/{id}"),
];

let id = 0;

function sent(method: string, path: string, change: Partial<WireEvent> = {}): WireEvent {
  return { ...LINK_EVENT, id: (id += 1), run: 7, method, url: `${HOST}${path}`, ...change };
}

const READ = () => sent("GET", "/api/v2/users/auth0%7C1");
const LINK = () => sent("POST", "/api/v2/users/auth0%7C1/identities");

function idsOf(events: readonly WireEvent[], underWay: number | null): string[] {
  return wireRows(events, PLAN, underWay).map((row) => row.id);
}

test("shows the plan before anything was sent", () => {
  expect(wireRows([], PLAN, null)).toMatchObject([
    { id: "plan-1", look: "planned", name: "GET …/users/{id}", answer: "200", event: null },
    { id: "plan-2", look: "planned", name: "POST …/identities", answer: "201 · identities" },
    { id: "plan-3", look: "planned", name: "GET …/users/{id}" },
  ]);
});

test("shows what happened, then the plan", () => {
  const event = sent("GET", "/.well-known/jwks.json");
  expect(idsOf([event], null)).toEqual([String(event.id), "plan-1", "plan-2", "plan-3"]);
});

test("takes out of the plan what the run under way has sent, one entry an event", () => {
  const events = [READ()];
  expect(idsOf(events, 7).slice(1)).toEqual(["plan-2", "plan-3"]);
  events.push(LINK());
  expect(idsOf(events, 7).slice(2)).toEqual(["plan-3"]);
  events.push(READ());
  expect(idsOf(events, 7).slice(3)).toEqual([]);
});

test("takes nothing out for an event that was not planned", () => {
  const events = [sent("GET", "/.well-known/jwks.json"), READ()];
  expect(idsOf(events, 7).slice(2)).toEqual(["plan-2", "plan-3"]);
});

test("keeps what was passed over, and takes nothing out twice", () => {
  expect(idsOf([LINK(), READ()], 7).slice(2)).toEqual(["plan-1"]);
  expect(idsOf([LINK()], 7).slice(1)).toEqual(["plan-1", "plan-3"]);
});

test("shows the whole plan again when the run is over", () => {
  expect(idsOf([READ(), LINK()], null).slice(2)).toEqual(["plan-1", "plan-2", "plan-3"]);
});

test("takes nothing out for an event of an earlier run", () => {
  const earlier = { ...READ(), run: 6 };
  expect(idsOf([earlier], 7).slice(1)).toEqual(["plan-1", "plan-2", "plan-3"]);
});

test("takes an attempt for sent, however it ended", () => {
  const failed = { ...READ(), state: "no-answer" as const };
  expect(idsOf([failed], 7).slice(1)).toEqual(["plan-2", "plan-3"]);
});

test.each([
  ["another method", sent("DELETE", "/api/v2/users/a")],
  ["a longer path", sent("GET", "/api/v2/users/a/logs")],
  ["a shorter path", sent("GET", "/api/v2/users")],
  ["another path", sent("GET", "/api/v2/clients/a")],
])("does not take %s for planned", (_, event) => {
  expect(idsOf([event], 7).slice(1)).toEqual(["plan-1", "plan-2", "plan-3"]);
});

test("reads no more than a placeholder into a plan", () => {
  const events = [sent("GET", "/aXb")];
  expect(wireRows(events, [plan("GET", "/a.b")], 7)).toHaveLength(2);
});

test("looks at the path of a request only, not at its query", () => {
  const events = [sent("GET", "/authorize?x=/y#z")];
  expect(wireRows(events, [plan("GET", "/authorize")], 7)).toHaveLength(1);
});

test.each<[WireEvent["state"], boolean, string]>([
  ["sent", false, "sent"],
  ["answered", false, "ok"],
  ["answered", true, "ok"],
  ["refused", false, "failed"],
  ["refused", true, "expected"],
  ["no-answer", true, "no-answer"],
  ["cancelled", false, "cancelled"],
])("looks at %s, expected %j, as %s", (state, isExpected, look) => {
  expect(wireRows([{ ...LINK(), state, isExpected }], [], null)[0]?.look).toBe(look);
});

test("a planned row says what its request carries, and holds it with its tokens named", () => {
  const request = buildLinkIdentityRequest(TENANT, {
    userId: "auth0|1",
    bearer: nameToken("A", "ID token", "secret-a"),
    linkWith: nameToken("B", "ID token", "secret-b"),
  });
  const path = "/api/v2/users/auth0%7C1/identities";
  const entry = {
    from: "app",
    to: "api",
    actor: "A",
    method: "POST",
    path,
    answer: "401",
  } as const;
  const [row] = wireRows([], [{ ...entry, request }], null);
  expect(row?.ask).toBe("POST …/identities · ID token as bearer · link_with");
  expect(row?.request?.body).toContainEqual({ owner: "B", name: "ID token" });
  expect(JSON.stringify(row)).not.toContain("secret-");
  expect(wireRows([], [entry], null)[0]).toMatchObject({ ask: "POST …/identities", request: null });
});
