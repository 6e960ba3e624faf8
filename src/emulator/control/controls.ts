import type { Core, Surroundings } from "#emulator/core.ts";
import type { PolicyName } from "#emulator/policy.ts";
import type { ControlledClock } from "./clock.ts";
import type { LogKeeper } from "./log.ts";

/** What the control API turns: ports of the tenant, never a handler. */
export type Controls = Surroundings & {
  core: Core;
  /** The origin whose pages may use the control API. */
  appOrigin: string;
  clock: ControlledClock;
  log: LogKeeper;
  policyName: () => PolicyName;
  setPolicy: (name: PolicyName) => void;
  /** Puts everything back to how the tenant began, keys excepted. */
  reset: () => void;
};
