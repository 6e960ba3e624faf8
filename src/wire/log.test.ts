import { expect, test, vi } from "vitest";
import { forgeToken } from "#protocol/testing.ts";
import { createWireLog, type WireStart } from "./log.ts";

const GET: WireStart = { actor: "A", kind: "http", method: "GET", url: "http://localhost/x" };

/** A clock that goes on by 40 ms with every look at it. */
function clock(): () => number {
  let now = 1000;
  return () => (now += 40);
}

test("keeps events in the order in which they start", () => {
  const log = createWireLog({ now: clock() });
  const ids = ["a", "b", "c"].map((path) => log.start({ ...GET, url: `http://localhost/${path}` }));
  log.end(ids[1] ?? 0, { state: "answered", status: 200 });
  log.end(ids[0] ?? 0, { state: "refused", status: 403 });
  expect(log.events().map(({ id, url, state }) => [id, url, state])).toEqual([
    [1, "http://localhost/a", "refused"],
    [2, "http://localhost/b", "answered"],
    [3, "http://localhost/c", "sent"],
  ]);
});

test("shows an event as sent until it ends", () => {
  const log = createWireLog({ now: clock() });
  log.start({ ...GET, headers: { Accept: "*/*" }, body: "x=1" });
  expect(log.events()).toEqual([
    {
      id: 1,
      at: 1040,
      actor: "A",
      kind: "http",
      state: "sent",
      method: "GET",
      url: "http://localhost/x",
      requestHeaders: { Accept: "*/*" },
      requestBody: "x=1",
      status: null,
      responseHeaders: {},
      responseBody: null,
      durationMs: null,
    },
  ]);
});

test("adds status, answer and time when it ends", () => {
  const log = createWireLog({ now: clock() });
  const id = log.start(GET);
  log.end(id, { state: "answered", status: 200, headers: { Date: "today" }, body: "ok" });
  expect(log.events()[0]).toMatchObject({
    state: "answered",
    status: 200,
    responseHeaders: { Date: "today" },
    responseBody: "ok",
    durationMs: 40,
  });
});

test("ends an event once", () => {
  const log = createWireLog({ now: clock() });
  const id = log.start(GET);
  log.end(id, { state: "answered", status: 200 });
  const before = log.events();
  log.end(id, { state: "cancelled" });
  log.end(99, { state: "cancelled" });
  expect(log.events()).toEqual(before);
});

test("never takes less than no time, even if the clock goes back", () => {
  const times = [1000, 400];
  const log = createWireLog({ now: () => times.shift() ?? 0 });
  log.end(log.start(GET), { state: "answered" });
  expect(log.events()[0]?.durationMs).toBe(0);
});

test("redacts all that comes in, for the account it serves", () => {
  const log = createWireLog({ now: clock() });
  const token = forgeToken({ sub: "auth0|1" });
  const id = log.start({
    ...GET,
    url: "http://localhost/x?code=secret-1",
    headers: { Authorization: "Bearer secret-2" },
    body: "code_verifier=secret-3",
  });
  log.end(id, {
    state: "answered",
    headers: { Location: "http://localhost/#access_token=secret-4" },
    body: JSON.stringify({ password: "secret-5", text: token }),
  });
  const text = JSON.stringify(log.events());
  expect(text).not.toContain("secret-");
  expect(text).not.toContain(token);
  expect(text.match(/⟦A [^⟧]+⟧/g)).toEqual([
    "⟦A code⟧",
    "⟦A access token⟧",
    "⟦A code verifier⟧",
    "⟦A access token⟧",
    "⟦A password⟧",
    "⟦A token⟧",
  ]);
});

test.each([
  ["and a page load for cancelled", false, "page cancelled"],
  ["but not the page load that this page answers", true, "page sent"],
])("takes a request that was under way for unanswered, %s", (_, isAnswer, page) => {
  const earlier = createWireLog({ now: clock() });
  earlier.start(GET);
  earlier.start({ ...GET, kind: "page" });
  earlier.end(earlier.start(GET), { state: "answered", status: 200 });
  const restored: unknown = JSON.parse(JSON.stringify(earlier.events()));
  const log = createWireLog({ now: clock(), restored, isAnswer });
  expect(log.events().map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    "http no-answer",
    page,
    "http answered",
  ]);
});

test("goes on counting after what was restored", () => {
  const earlier = createWireLog({ now: clock() });
  earlier.start(GET);
  const log = createWireLog({ now: clock(), restored: earlier.events() });
  expect(log.start(GET)).toBe(2);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "[]"],
  ["an object", { length: 1 }],
  ["a list of garbage", [1]],
  ["an event without a URL", [{ id: 1, at: 1, actor: "A", kind: "http", state: "sent" }]],
])("is empty when it is restored from %s", (_, restored) => {
  expect(createWireLog({ now: clock(), restored }).events()).toEqual([]);
});

test("tells its listeners of each change until they leave", () => {
  const log = createWireLog({ now: clock() });
  const listener = vi.fn<() => void>();
  const leave = log.subscribe(listener);
  log.end(log.start(GET), { state: "answered" });
  expect(listener).toHaveBeenCalledTimes(2);
  leave();
  log.start(GET);
  expect(listener).toHaveBeenCalledTimes(2);
});

test("gives a new list with each change and the same list between", () => {
  const log = createWireLog({ now: clock() });
  const before = log.events();
  expect(log.events()).toBe(before);
  log.start(GET);
  expect(log.events()).not.toBe(before);
  expect(before).toEqual([]);
});

test("is empty after it was cleared", () => {
  const log = createWireLog({ now: clock() });
  log.start(GET);
  log.clear();
  expect(log.events()).toEqual([]);
});
