import { explainFailure } from "#linking/explain-failure.ts";
import type { StepId } from "#linking/journey.ts";
import type { Actor } from "#wire/event.ts";
import type { Busy, SessionCore } from "./session-core.ts";

/** Runs one action: alone, for one account's colour, with every failure explained. Never throws. */
export type Run = (
  step: StepId,
  busy: Busy,
  actor: Actor | null,
  action: () => Promise<void>,
) => Promise<void>;

/** Makes the runner of a session. A call while another runs does nothing. */
export function createRun(core: SessionCore): Run {
  return async (step, busy, actor, action) => {
    if (core.state().busy !== null) return;
    core.publish({ busy, finding: null });
    core.ports.setActor(actor);
    try {
      await action();
    } catch (error) {
      const { isOnline, appOrigin, tenant, now } = core.ports;
      const circumstances = {
        isOnline: isOnline(),
        appOrigin,
        tenantOrigin: tenant.origin,
        now: now(),
      };
      core.publish({ finding: { ...explainFailure(error, circumstances), step, came: null } });
    } finally {
      core.ports.setActor(null);
      core.publish({ busy: null });
    }
  };
}
