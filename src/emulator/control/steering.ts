import type { TenantConfig } from "#emulator/model.ts";
import type { PolicyName } from "#emulator/policy.ts";
import type { Clock } from "#emulator/ports.ts";
import { createRateLimiter, DEFAULT_RATE_LIMIT } from "#emulator/management/rate-limit.ts";
import type { RateLimit } from "#emulator/management/rate-limit.ts";
import { createControlledClock } from "./clock.ts";
import { createFaults } from "./faults.ts";
import type { Fault } from "./faults.ts";

/** How a tenant begins, as far as somebody may change it later. */
type Beginning = {
  config: TenantConfig;
  policy: PolicyName | undefined;
  rateLimit: RateLimit | undefined;
};

/** How a tenant is turned at a moment: data that can be cloned. */
export type SavedSteering = {
  /** Undefined while it is the one that the seed gave. */
  config: TenantConfig | undefined;
  policy: PolicyName;
  /** Milliseconds; a clock that stands still stands at `frozenAt`. */
  clock: { offset: number; frozenAt: number | undefined };
  faults: readonly Fault[];
  rateLimit: RateLimit;
};

/** Makes what the control API turns of a tenant, beside its store. It begins as if it were not there. */
export function createSteering(machineClock: Clock, beginning: Beginning) {
  const initialPolicy = beginning.policy ?? "today";
  const initialLimit = beginning.rateLimit ?? DEFAULT_RATE_LIMIT;
  const clock = createControlledClock(machineClock);
  const faults = createFaults();
  const rateLimiter = createRateLimiter([machineClock, clock.now], initialLimit);
  let config = beginning.config;
  let policyName = initialPolicy;
  return {
    clock,
    faults,
    rateLimiter,
    config: () => config,
    setConfig: (changed: TenantConfig) => {
      config = changed;
    },
    policyName: () => policyName,
    setPolicy: (name: PolicyName) => {
      policyName = name;
    },
    save: (): SavedSteering => {
      const { offset, isFrozen, now } = clock.state();
      return {
        config: config === beginning.config ? undefined : config,
        policy: policyName,
        clock: { offset, frozenAt: isFrozen ? now : undefined },
        faults: faults.list(),
        rateLimit: rateLimiter.limit(),
      };
    },
    load: (saved: SavedSteering) => {
      config = saved.config ?? beginning.config;
      policyName = saved.policy;
      faults.replace(saved.faults);
      rateLimiter.set(saved.rateLimit);
      clock.setOffset(saved.clock.offset);
      if (saved.clock.frozenAt !== undefined) clock.freeze(saved.clock.frozenAt);
    },
    reset: () => {
      config = beginning.config;
      policyName = initialPolicy;
      faults.clear();
      rateLimiter.set(initialLimit);
      clock.reset();
    },
  };
}
