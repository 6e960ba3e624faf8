import type { Arrival } from "#emulator/gate.ts";
import { BROWSER_TRAITS } from "#emulator/host-traits.ts";
import { createTenant, generateSigningKeys } from "#emulator/index.ts";
import type { SigningKeys, Tenant } from "#emulator/index.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
import { createCookieJar } from "./cookie-jar.ts";
import type { CookieJar } from "./cookie-jar.ts";
import { changedParts, fromParts, keysFrom, toKeyPart, toParts } from "./kept-parts.ts";
import type { Parts } from "./kept-parts.ts";
import { openKeptState } from "./kept-state.ts";
import type { KeptState } from "./kept-state.ts";
import { systemClock as clock, systemRandom as random } from "./system.ts";

/** A tenant that lives in a service worker, at the origin of the app. */
export type WorkerTenant = {
  /** Answers a request for one of the tenant's addresses. Never rejects. */
  answer: (request: Request) => Promise<Response>;
  /** Whether it goes on as it is when the browser stops the worker, which it does at any time. */
  isKept: () => Promise<boolean>;
};

/** A tenant that is awake. */
type Awake = { tenant: Tenant; jar: CookieJar; keep: () => Promise<void>; isKept: () => boolean };

/**
 * Makes the tenant of an origin. A browser stops a worker when it likes: the tenant wakes with the next
 * request and goes on as it was, and no answer leaves before what it changed is written. Where the browser
 * keeps nothing, the tenant lives as long as its worker.
 * @param origin of app and tenant, without a slash
 */
export function createWorkerTenant(origin: string): WorkerTenant {
  let awake: Promise<Awake> | undefined;
  // What somebody deleted is not written again: the tenant begins anew.
  const fallAsleep = () => {
    awake = undefined;
  };
  const wake = () => (awake ??= wakeTenant(origin, fallAsleep));
  return {
    answer: async (request) => {
      const { tenant, jar, keep } = await wake();
      const answer = await tenant.receive(await arrivalOf(request, jar));
      if (answer instanceof LightResponse)
        for (const [name, value] of answer.headers) if (name === "set-cookie") jar.take(value);
      await keep();
      return toResponse(answer);
    },
    isKept: async () => (await wake()).isKept(),
  };
}

async function wakeTenant(origin: string, onGone: () => void): Promise<Awake> {
  const [database, parts] = await openKept(onGone);
  const kept = fromParts(parts);
  const jar = createCookieJar(kept?.jar ?? [], clock);
  let isKept = database !== undefined;
  let written: Parts = new Map();
  async function write(changed: Parts): Promise<void> {
    try {
      await database?.write(changed);
    } catch {
      isKept = false; // the disk is full, or the database has just gone
      written = new Map(); // all of it is tried again with the next answer
    }
  }
  const tenant = createTenant({
    issuer: `${origin}/`,
    appOrigin: origin,
    clock,
    random,
    state: kept?.state,
    keys: async () => keysFrom(parts) ?? (await makeKeys(write)),
    traits: BROWSER_TRAITS,
  });
  return {
    tenant,
    jar,
    isKept: () => isKept,
    keep: async () => {
      const now = toParts({ state: tenant.state(), jar: jar.list() });
      const changed = changedParts(now, written);
      written = now;
      await write(changed);
    },
  };
}

async function openKept(onGone: () => void): Promise<[KeptState | undefined, Parts]> {
  try {
    const database = await openKeptState(onGone);
    return [database, await database.read()];
  } catch {
    return [undefined, new Map()];
  }
}

async function makeKeys(write: (parts: Parts) => Promise<void>): Promise<SigningKeys> {
  const keys = await generateSigningKeys(random);
  await write(toKeyPart(keys));
  return keys;
}

/**
 * What a connection would have brought. A worker sees neither cookies nor `Host` and `Origin`; only pages of
 * this origin can send it anything but a navigation.
 */
async function arrivalOf(request: Request, jar: CookieJar): Promise<Arrival> {
  const { method, url, mode } = request;
  const { host, origin, pathname, search } = new URL(url);
  const headers = new Headers(request.headers);
  headers.set("Host", host);
  const cookies = jar.header();
  if (cookies !== undefined) headers.set("Cookie", cookies);
  const isRead = method === "GET" || method === "HEAD";
  if (mode !== "navigate" && !isRead) headers.set("Origin", origin);
  const bytes = isRead ? undefined : new Uint8Array(await request.arrayBuffer());
  if (bytes !== undefined) headers.set("Content-Length", String(bytes.length));
  const body =
    bytes === undefined
      ? null
      : { read: () => Promise.resolve(bytes), stream: () => new Blob([bytes]).stream() };
  return { method, target: pathname + search, headers, body };
}

/** A redirect is made here, so that no browser takes it for one that the worker followed. */
function toResponse(answer: Response | LightResponse): Response {
  if (!(answer instanceof LightResponse)) return answer;
  const { body, status } = answer;
  const headers = [...answer.headers].filter(([name]) => name !== "set-cookie");
  return new Response(body, { status, headers });
}
