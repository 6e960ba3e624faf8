import type nodeCrypto from "node:crypto";
import type { ServerOptions } from "node:http";
import { createTenant, type Tenant, type TenantOptions } from "#emulator/tenant.ts";
import type { Certify, Sha256 } from "#emulator/ports.ts";
import { createHomeRoutes } from "#emulator/home/route.ts";
import { openDoors } from "./connections.ts";
import { defer } from "./deferred.ts";
import { createWait } from "./turns.ts";
import { systemClock as clock, systemRandom as random } from "./system.ts";

/** Where to serve a tenant; the rest as in `TenantOptions`. */
export type ServeTenantOptions = Partial<Omit<TenantOptions, "issuer">> & {
  /** 0 takes a free one. */
  port: number;
  /** Default: where it is served. Another stands for a proxy before it. */
  issuer?: string | undefined;
  appOrigin: string;
  /**
   * Default: loopback only, 127.0.0.1 and, where it exists, ::1. Elsewhere there is no control API, and
   * clients need one of `names`.
   */
  host?: string | undefined;
  /** Whether to serve https, with a certificate that is made now. Default: http. */
  https?: boolean | undefined;
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
 * signing keys are made when they are first needed. Rejects with the system's error, `code` `EADDRINUSE` for one, when it
 * cannot listen.
 */
export async function serveTenant({
  port,
  host,
  https = false,
  issuer,
  ...rest
}: ServeTenantOptions): Promise<ServedTenant> {
  const isHere = host === undefined || LOOPBACK.includes(host);
  const name = isHere || EVERYWHERE.includes(host) ? "localhost" : host;
  const secured = https ? await secure(name, issuer, rest.names ?? []) : undefined;
  const { promise: opened, resolve: open } = defer<Tenant>();
  const doors = await openDoors(
    port,
    // What comes before there is a tenant waits for it.
    async (arrival) => (await opened).receive(arrival),
    isHere ? undefined : host,
    secured?.createServer,
  );
  try {
    const { origin } = new URL(`${https ? "https" : "http"}://${inUrl(name)}:${doors.port}`);
    const where = issuer ?? `${origin}/`;
    const of = { home: createHomeRoutes, hasControl: isHere };
    const ports = { clock, random, certify, sha256, wait: createWait(), ...of };
    const tenant = createTenant({ ...ports, ...rest, issuer: where });
    open(tenant);
    return { origin, port: doors.port, tenant, ca: secured?.ca, close: doors.close };
  } catch (error) {
    await doors.close();
    throw error;
  }
}

/** Loaded when the JWKS is first asked for, which few starts live to see. */
const certify: Certify = async (...key) =>
  (await import("./certificates.ts")).certifySigningKey(...key);

/** WebCrypto has another thread do it, and to ask that costs ten times as much. Loaded with the first login. */
const sha256: Sha256 = async (text) => {
  hashing ??= import("node:crypto");
  return (await hashing).createHash("sha256").update(text).digest();
};
let hashing: Promise<typeof nodeCrypto> | undefined;

/** What a server over https is made of, all of which only some starts need. */
async function secure(name: string, issuer: string | undefined, others: readonly string[]) {
  const { createServer } = await import("node:https");
  const { createServerCertificate } = await import("./certificates.ts");
  const ofIssuer =
    issuer === undefined ? [] : [new URL(issuer).hostname.replace(/^\[(.*)\]$/, "$1")];
  const certified = new Set([...LOOPBACK, name, ...ofIssuer, ...others]);
  const { ca, ...pair } = await createServerCertificate([...certified], clock());
  // Node names HTTP/1.1 alone, and ends the handshake of who names HTTP/1.0 alone: `curl -0` does.
  const settings = { ...pair, ALPNProtocols: ["http/1.1", "http/1.0"] };
  return {
    ca,
    createServer: (options: ServerOptions) => createServer({ ...options, ...settings }),
  };
}

const inUrl = (name: string) => (name.includes(":") ? `[${name}]` : name);
