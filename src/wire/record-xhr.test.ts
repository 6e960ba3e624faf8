import { beforeEach, expect, test, vi } from "vitest";
import { forgeToken } from "#test/support/tokens.ts";
import type { Actor } from "./event.ts";
import { createWireLog } from "./log.ts";
import { recordXhr } from "./record-xhr.ts";

const ORIGIN = "http://localhost:5180";

/** A browser's XMLHttpRequest without a network: the test says how each request ends. */
class ScriptedXhr extends EventTarget {
  readyState = 0;
  status = 0;
  responseType = "";
  responseText = "";
  response: unknown = null;
  headers = "";
  readonly calls: unknown[][] = [];

  open(...args: unknown[]) {
    if (args[1] === "http://[") throw new SyntaxError("bad URL");
    this.calls.push(["open", ...args]);
  }

  setRequestHeader(...args: unknown[]) {
    this.calls.push(["setRequestHeader", ...args]);
  }

  send(...args: unknown[]) {
    if (args[0] instanceof DOMException) throw args[0];
    this.calls.push(["send", ...args]);
  }

  abort() {
    this.calls.push(["abort"]);
    this.finish({});
  }

  getAllResponseHeaders() {
    return this.headers;
  }

  finish(answer: Partial<ScriptedXhr>) {
    Object.assign(this, answer, { readyState: 4 });
    this.dispatchEvent(new Event("readystatechange"));
  }
}

let actor: Actor | null = "A";

beforeEach(() => {
  actor = "A";
});

function record() {
  const log = createWireLog({ now: () => 0 });
  const Recorded = recordXhr(ScriptedXhr as unknown as typeof XMLHttpRequest, log, {
    origin: ORIGIN,
    actor: () => actor,
  }) as unknown as typeof ScriptedXhr;
  return { log, create: () => new Recorded() };
}

test("logs a request before it is sent, with its answer when it comes", () => {
  const { log, create } = record();
  const xhr = create();
  xhr.open("get", `${ORIGIN}/.well-known/jwks.json?x=1`);
  xhr.setRequestHeader("accept", "application/json");
  expect(log.events()).toEqual([]);
  xhr.send();
  expect(log.events()).toMatchObject([
    {
      actor: "A",
      kind: "http",
      from: "app",
      to: "tokens",
      state: "sent",
      method: "GET",
      url: `${ORIGIN}/.well-known/jwks.json?x=1`,
      requestHeaders: { Accept: "application/json" },
      requestBody: null,
    },
  ]);
  xhr.finish({
    status: 200,
    headers: "content-type: application/json\r\nx-linklab-request: 7\r\n",
    responseText: '{"keys":[]}',
  });
  expect(log.events()).toMatchObject([
    {
      state: "answered",
      status: 200,
      responseHeaders: { "Content-Type": "application/json", "X-Linklab-Request": "7" },
      responseBody: '{"keys":[]}',
    },
  ]);
});

test("knows the answer before the caller's own listeners run", () => {
  const { log, create } = record();
  const xhr = create();
  const seen: string[] = [];
  xhr.addEventListener("readystatechange", () => seen.push(log.events()[0]?.state ?? ""));
  xhr.open("GET", `${ORIGIN}/x`);
  xhr.send();
  xhr.finish({ status: 403 });
  expect(seen).toEqual(["refused"]);
});

test("logs markers and sends secrets as they are", () => {
  const { log, create } = record();
  const xhr = create();
  const token = forgeToken({ sub: "auth0|1" });
  const body = JSON.stringify({ link_with: token });
  xhr.open("POST", `${ORIGIN}/api/v2/users/a/identities`);
  xhr.setRequestHeader("Authorization", "Bearer opaque-token");
  xhr.send(body);
  xhr.finish({ status: 200, responseType: "json", response: { access_token: "secret-token" } });
  expect(JSON.stringify(log.events())).not.toMatch(/opaque-token|secret-token|eyJ/);
  expect(xhr.calls).toEqual([
    ["open", "POST", `${ORIGIN}/api/v2/users/a/identities`],
    ["setRequestHeader", "Authorization", "Bearer opaque-token"],
    ["send", body],
  ]);
});

test.each([
  ["no answer", (xhr: ScriptedXhr) => xhr.finish({}), "no-answer"],
  ["an abort", (xhr: ScriptedXhr) => xhr.abort(), "cancelled"],
])("logs %s", (_, finish, state) => {
  const { log, create } = record();
  const xhr = create();
  xhr.open("GET", `${ORIGIN}/x`);
  xhr.send();
  finish(xhr);
  expect(log.events()).toMatchObject([{ state, status: null }]);
});

test.each(["https://example.com/x", "http://localhost:5181/x", "https://localhost:5180/x"])(
  "does not log a request to %s, but sends it",
  (url) => {
    const { log, create } = record();
    const xhr = create();
    xhr.open("GET", url);
    xhr.send();
    xhr.finish({ status: 200 });
    expect(log.events()).toEqual([]);
    expect(xhr.calls).toEqual([
      ["open", "GET", url],
      ["send", undefined],
    ]);
  },
);

test("logs each request of an object that is used again, for whom it serves then", () => {
  const { log, create } = record();
  const xhr = create();
  for (const [next, status] of [
    ["A", 200],
    ["B", 404],
  ] as const) {
    actor = next;
    xhr.open("GET", `${ORIGIN}/${next}`);
    xhr.send();
    xhr.finish({ status });
  }
  expect(log.events()).toMatchObject([
    { actor: "A", url: `${ORIGIN}/A`, state: "answered" },
    { actor: "B", url: `${ORIGIN}/B`, state: "refused" },
  ]);
});

test("leaves out no argument and adds none", () => {
  const { create } = record();
  const xhr = create();
  xhr.open("GET", `${ORIGIN}/x`, true, "user");
  expect(xhr.calls).toEqual([["open", "GET", `${ORIGIN}/x`, true, "user"]]);
});

test("logs a form as text, and of a body that is no text that it is none", () => {
  const { log, create } = record();
  for (const body of [new URLSearchParams({ code: "secret-code" }), new Uint8Array(3)]) {
    const xhr = create();
    xhr.open("POST", `${ORIGIN}/x`);
    xhr.send(body);
  }
  expect(log.events().map(({ requestBody }) => requestBody)).toEqual([
    "code=⟦A code⟧",
    "⟦no text⟧",
  ]);
});

function deepList(): unknown {
  let list: unknown = [];
  for (let depth = 0; depth < 100_000; depth += 1) list = [list];
  return list;
}

test.each([
  ["text of 2 MB", { responseText: "x".repeat(2_000_000) }, /^x{65536}⟦cut after 64 KB⟧$/],
  [
    "JSON too deep to write",
    { responseType: "json", response: deepList() },
    /^⟦could not be read⟧$/,
  ],
  ["bytes", { responseType: "arraybuffer", response: new ArrayBuffer(3) }, /^⟦no text⟧$/],
  ["nothing", {}, null],
])("knows the status of an answer of %s", (_, answer, body) => {
  const { log, create } = record();
  const xhr = create();
  xhr.open("GET", `${ORIGIN}/x`);
  xhr.send();
  xhr.finish({ status: 201, ...answer });
  const [event] = log.events();
  expect(event).toMatchObject({ state: "answered", status: 201 });
  if (body === null) expect(event?.responseBody).toBeNull();
  else expect(event?.responseBody).toMatch(body);
});

test("ends a request that is given up for another", () => {
  const { log, create } = record();
  const xhr = create();
  xhr.open("GET", `${ORIGIN}/a`);
  xhr.send();
  xhr.open("GET", `${ORIGIN}/b`);
  expect(log.events()).toMatchObject([{ url: `${ORIGIN}/a`, state: "cancelled" }]);
});

test("logs no answer where the browser refuses to send, and what was under way goes on", () => {
  const { log, create } = record();
  const xhr = create();
  xhr.open("GET", `${ORIGIN}/a`);
  xhr.send();
  const refusal = new DOMException("sent already", "InvalidStateError");
  expect(() => xhr.send(refusal)).toThrow(refusal);
  xhr.finish({ status: 200 });
  expect(log.events().map(({ state }) => state)).toEqual(["answered", "no-answer"]);
});

function fail(): never {
  throw new Error("a fault of the log");
}

test("sends, and goes on, whatever goes wrong in the log", () => {
  const log = { ...createWireLog({ now: () => 0 }), start: fail };
  const Recorded = recordXhr(ScriptedXhr as unknown as typeof XMLHttpRequest, log, {
    origin: ORIGIN,
    actor: () => null,
  }) as unknown as typeof ScriptedXhr;
  const xhr = new Recorded();
  xhr.open("GET", `${ORIGIN}/x`);
  xhr.send("body");
  expect(() => xhr.finish({ status: 200 })).not.toThrow();
  expect(xhr.calls.at(-1)).toEqual(["send", "body"]);
});

test("resolves a relative URL as the page does", () => {
  vi.stubGlobal("location", { href: `${ORIGIN}/learn/link` });
  const { log, create } = record();
  const xhr = create();
  xhr.open("GET", "../x");
  xhr.send();
  vi.unstubAllGlobals();
  expect(log.events()).toMatchObject([{ url: `${ORIGIN}/x` }]);
});

test("fails as the browser does on a URL that is none", () => {
  const { log, create } = record();
  expect(() => create().open("GET", "http://[")).toThrow(SyntaxError);
  expect(log.events()).toEqual([]);
});

test("says whose request it is", () => {
  const log = createWireLog({ now: () => 0 });
  const Recorded = recordXhr(ScriptedXhr as unknown as typeof XMLHttpRequest, log, {
    origin: ORIGIN,
    actor: () => null,
    from: () => "server",
  });
  const xhr = new Recorded();
  xhr.open("GET", ORIGIN);
  xhr.send();
  expect(log.events()).toMatchObject([{ from: "server" }]);
});
