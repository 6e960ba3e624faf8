import { explainFailure } from "#linking/explain-failure.ts";
import type { StepId } from "#linking/journey.ts";
import type { Actor } from "#wire/event.ts";
import type { Busy, SessionCore } from "./session-core.ts";
import { noteTenantSide } from "./tenant-notes.ts";

/** Runs one action: alone, for one account's colour, with every failure explained. Never throws. */
export type Run = (
  step: StepId,
  busy: Busy,
  actor: Actor | null,
  action: () => Promise<void>,
  /** `refusal`: that the tenant says no is what the reader wants to see. */
  expects?: "success" | "refusal",
) => Promise<void>;

/** Makes the runner of a session. A call while another runs does nothing. */
export function createRun(core: SessionCore): Run {
  return async (step, busy, actor, action, expects = "success") => {
    if (core.state().busy !== null) return;
    core.publish({ busy, finding: null });
    core.ports.setActor(actor);
    const { log } = core.ports;
    // The answer of a login belongs to the run that left for it.
    const left = busy === "callback" ? log.underWay() : null;
    const number = left ?? log.begin({ step, expects });
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
      const { finding } = core.state();
      if (finding !== null) log.explain(number, finding.id);
      log.finish(number);
      core.ports.setActor(null);
      core.publish({ busy: null });
      // Nothing waits for it, and nothing fails with it.
      noteTenantSide(core.ports, number).catch(() => undefined);
    }
  };
}
