import { expect, test } from "vitest";
import { jsonAnswer, scriptFetch } from "#protocol/testing.ts";
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

test("logs no answer when the answer breaks off", async () => {
  const failure = new TypeError("terminated");
  const body = new ReadableStream({ start: (controller) => controller.error(failure) });
  const { fetch, log } = record(new Response(body));
  await expect(fetch(ORIGIN)).rejects.toBe(failure);
  expect(log.events()).toMatchObject([{ state: "no-answer" }]);
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
