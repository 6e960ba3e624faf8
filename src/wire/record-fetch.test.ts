import { expect, test, vi } from "vitest";
import { jsonAnswer, scriptFetch } from "#test/support/tokens.ts";
import type { Actor } from "./event.ts";
import { createWireLog } from "./log.ts";
import { recordFetch } from "./record-fetch.ts";

const ORIGIN = "http://localhost:5180";

function record(...answers: (Response | Error)[]) {
  const network = scriptFetch(...answers);
  const log = createWireLog({ now: () => 0 });
  let actor: Actor | null = "A";
  const fetch = recordFetch(network.fetch, log, { origin: ORIGIN, actor: () => actor });
  return { network, log, fetch, setActor: (next: Actor | null) => (actor = next) };
}

test("logs a request to the tenant with its answer", async () => {
  const { fetch, log } = record(jsonAnswer(200, { ok: true }));
  await fetch(`${ORIGIN}/x?y=1`, { headers: { "content-type": "text/plain" } });
  expect(log.events()).toMatchObject([
    {
      actor: "A",
      kind: "http",
      state: "answered",
      method: "GET",
      url: `${ORIGIN}/x?y=1`,
      requestHeaders: { "Content-Type": "text/plain" },
      requestBody: null,
      status: 200,
      responseHeaders: { "Content-Type": "application/json" },
      responseBody: '{"ok":true}',
    },
  ]);
});

test("logs who sends, where it is not the page", async () => {
  const network = scriptFetch(jsonAnswer(200, {}));
  const log = createWireLog({ now: () => 0 });
  await recordFetch(network.fetch, log, {
    origin: ORIGIN,
    actor: () => null,
    from: () => "server",
  })(ORIGIN);
  expect(log.events()).toMatchObject([{ from: "server", actor: null }]);
});

test("logs requests to the tenant's API where it is elsewhere", async () => {
  const network = scriptFetch(jsonAnswer(200, {}));
  const log = createWireLog({ now: () => 0 });
  const options = { origin: ORIGIN, apiOrigin: "https://e.auth0.com", actor: () => null };
  await recordFetch(network.fetch, log, options)("https://e.auth0.com/api/v2/users");
  expect(log.events()).toMatchObject([{ url: "https://e.auth0.com/api/v2/users" }]);
});

test("logs an error answer as refused and gives it to the caller", async () => {
  const { fetch, log } = record(jsonAnswer(403, { message: "no" }));
  expect((await fetch(ORIGIN)).status).toBe(403);
  expect(log.events()).toMatchObject([{ state: "refused", status: 403 }]);
});

test.each([
  ["another host", "https://example.com/x"],
  ["another port", "http://localhost:5181/x"],
  ["another scheme", "https://localhost:5180/x"],
  ["a host that begins alike", "http://localhost.example.com:5180/x"],
])("does not log a request to %s, but sends it", async (_, url) => {
  const { fetch, log, network } = record(new Response("ok"));
  expect(await (await fetch(url)).text()).toBe("ok");
  expect(log.events()).toEqual([]);
  expect(network.arrivals).toMatchObject([{ url }]);
});

test("sends a request to another host with its body", async () => {
  const { fetch, network } = record(new Response());
  await fetch(new Request("https://example.com/x", { method: "POST", body: "text" }));
  expect(network.arrivals).toMatchObject([{ method: "POST", body: "text" }]);
});

test("knows of an opaque answer that it came, and no more", async () => {
  const opaque = { type: { value: "opaque" }, status: { value: 0 }, ok: { value: false } };
  const { fetch, log } = record(Object.defineProperties(new Response(null), opaque));
  await fetch(ORIGIN, { mode: "no-cors" });
  expect(log.events()).toMatchObject([{ state: "answered", status: null, responseBody: null }]);
});

test("logs a request before it is sent", async () => {
  const log = createWireLog({ now: () => 0 });
  const seen: string[] = [];
  const fetch = recordFetch(
    async () => {
      seen.push(...log.events().map(({ state }) => state));
      return new Response();
    },
    log,
    { origin: ORIGIN, actor: () => null },
  );
  await fetch(`${ORIGIN}/x`);
  expect(seen).toEqual(["sent"]);
});

const POST = { method: "POST", body: "a=1", headers: { "X-Test": "1" } };

test.each([
  ["text", `${ORIGIN}/x`, POST],
  ["a URL", new URL(`${ORIGIN}/x`), POST],
  ["a request", new Request(`${ORIGIN}/x`, POST), undefined],
  ["a request with changes", new Request(`${ORIGIN}/x`, { method: "PUT" }), POST],
])("logs and sends the same when called with %s", async (_, input, init) => {
  const { fetch, log, network } = record(new Response());
  await fetch(input, init);
  expect(network.arrivals).toMatchObject([
    { method: "POST", url: `${ORIGIN}/x`, body: "a=1", headers: { "x-test": "1" } },
  ]);
  expect(log.events()).toMatchObject([
    {
      method: "POST",
      url: `${ORIGIN}/x`,
      requestBody: "a=1",
      requestHeaders: { "X-Test": "1" },
    },
  ]);
});

test("sends secrets as they are and logs markers", async () => {
  const { fetch, log, network } = record(new Response());
  await fetch(ORIGIN, { headers: { Authorization: "Bearer opaque-token" } });
  expect(network.arrivals[0]?.headers["authorization"]).toBe("Bearer opaque-token");
  expect(JSON.stringify(log.events())).not.toContain("opaque-token");
});

test("leaves the answer's body to the caller", async () => {
  const { fetch } = record(jsonAnswer(200, { access_token: "opaque" }));
  expect(await (await fetch(ORIGIN)).json()).toEqual({ access_token: "opaque" });
});

test("logs no answer and throws the network's own error", async () => {
  const failure = new TypeError("fetch failed");
  const { fetch, log } = record(failure);
  await expect(fetch(ORIGIN)).rejects.toBe(failure);
  expect(log.events()).toMatchObject([{ state: "no-answer", status: null }]);
});

/** A body that gives its chunks and then fails, or goes on for ever. */
function bodyOf(chunks: readonly string[], failure?: Error): ReadableStream {
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const source: UnderlyingDefaultSource = {
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) controller.enqueue(next);
      else if (failure !== undefined) controller.error(failure);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

test("keeps the status of an answer that breaks off, and gives it to the caller", async () => {
  const failure = new TypeError("terminated");
  const { fetch, log } = record(new Response(bodyOf(['{"a":'], failure), { status: 201 }));
  const response = await fetch(ORIGIN);
  expect(log.events()).toMatchObject([
    { state: "answered", status: 201, responseBody: '{"a":⟦broke off here⟧' },
  ]);
  await expect(response.json()).rejects.toBe(failure);
});

test("keeps the status of an answer that the caller stopped reading", async () => {
  const failure = new DOMException("stopped", "AbortError");
  const { fetch, log } = record(new Response(bodyOf(["{"], failure), { status: 403 }));
  await fetch(ORIGIN);
  expect(log.events()).toMatchObject([
    { state: "refused", status: 403, responseBody: "{⟦stopped here⟧" },
  ]);
});

test.each([
  ["deep lists", "[".repeat(100_000) + "]".repeat(100_000)],
  ["deep objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ["one long text", JSON.stringify({ message: "x".repeat(2_000_000) })],
  ["many members", JSON.stringify(Array.from({ length: 200_000 }, (_, n) => ({ [`a${n}`]: n })))],
])("logs the beginning of an answer of %s, and gives all of it to the caller", async (_, body) => {
  const { fetch, log } = record(new Response(body, { status: 201 }));
  const response = await fetch(ORIGIN);
  const [event] = log.events();
  expect(event).toMatchObject({ state: "answered", status: 201 });
  expect(event?.responseBody).toMatch(/⟦cut after 64 KB⟧$/);
  expect(event?.responseBody?.length).toBeLessThan(66_000);
  expect(await response.text()).toBe(body);
});

test("reads no more of an answer than it logs", async () => {
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      chunks += 1;
      controller.enqueue(new Uint8Array(16_384).fill(120));
    },
  });
  const { fetch, log } = record(new Response(body));
  await fetch(ORIGIN);
  expect(log.events()[0]?.responseBody).toMatch(/^x{65536}⟦cut after 64 KB⟧$/);
  expect(chunks).toBeLessThan(10);
});

test("lets an answer that goes on for ever wait a second, and no longer", async () => {
  vi.useFakeTimers();
  const { fetch, log } = record(new Response(bodyOf(["first"])));
  const answer = fetch(ORIGIN);
  await vi.advanceTimersByTimeAsync(999);
  expect(log.events()).toMatchObject([{ state: "sent" }]);
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
  expect((await answer).status).toBe(200);
  expect(log.events()).toMatchObject([
    { state: "answered", status: 200, responseBody: "first⟦not read after 1 s⟧" },
  ]);
});

test("does not wait for a stream of events", async () => {
  const headers = { "Content-Type": "text/event-stream; charset=utf-8" };
  const { fetch, log } = record(new Response(bodyOf(["data: 1\n\n"]), { headers }));
  const response = await fetch(ORIGIN);
  expect(log.events()).toMatchObject([{ status: 200, responseBody: "⟦a stream, not read⟧" }]);
  const read = await response.body?.getReader().read();
  expect(new TextDecoder().decode(read?.value)).toBe("data: 1\n\n");
});

test.each([
  ["an answer without a body", new Response(null, { status: 204 }), null],
  ["an empty answer", new Response(""), null],
  ["bytes that are no text", new Response(new Uint8Array([80, 75, 0, 1])), "⟦no text⟧"],
  [
    "text that is not UTF-8",
    new Response(new Uint8Array([101, 121, 233, 33])),
    "ey\ufffd!⟦not all of it is UTF-8⟧",
  ],
  ["a sign that UTF-8 has, too", new Response("\ufffd"), "\ufffd"],
])("logs %s", async (_, answer, responseBody) => {
  const { fetch, log } = record(answer);
  await fetch(ORIGIN);
  expect(log.events()).toMatchObject([{ state: "answered", status: answer.status, responseBody }]);
});

test("says so where an answer cannot be copied", async () => {
  const used = new Response("text");
  await used.text();
  const { fetch, log } = record(used);
  expect(await fetch(ORIGIN)).toBe(used);
  expect(log.events()).toMatchObject([{ status: 200, responseBody: "⟦could not be read⟧" }]);
});

function fail(): never {
  throw new Error("a fault of the log");
}

test("gives the caller what came, whatever goes wrong in the log", async () => {
  const log = { ...createWireLog({ now: () => 0 }), start: fail, end: fail };
  const failure = new TypeError("fetch failed");
  const network = scriptFetch(new Response("ok"), failure);
  const fetch = recordFetch(network.fetch, log, { origin: ORIGIN, actor: fail });
  expect(await (await fetch(ORIGIN)).text()).toBe("ok");
  await expect(fetch(ORIGIN)).rejects.toBe(failure);
});

test("leaves it to fetch to refuse what is no request", async () => {
  const { fetch, log, network } = record();
  await expect(fetch("http://[")).rejects.toThrow(TypeError);
  await expect(fetch(ORIGIN, { method: "CONNECT" })).rejects.toThrow(TypeError);
  expect(log.events()).toEqual([]);
  expect(network.arrivals).toEqual([]);
});

test("asks whose login it is at the time of each request", async () => {
  const { fetch, log, setActor } = record(new Response(), new Response());
  await fetch(ORIGIN);
  setActor("B");
  await fetch(ORIGIN);
  expect(log.events().map(({ actor }) => actor)).toEqual(["A", "B"]);
});

test("says whose request it is, as it is told at the time", async () => {
  const log = createWireLog({ now: () => 0 });
  let lane: "app" | "server" = "server";
  const fetch = recordFetch(async () => new Response(), log, {
    origin: ORIGIN,
    actor: () => null,
    from: () => lane,
  });
  await fetch(ORIGIN);
  lane = "app";
  await fetch(ORIGIN);
  expect(log.events().map(({ from }) => from)).toEqual(["server", "app"]);
});
