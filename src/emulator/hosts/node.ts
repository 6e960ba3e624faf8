import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { createTenant, type Tenant, type TenantOptions } from "#emulator/tenant.ts";
import type { Certify } from "#emulator/ports.ts";
import { adapt } from "./adapt.ts";
import { systemClock as clock, systemRandom as random } from "./system.ts";

/** Where to serve a tenant; the rest as in `TenantOptions`. */
export type ServeTenantOptions = Partial<Omit<TenantOptions, "issuer">> & {
  /** 0 takes a free one. */
  port: number;
  appOrigin: string;
  /** Default: loopback only, 127.0.0.1 and, where it exists, ::1. Elsewhere there is no control API. */
  host?: string;
};

/**
 * Serves a tenant at `http://localhost:PORT`. Resolves as soon as it listens; the signing keys are made
 * meanwhile. Rejects with the system's error, `code` `EADDRINUSE` for one, when it cannot listen.
 */
export async function serveTenant({ port, host, ...rest }: ServeTenantOptions) {
  let tenant: Tenant | undefined;
  const answer = adapt(() => tenant);
  const servers = [await listen(port, host ?? "127.0.0.1", answer)];
  const address = servers[0]?.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  const close = async () => void (await Promise.all(servers.map(stop)));
  try {
    const hasControl = host === undefined;
    if (hasControl) servers.push(...(await listen(taken, "::1", answer).then(one, none)));
    const origin = `http://localhost:${taken}`;
    tenant = createTenant({ clock, random, certify, hasControl, ...rest, issuer: `${origin}/` });
    tenant.prepare().catch(() => undefined); // a request that needs the keys meets the same failure
    return { origin, tenant, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded when the JWKS is first asked for, which few starts live to see. */
const certify: Certify = async (...key) =>
  (await import("./certificates.ts")).certifySigningKey(...key);

const one = (server: ServerType) => [server];
const none = (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return [];
  throw error;
};

function listen(port: number, host: string, fetch: ReturnType<typeof adapt>): Promise<ServerType> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => resolve(server));
  });
}

const stop = (server: ServerType) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
