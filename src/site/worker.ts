import { isTenantAddress } from "#emulator/addresses.ts";
import { createWorkerTenant } from "#emulator/hosts/service-worker.ts";
import { headersOf, POPUP_START } from "./headers.ts";
import { createKeptFiles } from "./kept-files.ts";
import type { WorkerMessage } from "./worker-message.ts";

declare const self: ServiceWorkerGlobalScope;

const DEEDS: { readonly [M in WorkerMessage]: (event: ExtendableMessageEvent) => Promise<void> } = {
  claim: () => self.clients.claim(),
  // The next visit tries again. A newer worker waits until this one has nothing to do, so it leaves the rest.
  "keep-files": () => files.fill(() => self.registration.waiting === null).catch(() => undefined),
  "take-over": () => self.skipWaiting(),
  "is-kept": async ({ ports: [port] }) => port?.postMessage(await tenant.isKept()),
};

const { origin, pathname, searchParams } = new URL(self.location.href);
const files = createKeptFiles(searchParams.get("v") ?? "0", pathname);
const tenant = createWorkerTenant(origin);
/** Whether another site has taken the place of ours: it gets everything, until its pages are without this worker. */
let isOver = false;

self.addEventListener("install", (event) => {
  // Pages of an older version keep their worker until they are closed, or until somebody says so.
  if (self.registration.active === null) event.waitUntil(self.skipWaiting());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const message: unknown = event.data;
  if (isMessage(message)) event.waitUntil(DEEDS[message](event));
});

self.addEventListener("fetch", (event) => {
  const answer = answerOf(event.request);
  if (answer !== undefined) event.respondWith(answer);
});

function isMessage(value: unknown): value is WorkerMessage {
  return typeof value === "string" && Object.hasOwn(DEEDS, value);
}

/** Undefined where the request goes its own way. */
function answerOf(request: Request): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (url.origin !== origin || isOver) return undefined;
  if (isTenantAddress(url.pathname)) return tenant.answer(request);
  // response_mode=form_post: no page can read what is posted, so it is dropped, and the page says so. A host
  // of files would get tokens with it, whichever callback is registered.
  if (request.method === "POST") return Promise.resolve(Response.redirect("/callback", 303));
  if (request.method !== "GET") return undefined;
  if (request.mode === "navigate" && url.pathname !== POPUP_START)
    return openPage(request, url.pathname);
  return url.pathname.startsWith("/assets/")
    ? files.readOrFetch(request)
    : files.fetchOrRead(request);
}

/** Every address of the app is the same page, which finds its files from anywhere. */
async function openPage(request: Request, path: string): Promise<Response> {
  const page = await files.readPage();
  if (page === undefined) {
    isOver = true;
    await self.registration.unregister();
    return fetch(request);
  }
  const headers = { ...headersOf(path), "Content-Type": "text/html; charset=utf-8" };
  return new Response(page, { headers });
}
