import type { SigningKeys } from "./keys.ts";
import type { Application, TenantConfig } from "./model.ts";
import type { Clock, Random } from "./ports.ts";
import type { RuleId } from "./rules.ts";
import type { Store } from "./store.ts";

/** What every handler works with. */
export interface Core {
  /** With the trailing slash, as in `iss`. */
  issuer: string;
  /** Without it. */
  origin: string;
  /** The audience of the Management API. */
  managementAudience: string;
  config: TenantConfig;
  store: Store;
  clock: Clock;
  random: Random;
  /** Resolves to the same keys each time; makes them on the first call. */
  keys: () => Promise<SigningKeys>;
}

/** Hono's typing of what travels with one request. */
export interface TenantEnv {
  Variables: {
    /** What decided the answer; read by the log. */
    rule: RuleId;
    /** Who asks, once known; decides which origins may read the answer. */
    application: Application | undefined;
    failure: unknown;
  };
}
