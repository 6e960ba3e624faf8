import { createApp } from "./app.ts";
import type { Core } from "./core.ts";
import { generateSigningKeys } from "./keys.ts";
import type { SigningKeys } from "./keys.ts";
import type { Clock, Random, TenantLog } from "./ports.ts";
import type { RateLimit } from "./rate-limit.ts";
import { linklabSeed } from "./seed/files.ts";
import type { TenantSeed } from "./seed/files.ts";
import { loadSeed } from "./seed/load.ts";
import { createMemoryStore } from "./store.ts";
import type { Store } from "./store.ts";

/** How a tenant is made. */
export interface TenantOptions {
  /** Where the tenant is served, an origin with a trailing slash: `http://localhost:5180/`. */
  issuer: string;
  /** Origin of the app that logs in, without a slash; replaces `##APP_ORIGIN##` in the seed. */
  appOrigin: string;
  clock: Clock;
  random: Random;
  /** Default: LinkLab's own tenant. */
  seed?: TenantSeed | undefined;
  /** Default: empty, in memory. Users of the seed are added unless it already holds some. */
  store?: Store | undefined;
  /** Default: two fresh RSA key pairs, made on first use. */
  keys?: (() => Promise<SigningKeys>) | undefined;
  /** Of the Management API. Default: 50 requests, refilled by 50 a second. */
  rateLimit?: RateLimit | undefined;
  log?: TenantLog | undefined;
}

/** An Auth0-compatible tenant without a host: requests go in, responses come out. */
export interface Tenant {
  readonly issuer: string;
  /** Answers one request. Never rejects. */
  fetch: (request: Request) => Promise<Response>;
  /** Makes the signing keys now instead of on first use. */
  prepare: () => Promise<void>;
}

/**
 * Makes a tenant.
 * @throws TypeError when the issuer is not an origin with a trailing slash, the app origin is not an
 * origin, or the seed is bad
 */
export function createTenant(options: TenantOptions): Tenant {
  const { issuer, appOrigin, clock, random, log } = options;
  if (!isOrigin(issuer.slice(0, -1)) || !issuer.endsWith("/"))
    throw new TypeError(`issuer must be an origin with a trailing slash, not "${issuer}"`);
  if (!isOrigin(appOrigin))
    throw new TypeError(`appOrigin must be an origin without a trailing slash, not "${appOrigin}"`);

  const managementAudience = `${issuer}api/v2/`;
  const { config, users } = loadSeed(options.seed ?? linklabSeed, {
    issuer,
    appOrigin,
    managementAudience,
    now: clock(),
  });
  const store = options.store ?? createMemoryStore();
  if (store.users.size === 0) for (const user of users) store.users.set(user.userId, user);

  const makeKeys = options.keys ?? (() => generateSigningKeys(random));
  let made: Promise<SigningKeys> | undefined;
  const keys = (): Promise<SigningKeys> => (made ??= makeKeys());

  const core: Core = {
    issuer,
    origin: issuer.slice(0, -1),
    managementAudience,
    config,
    store,
    clock,
    random,
    keys,
  };
  const app = createApp(core, options.rateLimit ?? { burst: 50, perSecond: 50 }, log);
  return {
    issuer,
    fetch: async (request) => app.fetch(request),
    prepare: async () => {
      await keys();
    },
  };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
