import { expect, test, vi } from "vitest";
import { forgeToken } from "#test/support/tokens.ts";
import { createWireLog, type WireStart } from "./log.ts";
import { LINK_EVENT } from "#test/support/wire-events.ts";

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
      run: 0,
      step: null,
      isExpected: false,
      at: 1040,
      actor: "A",
      kind: "http",
      from: "app",
      to: "login",
      state: "sent",
      method: "GET",
      url: "http://localhost/x",
      requestHeaders: { Accept: "*/*" },
      requestBody: "x=1",
      status: null,
      responseHeaders: {},
      responseBody: null,
      durationMs: null,
      finding: null,
      tenant: null,
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

test("goes on when a listener fails, and tells the others", () => {
  const report = vi.fn<(fault: unknown) => void>();
  vi.stubGlobal("reportError", report);
  const log = createWireLog({ now: clock() });
  const fault = new Error("a fault of a view");
  const listener = vi.fn<() => void>();
  log.subscribe(() => {
    throw fault;
  });
  log.subscribe(listener);
  log.end(log.start(GET), { state: "answered" });
  expect(log.events()).toMatchObject([{ state: "answered" }]);
  expect(listener).toHaveBeenCalledTimes(2);
  expect(report).toHaveBeenCalledWith(fault);
  vi.unstubAllGlobals();
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

test("gives each event the run that is under way", () => {
  const log = createWireLog({ now: clock() });
  log.start(GET);
  const old = log.begin({ step: "old-way", expects: "refusal" });
  log.start(GET);
  const link = log.begin({ step: "link", expects: "success" });
  log.start(GET);
  log.finish(link);
  log.start(GET);
  expect(log.events().map(({ run, step, isExpected }) => [run, step, isExpected])).toEqual([
    [0, null, false],
    [old, "old-way", true],
    [link, "link", false],
    [0, null, false],
  ]);
});

test("says which run is under way, and tells its listeners", () => {
  const log = createWireLog({ now: clock() });
  const seen: (number | null)[] = [];
  log.subscribe(() => seen.push(log.underWay("link"), log.underWay("check"), log.underWay()));
  const run = log.begin({ step: "link", expects: "success" });
  log.finish(run);
  expect(seen).toEqual([run, null, run, null, null, null]);
});

test("lets a run that is over not finish the next one", () => {
  const log = createWireLog({ now: clock() });
  const first = log.begin({ step: "link", expects: "success" });
  const second = log.begin({ step: "link", expects: "success" });
  log.finish(first);
  expect(log.underWay()).toBe(second);
});

test.each([
  ["goes on with the run that left, where this page is its answer", true, 1, 1],
  ["begins no run where this page is no answer", false, null, 0],
])("%s", (_, isAnswer, underWay, run) => {
  const earlier = createWireLog({ now: clock() });
  earlier.begin({ step: "primary", expects: "refusal" });
  earlier.start({ ...GET, kind: "page" });
  const log = createWireLog({ now: clock(), restored: earlier.events(), isAnswer });
  expect(log.underWay("primary")).toBe(underWay);
  log.start(GET);
  expect(log.events().at(-1)).toMatchObject({ run, isExpected: isAnswer });
  expect(log.begin({ step: "link", expects: "success" })).toBe(2);
});

test("takes a popup for closed when the page that opened it comes back", () => {
  const earlier = createWireLog({ now: clock() });
  earlier.begin({ step: "secondary", expects: "success" });
  earlier.start({ ...GET, kind: "page", from: "popup" });
  const log = createWireLog({ now: clock(), restored: earlier.events(), isAnswer: true });
  expect(log.events()).toMatchObject([{ from: "popup", state: "cancelled" }]);
  expect(log.underWay()).toBeNull();
});

test("explains the last failure of a run, and nothing else", () => {
  const log = createWireLog({ now: clock() });
  const run = log.begin({ step: "link", expects: "success" });
  for (const state of ["refused", "no-answer", "answered"] as const) {
    log.end(log.start(GET), { state });
  }
  log.end((log.begin({ step: "link", expects: "success" }), log.start(GET)), { state: "refused" });
  log.explain(run, "no-answer");
  log.explain(99, "no-answer");
  expect(log.events().map(({ finding }) => finding)).toEqual([null, "no-answer", null, null]);
});

test("explains no run in which nothing failed", () => {
  const log = createWireLog({ now: clock() });
  const run = log.begin({ step: "link", expects: "success" });
  log.end(log.start(GET), { state: "answered" });
  const before = log.events();
  log.explain(run, "no-answer");
  expect(log.events()).toBe(before);
});

test("notes the tenant's own side, redacted", () => {
  const log = createWireLog({ now: clock() });
  const id = log.start(GET);
  const because = `aud of ${forgeToken({ sub: "auth0|1" })} is not the API`;
  log.noteTenant(id, { rule: "token-invalid", because, evidence: "quoted", source: null });
  expect(log.events()[0]?.tenant).toEqual({
    rule: "token-invalid",
    because: "aud of ⟦A token⟧ is not the API",
    evidence: "quoted",
    source: null,
  });
});

test("restores everything it holds", () => {
  const earlier = createWireLog({ now: clock() });
  const run = earlier.begin({ step: "link", expects: "refusal" });
  const id = earlier.start({ ...GET, from: "server", url: "http://localhost/api/v2/users/a" });
  earlier.end(id, { state: "refused", status: 403 });
  earlier.explain(run, "insufficient-scope");
  earlier.noteTenant(id, { rule: "r", because: "b", evidence: "assumed", source: "s" });
  const restored: unknown = JSON.parse(JSON.stringify(earlier.events()));
  expect(createWireLog({ now: clock(), restored }).events()).toEqual(earlier.events());
});

test.each([{ from: "moon" }, { to: null }, { run: "1" }, { tenant: { rule: "r" } }])(
  "is empty when an event has %j",
  (change) => {
    const restored = [{ ...LINK_EVENT, ...change }];
    expect(createWireLog({ now: clock(), restored }).events()).toEqual([]);
  },
);
