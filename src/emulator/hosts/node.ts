import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { createTenant, type Tenant, type TenantOptions } from "#emulator/tenant.ts";
import type { Certify } from "#emulator/ports.ts";
import { adapt } from "./adapt.ts";
import { systemClock as clock, systemRandom as random } from "./system.ts";

/** Where to serve a tenant; the rest as in `TenantOptions`. */
export type ServeTenantOptions = Partial<Omit<TenantOptions, "issuer">> & {
  /** 0 takes a free one. */
  port: number;
  /** Default: where it is served. Another stands for a proxy before it. */
  issuer?: string | undefined;
  appOrigin: string;
  /** Default: loopback only, 127.0.0.1 and, where it exists, ::1. Elsewhere there is no control API. */
  host?: string | undefined;
  /** Whether to serve https, with a certificate that is made now. Default: http. */
  https?: boolean | undefined;
  /** Names besides loopback's and the issuer's by which the tenant is reached. */
  names?: readonly string[] | undefined;
};

/** A tenant that is being served. */
export type ServedTenant = {
  /** Where it can be reached from this computer; the issuer unless another was given. */
  origin: string;
  port: number;
  tenant: Tenant;
  /** With https: the certificate of the authority to trust, in PEM. */
  ca: string | undefined;
  close: () => Promise<void>;
};

/** Names of this computer that lead nowhere else. */
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];
/** Addresses that stand for all of this computer's. */
const EVERYWHERE = ["0.0.0.0", "::"];

/**
 * Serves a tenant, at `http://localhost:PORT` unless told otherwise. Resolves as soon as it listens; the
 * signing keys are made meanwhile. Rejects with the system's error, `code` `EADDRINUSE` for one, when it
 * cannot listen.
 */
export async function serveTenant({
  port,
  host,
  https = false,
  names = [],
  issuer,
  ...rest
}: ServeTenantOptions): Promise<ServedTenant> {
  let tenant: Tenant | undefined;
  const isHere = host === undefined || LOOPBACK.includes(host);
  const name = isHere || EVERYWHERE.includes(host) ? "localhost" : host;
  const secured = https ? await secure(name, issuer, names) : undefined;
  const answer = adapt(() => tenant);
  const open = (at: number, address: string) => listen(at, address, answer, secured);
  const servers = [await open(port, isHere ? "127.0.0.1" : host)];
  const address = servers[0]?.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  const close = async () => void (await Promise.all(servers.map(stop)));
  try {
    if (isHere) servers.push(...(await open(taken, "::1").then(one, none)));
    const origin = `${https ? "https" : "http"}://${inUrl(name)}:${taken}`;
    const where = issuer ?? `${new URL(origin).origin}/`;
    tenant = createTenant({ clock, random, certify, hasControl: isHere, ...rest, issuer: where });
    tenant.prepare().catch(() => undefined); // a request that needs the keys meets the same failure
    return { origin, port: taken, tenant, ca: secured?.ca, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded when the JWKS is first asked for, which few starts live to see. */
const certify: Certify = async (...key) =>
  (await import("./certificates.ts")).certifySigningKey(...key);

/** What a server over https is made of, all of which only some starts need. */
type Secured = Awaited<ReturnType<typeof secure>>;

async function secure(name: string, issuer: string | undefined, others: readonly string[]) {
  const { createServer } = await import("node:https");
  const { createServerCertificate } = await import("./certificates.ts");
  const ofIssuer =
    issuer === undefined ? [] : [new URL(issuer).hostname.replace(/^\[(.*)\]$/, "$1")];
  const certified = new Set([...LOOPBACK, name, ...ofIssuer, ...others]);
  const { ca, ...serverOptions } = await createServerCertificate([...certified], clock());
  return { ca, createServer, serverOptions };
}

const inUrl = (name: string) => (name.includes(":") ? `[${name}]` : name);

const one = (server: ServerType) => [server];
const none = (error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") return [];
  throw error;
};

function listen(
  port: number,
  host: string,
  fetch: ReturnType<typeof adapt>,
  { createServer, serverOptions }: Partial<Secured> = {},
): Promise<ServerType> {
  const how = createServer && serverOptions && { createServer, serverOptions };
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false, ...how });
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => resolve(server));
  });
}

const stop = (server: ServerType) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
