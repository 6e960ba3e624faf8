import { createTenant, type Tenant, type TenantOptions } from "#emulator/tenant.ts";
import { openDoors } from "./connections.ts";
import { defer } from "./deferred.ts";
import { systemClock as clock, systemRandom as random } from "./system.ts";

/** Where to serve a tenant; the rest as in `TenantOptions`. */
export type ServeTenantOptions = Partial<Omit<TenantOptions, "issuer">> & {
  /** 0 takes a free one. */
  port: number;
  appOrigin: string;
  /**
   * Default: loopback only, 127.0.0.1 and, where it exists, ::1. Elsewhere there is no control API, and
   * clients need one of `names`.
   */
  host?: string;
};

/**
 * Serves a tenant at `http://localhost:PORT`. Resolves as soon as it listens; the signing keys are made
 * meanwhile. Rejects with the system's error, `code` `EADDRINUSE` for one, when it cannot listen.
 */
export async function serveTenant({ port, host, ...rest }: ServeTenantOptions) {
  const { promise: opened, resolve: open } = defer<Tenant>();
  // What comes before there is a tenant waits for it.
  const doors = await openDoors(port, async (arrival) => (await opened).receive(arrival), host);
  try {
    const origin = `http://localhost:${doors.port}`;
    const hasControl = host === undefined;
    const tenant = createTenant({ clock, random, hasControl, ...rest, issuer: `${origin}/` });
    tenant.prepare().catch(() => undefined); // a request that needs the keys meets the same failure
    open(tenant);
    return { origin, tenant, close: doors.close };
  } catch (error) {
    await doors.close();
    throw error;
  }
}
