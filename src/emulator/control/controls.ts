import type { Core, Surroundings } from "#emulator/core.ts";
import type { TenantConfig } from "#emulator/model.ts";
import type { PolicyName } from "#emulator/policy.ts";
import type { ControlledClock } from "./clock.ts";
import type { LogKeeper } from "./log.ts";
import type { SnapshotKeeper } from "./snapshots.ts";

/** What the control API turns: ports of the tenant, never a handler. */
export type Controls = Surroundings & {
  core: Core;
  /** The origin whose pages may use the control API. */
  appOrigin: string;
  clock: ControlledClock;
  log: LogKeeper;
  snapshots: SnapshotKeeper;
  policyName: () => PolicyName;
  setPolicy: (name: PolicyName) => void;
  /** Has the tenant know other applications or connections. */
  setConfig: (config: TenantConfig) => void;
  /** Puts everything back to how the tenant began, keys excepted. */
  reset: () => void;
};
