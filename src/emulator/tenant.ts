import type { AddToLog } from "./answer-log.ts";
import { createApp } from "./app.ts";
import { CHECKS } from "./checks.ts";
import type { Checks } from "./checks.ts";
import { createControlApp } from "./control/app.ts";
import { createControlledClock } from "./control/clock.ts";
import { createLogKeeper } from "./control/log.ts";
import { createSnapshotKeeper } from "./control/snapshots.ts";
import type { Core } from "./core.ts";
import { createEntrance } from "./entrance.ts";
import { admitArrival, admitRequest, LOOPBACK_NAMES } from "./gate.ts";
import type { Arrival } from "./gate.ts";
import { SERVER_TRAITS } from "./host-traits.ts";
import type { HostTraits } from "./host-traits.ts";
import { createFaults } from "#emulator/control/faults.ts";
import { randomId } from "./ids.ts";
import { toResponse } from "#emulator/messages/light-response.ts";
import type { LightResponse } from "#emulator/messages/light-response.ts";
import { generateSigningKeys } from "./keys.ts";
import type { SigningKeys } from "./keys.ts";
import type { PolicyName } from "./policy.ts";
import type { Certify, Clock, Random, TenantLog, Wait } from "./ports.ts";
import { createRateLimiter, DEFAULT_RATE_LIMIT } from "#emulator/management/rate-limit.ts";
import type { RateLimit } from "#emulator/management/rate-limit.ts";
import { LINKLAB_SEED } from "./seed/files.ts";
import type { TenantSeed } from "./seed/files.ts";
import type { ExtraCallback } from "./seed/extra-callbacks.ts";
import type { SeedNote } from "./seed/notes.ts";
import { loadSeed } from "./seed/load.ts";
import { clearStore, createMemoryStore, createSweeper, saveStore } from "./store.ts";
import type { Store } from "./store.ts";

/** How a tenant is made. */
export type TenantOptions = {
  /** Where the tenant is served, an origin with a trailing slash: `http://localhost:5180/`. */
  issuer: string;
  /** Origin of the app that logs in, without a slash; replaces `##APP_ORIGIN##` in the seed. */
  appOrigin: string;
  /** Origins of further apps: what the seed registers for the first, it registers for these, too. */
  otherAppOrigins?: readonly string[] | undefined;
  /** Callbacks besides those of the seed. */
  callbacks?: readonly ExtraCallback[] | undefined;
  clock: Clock;
  random: Random;
  /** Default: LinkLab's own tenant. */
  seed?: TenantSeed | undefined;
  /** Told what the seed has that is not emulated. */
  onSkipped?: ((note: SeedNote) => void) | undefined;
  /** Default: empty, in memory. Users of the seed are added unless it already holds some. */
  store?: Store | undefined;
  /** Default: two fresh RSA key pairs, made on first use. */
  keys?: (() => Promise<SigningKeys>) | undefined;
  /** Default: none, and the JWKS has no `x5c` and `x5t`. */
  certify?: Certify | undefined;
  /** Of the Management API. Default: 50 requests, refilled by 50 a second. */
  rateLimit?: RateLimit | undefined;
  /** Default: today. */
  policy?: PolicyName | undefined;
  /** Names that it answers to besides those of loopback and the issuer's, as in a `Host` header. */
  names?: readonly string[] | undefined;
  /** Whether `/_linklab/` answers, to loopback names only. Default: yes. */
  hasControl?: boolean | undefined;
  /** What its host can do. Default: all that a server can. */
  traits?: HostTraits | undefined;
  /** How latency is played. Default: a timer. */
  wait?: Wait | undefined;
  log?: TenantLog | undefined;
};

/** An Auth0-compatible tenant without a host: requests go in, responses come out. */
export type Tenant = {
  readonly issuer: string;
  /** Answers one request. Never rejects; a fault may make it a network error (`Response.error()`). */
  fetch: (request: Request) => Promise<Response>;
  /** The same for what a connection brought, which may be no request at all. */
  receive: (arrival: Arrival) => Promise<Response | LightResponse>;
  /** Makes the signing keys now instead of on first use. */
  prepare: () => Promise<void>;
};

/**
 * Makes a tenant.
 * @throws TypeError when the issuer is not an origin with a trailing slash, the app origin is not an
 * origin, or the seed is bad
 */
export function createTenant(options: TenantOptions): Tenant {
  return createTenantOf(CHECKS, options);
}

/** As `createTenant`, with the checks that it is given. */
export function createTenantOf(checks: Checks, options: TenantOptions): Tenant {
  const { issuer, appOrigin, random } = options;
  if (!isOrigin(issuer.slice(0, -1)) || !issuer.endsWith("/"))
    throw new TypeError(`issuer must be an origin with a trailing slash, not "${issuer}"`);
  if (!isOrigin(appOrigin))
    throw new TypeError(`appOrigin must be an origin without a trailing slash, not "${appOrigin}"`);

  const managementAudience = `${issuer}api/v2/`;
  const clock = createControlledClock(options.clock);
  const { config: initialConfig, users } = loadSeed(options.seed ?? LINKLAB_SEED, {
    issuer,
    appOrigin,
    otherAppOrigins: options.otherAppOrigins,
    callbacks: options.callbacks,
    onSkipped: options.onSkipped,
    managementAudience,
    now: clock.now(),
  });
  const store = options.store ?? createMemoryStore();
  function plantUsers(): void {
    const now = clock.now();
    for (const user of users)
      store.users.set(user.userId, { ...user, createdAt: now, updatedAt: now });
  }
  if (store.users.size === 0) plantUsers();

  const makeKeys = options.keys ?? (() => generateSigningKeys(random));
  let made: Promise<SigningKeys> | undefined;
  const keys = (): Promise<SigningKeys> => (made ??= makeKeys());
  let config = initialConfig;
  const initialPolicy = options.policy ?? "today";
  let policyName = initialPolicy;
  const faults = createFaults();
  const rateLimiter = createRateLimiter(
    [options.clock, clock.now],
    options.rateLimit ?? DEFAULT_RATE_LIMIT,
  );
  const log = createLogKeeper();
  // Applications without a secret need one the moment a fault makes them sign with HS256.
  const sharedSecret = randomId(random, 64);

  const hasControl = options.hasControl !== false;
  const core: Core = {
    issuer,
    origin: issuer.slice(0, -1),
    appOrigin,
    hasControl,
    traits: options.traits ?? SERVER_TRAITS,
    managementAudience,
    get config() {
      return config;
    },
    store,
    clock: clock.now,
    random,
    keys,
    certify: options.certify,
    checks,
    policy: () => checks.policies[policyName],
    idTokenAlg: ({ idTokenAlg }, endpoint) =>
      faults.take(endpoint, ["hs256"]) === undefined ? idTokenAlg : "HS256",
    sharedSecret: ({ clientSecret }) => clientSecret ?? sharedSecret,
  };
  const surroundings = {
    faults,
    rateLimiter,
    machineClock: options.clock,
    wait: options.wait ?? waitForReal,
  };
  const addToLog: AddToLog = (entry) => {
    const number = log.add(entry);
    options.log?.(entry);
    return hasControl ? number : undefined;
  };
  const app = createApp(core, surroundings, addToLog);
  const snapshots = createSnapshotKeeper(() => {
    const [was, limit, waiting] = [clock.state(), rateLimiter.limit(), faults.list()];
    const [savedConfig, savedPolicy] = [config, policyName];
    const restoreStore = saveStore(store);
    return () => {
      restoreStore();
      config = savedConfig;
      policyName = savedPolicy;
      faults.replace(waiting);
      rateLimiter.set(limit);
      clock.setOffset(was.offset);
      if (was.isFrozen) clock.freeze(was.now);
    };
  });
  const control = createControlApp({
    ...surroundings,
    core,
    appOrigin,
    clock,
    log,
    snapshots,
    setConfig: (changed) => {
      config = changed;
    },
    policyName: () => policyName,
    setPolicy: (name) => {
      policyName = name;
    },
    reset: () => {
      config = initialConfig;
      policyName = initialPolicy;
      snapshots.clear();
      faults.clear();
      clock.reset();
      log.clear();
      rateLimiter.set(options.rateLimit ?? DEFAULT_RATE_LIMIT);
      clearStore(store);
      plantUsers();
    },
  });
  const sweep = createSweeper(store);
  const enter = createEntrance({
    app,
    control: hasControl ? control : undefined,
    faults,
    clock: clock.now,
    addToLog,
    // A tenant whose clock is turned, and turned back, has forgotten nothing meanwhile.
    sweep: () => sweep(Math.min(clock.now(), options.clock())),
  });
  const names = new Set([...LOOPBACK_NAMES, new URL(issuer).hostname, ...(options.names ?? [])]);
  return {
    issuer,
    fetch: async (request) => toResponse(await enter(admitRequest(request, names))),
    receive: (arrival) => enter(admitArrival(arrival, names)),
    prepare: async () => {
      await keys();
    },
  };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

function waitForReal(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
