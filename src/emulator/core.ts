import type { Checks } from "./checks.ts";
import type { Endpoint } from "./endpoints.ts";
import type { FaultKind, Faults } from "#emulator/control/faults.ts";
import type { Refused } from "./gate.ts";
import type { HostTraits } from "./host-traits.ts";
import type { SigningKeys } from "./keys.ts";
import type { Application, TenantConfig } from "./model.ts";
import type { Policy } from "./policy.ts";
import type { AnswerHeaders } from "#emulator/messages/answer-headers.ts";
import type { Certify, Clock, Random, Sha256, Wait } from "./ports.ts";
import type { RateLimiter } from "#emulator/management/rate-limit.ts";
import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import type { Store } from "./store.ts";

/** What every handler works with. */
export type Core = {
  /** With the trailing slash, as in `iss`. */
  issuer: string;
  /** Without it. */
  origin: string;
  /** Of the app that the tenant serves, without a slash. */
  appOrigin: string;
  /** Of the session. Cookies ignore ports, so two tenants on one host keep apart by their names. */
  cookie: string;
  /** Whether the control API answers. */
  hasControl: boolean;
  /** What its host can do. */
  traits: HostTraits;
  /** The audience of the Management API. */
  managementAudience: string;
  config: TenantConfig;
  store: Store;
  clock: Clock;
  random: Random;
  sha256: Sha256;
  /** Resolves to the same keys each time; makes them on the first call. */
  keys: () => Promise<SigningKeys>;
  /** How certificates of the keys are made; undefined where the host has no means. */
  certify: Certify | undefined;
  /** What decides who may link. */
  checks: Checks;
  /** The policy in force now. */
  policy: () => Policy;
  /** How an application's next ID token is signed at this endpoint. */
  idTokenAlg: (application: Application, endpoint: Endpoint) => "RS256" | "HS256";
  /** The secret that HS256 signs with. */
  sharedSecret: (application: Application) => string;
};

/** What surrounds the handlers: ports that the control API turns. */
export type Surroundings = {
  faults: Faults;
  rateLimiter: RateLimiter;
  /** The clock that nobody turns. */
  machineClock: Clock;
  wait: Wait;
};

/** Hono's typing of what travels with one request. */
export type TenantEnv = {
  Bindings: {
    /** Which fault will cut the answer off, if one will. */
    fault?: FaultKind;
    /** What the gate kept out, if it did. */
    refused?: Refused;
  };
  Variables: {
    /** Those of the answer, before and after there is one. */
    headers: AnswerHeaders | undefined;
    /** What decided the answer; read by the log. */
    rule: RuleId | undefined;
    /** How it went back, if it is an authorization response. */
    delivery: DeliveryId | undefined;
    /** Why it was refused. */
    because: string | undefined;
    /** Who asks, once known; decides which origins may read the answer. */
    application: Application | undefined;
    failure: unknown;
    /** Which fault was played, if one was. */
    fault: string | undefined;
  };
};
