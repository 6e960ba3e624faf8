import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { createTenant, type Tenant, type TenantOptions } from "#emulator/tenant.ts";
import { systemClock, systemRandom } from "./system.ts";

/** Where to serve a tenant; the rest as in `TenantOptions`. */
export interface ServeTenantOptions extends Partial<Omit<TenantOptions, "issuer">> {
  /** 0 takes a free one. */
  port: number;
  appOrigin: string;
  /** Default: loopback only, 127.0.0.1 and, where it exists, ::1. */
  host?: string;
}

/**
 * Serves a tenant at `http://localhost:PORT`. Resolves as soon as it listens; the signing keys are made
 * meanwhile. Rejects with the system's error, `code` `EADDRINUSE` for one, when it cannot listen.
 */
export async function serveTenant(
  options: ServeTenantOptions,
): Promise<{ origin: string; tenant: Tenant; close: () => Promise<void> }> {
  const { port, host, ...rest } = options;
  let tenant: Tenant | undefined;
  const answer: Tenant["fetch"] = async (request) =>
    (await tenant?.fetch(standard(request))) ?? new Response(null, { status: 503 });
  const servers = [await listen(port, host ?? "127.0.0.1", answer)];
  const address = servers[0]?.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  const close = async () => void (await Promise.all(servers.map(stop)));
  try {
    if (host === undefined)
      servers.push(...(await listen(taken, "::1", answer).then((six) => [six], ignoreMissing)));
    const origin = `http://localhost:${taken}`;
    const ports = { clock: systemClock, random: systemRandom };
    tenant = createTenant({ ...ports, ...rest, issuer: `${origin}/` });
    tenant.prepare().catch(() => undefined); // a request that needs the keys meets the same failure
    return { origin, tenant, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return [];
  throw error;
}

function listen(port: number, host: string, fetch: Tenant["fetch"]): Promise<ServerType> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => resolve(server));
  });
}

/** The adapter's request only looks like one: `new Request(request)` does not take it. */
function standard({ url, method, headers, body }: Request): Request {
  return new Request(url, { method, headers, body, ...(body === null ? {} : { duplex: "half" }) });
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
