import type { SessionCore } from "#session/session-core.ts";
import { createSteering, scenarioIn } from "#session/steering.ts";

/** What happens when the page comes and goes. */
export function createPageVisit(core: SessionCore) {
  const { storage } = core.ports;
  const steering = createSteering(core);

  return {
    /**
     * The page is here again, and nothing answers what was under way. What was broken at the tenant for
     * it is undone. Where a login left, and that the tenant shows a page of its own is what was broken,
     * it is explained.
     */
    resume: (): void => {
      core.comeBack();
      void steering.revert();
      const pending = storage.loadPending();
      const scenario = pending && scenarioIn(core.state().choices, pending.returnTo);
      if (pending === null || !scenario?.isAnsweredByPage) return;
      storage.forgetPending();
      core.refuse(pending.returnTo, scenario.finding);
    },

    /** The page goes away. What is broken for a login that leaves is to last until it is back. */
    goAway: (): void => {
      if (core.state().busy !== "leaving") void steering.revert();
    },
  };
}
