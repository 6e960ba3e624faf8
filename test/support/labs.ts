import { APP_ORIGIN, createTestTenant } from "./tenant.ts";
import type { CreateSignIn } from "#login/sign-in.ts";
import { createControl } from "#protocol/control.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { createWireLog } from "#wire/log.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createSession } from "#session/session.ts";
import { createStorage } from "#session/storage.ts";
import { createMemoryArea, signInNowhere } from "./session.ts";

/** The emulated tenant, a session that works on it, and a way to cut requests to its API. */
export function openLab(popup: Window | null = null, signInWith: CreateSignIn = signInNowhere) {
  const { tenant } = createTestTenant();
  const area = createMemoryArea();
  const network = { isCut: false };
  const asPage = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.headers.set("Origin", APP_ORIGIN);
    return tenant.fetch(request);
  };
  const control = createControl(asPage, `${tenant.issuer}_linklab`);
  const core = createSessionCore({
    tenant: describeTenant(tenant.issuer, "linklab-spa"),
    control,
    log: createWireLog({ now: () => 0 }),
    storage: createStorage(area),
    fetch: (input, init) =>
      network.isCut ? Promise.reject(new TypeError("cut")) : asPage(input, init),
    isOnline: () => true,
    colorScheme: () => "",
    now: () => new Date(0),
    appUrl: APP_ORIGIN,
    signInWith,
    openPopup: () => popup,
    stayHere: () => undefined,
    setActor: () => undefined,
    setLane: () => undefined,
  });
  return { session: createSession(core), control, area, network };
}
