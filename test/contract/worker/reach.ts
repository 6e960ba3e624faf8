import type { Worker } from "@playwright/test";
import { APP_ORIGIN } from "#test/support/tenant.ts";
import type { Reachable } from "#test/support/tenant.ts";
import { CannotBeSent, lackOfRequest } from "./lacks.ts";

/** The cookie by which a case's browser is known here; the worker's jars hold the real ones. */
const MARK = "contract-browser";

/**
 * The tenant of a worker. Each request is a fetch event of its scope, for the listener that answers a page:
 * a page itself would not be shown where an answer redirects to.
 * @param time the machine's clock
 */
export function overWorker(worker: Worker, time: { now: number }): Reachable {
  let browsers = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function send(request: Request): Promise<Response> {
    const cookies = request.headers.get("Cookie");
    const mark = new RegExp(`^${MARK}=(\\d+)$`).exec(cookies ?? "");
    const lack = lackOfRequest(request, mark?.[0] ?? null);
    if (lack !== undefined) throw new CannotBeSent(lack);
    const browser = Number(mark?.[1] ?? (browsers += 1));
    const { status, headers, body } = await dispatch(worker, {
      told: { now: time.now, browser },
      url: request.url,
      method: request.method,
      headers: [...request.headers].filter(([name]) => name !== "cookie" && name !== "origin"),
      body: Buffer.from(await request.arrayBuffer()).toString("base64"),
    });
    if (status === 0) return Response.error();
    const answer = new Response(body === "" ? null : Buffer.from(body, "base64"), {
      status,
      headers,
    });
    answer.headers.getSetCookie = () => {
      if (cookies === null) throw new CannotBeSent("cookie");
      return [`${MARK}=${browser}`];
    };
    return answer;
  }

  return {
    issuer: `${APP_ORIGIN}/`,
    // The worker is told of one browser at a time.
    fetch: (request) => {
      const answered = turn.then(() => send(request));
      turn = answered.catch(() => undefined);
      return answered;
    },
    receive: () => Promise.reject(new CannotBeSent("host")),
  };
}

type Sent = {
  told: { now: number; browser: number };
  url: string;
  method: string;
  headers: [string, string][];
  /** Base64. */
  body: string;
};

function dispatch(worker: Worker, sent: Sent) {
  return worker.evaluate(async ({ told, url, method, headers, body }) => {
    Object.assign(self, { told });
    const bytes = Uint8Array.from(atob(body), (one) => one.charCodeAt(0));
    const hasBody = method !== "GET" && method !== "HEAD" && bytes.length > 0;
    const request = new Request(url, { method, headers, ...(hasBody ? { body: bytes } : {}) });
    let answered: Promise<Response> | undefined;
    const respondWith = (answer: Promise<Response>) => void (answered = answer);
    self.dispatchEvent(Object.assign(new Event("fetch"), { request, respondWith }));
    const answer = await answered;
    if (answer === undefined) throw new TypeError(`the worker leaves ${url} alone`);
    const read = new Uint8Array(await answer.arrayBuffer());
    let binary = "";
    for (const byte of read) binary += String.fromCharCode(byte);
    return { status: answer.status, headers: [...answer.headers], body: btoa(binary) };
  }, sent);
}
