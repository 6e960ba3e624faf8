import { weigh } from "./accounts/room.ts";
import type { AddToLog } from "./answer-log.ts";
import { createApp } from "./app.ts";
import type { CreateHome } from "./app.ts";
import { CHECKS } from "./checks.ts";
import type { Checks } from "./checks.ts";
import { createControlApp } from "./control/app.ts";
import { createLogKeeper } from "./control/log.ts";
import type { SavedLog } from "./control/log.ts";
import { createSnapshotKeeper } from "./control/snapshots.ts";
import { createSteering } from "./control/steering.ts";
import type { SavedSteering } from "./control/steering.ts";
import type { Core } from "./core.ts";
import { createEntrance } from "./entrance.ts";
import { admitArrival, admitRequest, LOOPBACK_NAMES } from "./gate.ts";
import type { Arrival } from "./gate.ts";
import { SERVER_TRAITS } from "./host-traits.ts";
import type { HostTraits } from "./host-traits.ts";
import { randomId } from "./ids.ts";
import { toResponse } from "#emulator/messages/light-response.ts";
import type { LightResponse } from "#emulator/messages/light-response.ts";
import { generateSigningKeys } from "./keys.ts";
import type { SigningKeys } from "./keys.ts";
import type { PolicyName } from "./policy.ts";
import type { Certify, Clock, Random, Sha256, TenantLog, Wait } from "./ports.ts";
import type { RateLimit } from "#emulator/management/rate-limit.ts";
import { LINKLAB_SEED } from "./seed/files.ts";
import type { TenantSeed } from "./seed/files.ts";
import type { ExtraCallback } from "./seed/extra-callbacks.ts";
import type { SeedNote } from "./seed/notes.ts";
import { loadSeed } from "./seed/load.ts";
import { clearStore, createMemoryStore, createSweeper, loadStore, saveStore } from "./store.ts";
import type { SavedRecords, Store } from "./store.ts";

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
  /** Default: it begins anew. One that went away goes on with what it was. */
  state?: TenantState | undefined;
  /** Default: two fresh RSA key pairs, made on first use. */
  keys?: (() => Promise<SigningKeys>) | undefined;
  /** Default: that of WebCrypto. */
  sha256?: Sha256 | undefined;
  /** Default: none, and the JWKS has no `x5c` and `x5t`. */
  certify?: Certify | undefined;
  /** Of the Management API. Default: 50 requests, refilled by 50 a second. */
  rateLimit?: RateLimit | undefined;
  /** Default: today. */
  policy?: PolicyName | undefined;
  /** Names that it answers to besides those of loopback and the issuer's, as in a `Host` header. */
  names?: readonly string[] | undefined;
  /** What stands at the root. Default: nothing, since an app may have it. */
  home?: CreateHome | undefined;
  /** Whether `/_linklab/` answers. Default: yes. */
  hasControl?: boolean | undefined;
  /** What its host can do. Default: all that a server can. */
  traits?: HostTraits | undefined;
  /** How latency is played. Default: a timer. */
  wait?: Wait | undefined;
  log?: TenantLog | undefined;
};

/** All that changes of a tenant while it runs, keys excepted: data that can be cloned. It holds secrets. */
export type TenantState = { records: SavedRecords; steering: SavedSteering; log: SavedLog };

/** An Auth0-compatible tenant without a host: requests go in, responses come out. */
export type Tenant = {
  readonly issuer: string;
  /** Answers one request. Never rejects; a fault may make it a network error (`Response.error()`). */
  fetch: (request: Request) => Promise<Response>;
  /** The same for what a connection brought, which may be no request at all. */
  receive: (arrival: Arrival) => Promise<Response | LightResponse>;
  /** Makes the signing keys now instead of on first use. */
  prepare: () => Promise<void>;
  /** What it is now. What is in it is replaced with each change, never changed itself. */
  state: () => TenantState;
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
  const { hostname, port } = new URL(issuer);
  const begunAt = options.clock();
  const { config, users } = loadSeed(options.seed ?? LINKLAB_SEED, {
    issuer,
    appOrigin,
    otherAppOrigins: options.otherAppOrigins,
    callbacks: options.callbacks,
    onSkipped: options.onSkipped,
    managementAudience,
    now: begunAt,
  });
  const { policy, rateLimit } = options;
  const steering = createSteering(options.clock, { config, policy, rateLimit });
  const { clock, faults, rateLimiter } = steering;
  const store = options.store ?? createMemoryStore();
  function plantUsers(): void {
    const now = clock.now();
    for (const user of users)
      store.users.set(user.userId, { ...user, mark: {}, createdAt: now, updatedAt: now });
  }
  const { state } = options;
  if (state !== undefined) {
    loadStore(store, state.records);
    steering.load(state.steering);
  } else if (store.users.size === 0) plantUsers();

  const makeKeys = options.keys ?? (() => generateSigningKeys(random));
  let made: Promise<SigningKeys> | undefined;
  const keys = (): Promise<SigningKeys> => (made ??= makeKeys());
  const log = createLogKeeper(state?.log);
  // Applications without a secret need one the moment a fault makes them sign with HS256.
  const sharedSecret = randomId(random, 64);

  const hasControl = options.hasControl !== false;
  const core: Core = {
    issuer,
    origin: issuer.slice(0, -1),
    appOrigin,
    cookie: port === "" ? "auth0" : `auth0_${port}`,
    hasControl,
    traits: options.traits ?? SERVER_TRAITS,
    managementAudience,
    get config() {
      return steering.config();
    },
    store,
    clock: clock.now,
    random,
    sha256: options.sha256 ?? sha256ByWebCrypto,
    keys,
    certify: options.certify,
    checks,
    policy: () => checks.policies[steering.policyName()],
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
  const app = createApp(core, surroundings, addToLog, options.home);
  const snapshots = createSnapshotKeeper(() => {
    const [saved, records] = [steering.save(), saveStore(store)];
    return {
      restore: () => {
        loadStore(store, records);
        steering.load(saved);
      },
      bytes: Object.values(records)
        .flat()
        .reduce((bytes, [, record]) => bytes + weigh(record), weigh(saved)),
    };
  });
  const control = createControlApp({
    ...surroundings,
    core,
    appOrigin,
    clock,
    log,
    snapshots,
    setConfig: steering.setConfig,
    policyName: steering.policyName,
    setPolicy: steering.setPolicy,
    reset: () => {
      steering.reset();
      snapshots.clear();
      log.clear();
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
  const names = new Set([...LOOPBACK_NAMES, hostname, ...(options.names ?? [])]);
  return {
    issuer,
    fetch: async (request) => toResponse(await enter(admitRequest(request, names))),
    receive: (arrival) => enter(admitArrival(arrival, names)),
    prepare: async () => {
      await keys();
    },
    state: () => ({ records: saveStore(store), steering: steering.save(), log: log.save() }),
  };
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

async function sha256ByWebCrypto(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function waitForReal(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
