import { vi } from "vitest";
import { APP_ORIGIN, createTestTenant, ISSUER } from "./tenant.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { linkWithAuth0js } from "#login/auth0js-link.ts";
import { createControl } from "#protocol/control.ts";
import { describeTenant } from "#protocol/tenant.ts";
import type { Lane } from "#wire/lane.ts";
import type { Actor } from "#wire/event.ts";
import { createWireLog } from "#wire/log.ts";
import { recordFetch } from "#wire/record-fetch.ts";
import { recordXhr } from "#wire/record-xhr.ts";
import type { Area } from "#session/areas.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createStorage } from "#session/storage.ts";
import { createMemoryArea, signInNowhere, EVERYTHING } from "./session.ts";
import { createUseCaseRunner } from "#session/use-cases/use-case-runner.ts";

type Send = (request: Request) => Promise<Response>;

/** What of an `XMLHttpRequest` auth0.js uses, answered by a function. */
function xhrOf(send: Send): typeof XMLHttpRequest {
  class TestXhr extends EventTarget {
    readyState = 0;
    status = 0;
    responseType = "";
    responseText = "";
    #url = "";
    #init: { method: string; headers: Headers } = { method: "GET", headers: new Headers() };
    #answer = new Headers();

    open(method: string, url: string) {
      this.#url = url;
      this.#init = { method, headers: new Headers() };
    }

    setRequestHeader(name: string, value: string) {
      this.#init.headers.append(name, value);
    }

    getAllResponseHeaders() {
      return [...this.#answer].map(([name, value]) => `${name}: ${value}`).join("\r\n");
    }

    abort() {
      this.status = 0;
    }

    send(body: string) {
      void this.#send(body);
    }

    async #send(body: string) {
      const request = new Request(this.#url, { ...this.#init, body });
      const response = await send(request).catch(() => null);
      if (response !== null) {
        this.status = response.status;
        this.#answer = response.headers;
        this.responseText = await response.text();
      }
      this.readyState = 4;
      this.dispatchEvent(new Event("readystatechange"));
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that auth0.js uses is there
  return TestXhr as unknown as typeof XMLHttpRequest;
}

/**
 * Use cases at a tenant of the emulator's own, with the real auth0.js and without a browser.
 *
 * @param change.over stands between the page and the tenant
 * @param change.hasControl `false` for a tenant that nobody can steer
 */
export function createUseCaseWorld(
  change: {
    test?: Omit<ReturnType<typeof createTestTenant>, "log">;
    over?: (send: Send) => Send;
    hasControl?: boolean;
    walkthrough?: Partial<Walkthrough>;
    /** What an earlier page of the tab has stored. */
    area?: Area;
  } = {},
) {
  const test = change.test ?? createTestTenant();
  const reach: Send = async (request) => {
    const response = await test.tenant.fetch(request);
    if (response.type === "error") throw new TypeError("Failed to fetch");
    return response;
  };
  const send = change.over?.(reach) ?? reach;
  const log = createWireLog({ now: () => test.time.now });
  let actor: Actor | null = null;
  let lane: Lane = "app";
  const options = { origin: new URL(ISSUER).origin, actor: () => actor, from: () => lane };
  const unrecorded: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set("Origin", APP_ORIGIN);
    return send(request);
  };
  // auth0.js looks for both when it is loaded, and for the second one at every request.
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("XMLHttpRequest", recordXhr(xhrOf(send), log, options));
  const storage = createStorage(change.area ?? createMemoryArea());
  const core = createSessionCore({
    tenant: describeTenant(ISSUER.slice(0, -1), "linklab-spa"),
    control: change.hasControl === false ? null : createControl(unrecorded, `${ISSUER}_linklab`),
    log,
    storage: { ...storage, loadWalkthrough: () => ({ ...UNTOUCHED, ...change.walkthrough }) },
    fetch: recordFetch(unrecorded, log, options),
    now: () => new Date(test.time.now),
    isOnline: () => true,
    colorScheme: () => "",
    appUrl: APP_ORIGIN,
    signInWith: signInNowhere,
    openPopup: () => null,
    stayHere: () => undefined,
    setActor: (next) => (actor = next),
    setLane: (next) => (lane = next),
  });
  if (change.hasControl !== false) core.publish({ capabilities: EVERYTHING });
  let ids = 0;
  const runner = createUseCaseRunner(core, {
    linkWithAuth0js,
    freshId: () => String((ids += 1)),
  });
  return { ...test, core, log, runner };
}
