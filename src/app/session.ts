import { createLinkingActions } from "./linking-actions.ts";
import { createRun } from "./run.ts";
import type { SessionCore } from "./session-core.ts";
import { createSignInActions } from "./sign-in-actions.ts";

/** The session of this tab: its state, and everything a reader can do. Actions never throw. */
export type Session = ReturnType<typeof createSession>;

/** Gives a core its actions. It is the one place where effects meet the pure rules of `linking`. */
export function createSession(core: SessionCore) {
  const run = createRun(core);
  const linking = createLinkingActions(core, run);
  return {
    ...core,
    ...linking,
    ...createSignInActions(core, run, linking.readUserQuietly),

    seeChecks: () => {
      if (!core.state().walkthrough.hasSeenChecks) core.record({ type: "checks-seen" });
    },

    seeChange: () => {
      if (!core.state().walkthrough.hasSeenChange) core.record({ type: "change-seen" });
    },

    startOver: () => {
      if (core.state().busy !== null) return;
      core.ports.log.clear();
      core.record({ type: "started-over" });
      core.publish({ finding: null });
    },
  };
}
