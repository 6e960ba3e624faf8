import type { StepId } from "#linking/walkthrough/journey.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { freshChoices } from "./choices.ts";
import { createLinkingActions } from "./linking-actions.ts";
import { createRun } from "./run.ts";
import type { Busy } from "./presses.ts";
import type { SessionCore } from "./session-core.ts";
import { createSignInActions } from "./sign-in/sign-in-actions.ts";

/** The session of this tab: its state, and everything a reader can do. Actions never throw. */
export type Session = ReturnType<typeof createSession>;

/** Gives a core its actions. It is the one place where effects meet the pure rules of `linking`. */
export function createSession(core: SessionCore) {
  const run = createRun(core);
  const linking = createLinkingActions(core, run);
  const signIn = createSignInActions(core, run, linking);

  /**
   * The step's own request once more; `null` where it sends none.
   *
   * @param during what was under way, in a step that can do more than one thing
   */
  function repeat(step: StepId, during: Busy | null = null): (() => Promise<void>) | null {
    if (during === "renewing") return signIn.renew;
    if (step === "changes" && during === "popup") return signIn.seeLinkedLogin;
    const { action } = stepOf(step);
    if (action === "readUser") return () => linking.readUser(step);
    if (action === "unlink" && linking.request(step) === null) return null;
    return action && { ...linking, ...signIn }[action];
  }

  return {
    ...core,
    ...linking,
    ...signIn,
    repeat,

    /** Mends what is broken in a step and sends its request again. */
    revertAndRepeat: async (step: StepId): Promise<void> => {
      core.choose({ scenario: null });
      await repeat(step)?.();
    },

    /** Whether the request of a step is a login that was edited. */
    isEdited: (step: StepId): boolean => isLogin(step) && core.state().choices[step] !== null,

    /** Puts the request of a login back to the usual one and sends it. */
    resetAndRepeat: async (step: StepId): Promise<void> => {
      if (isLogin(step)) core.choose({ [step]: null });
      await repeat(step)?.();
    },

    /** Logs in as B anew, and sends the step's request with the new proof. */
    proveAndRepeat: async (step: StepId): Promise<void> => {
      // Linked, B proves nothing any more.
      if (step === "changes") return await signIn.seeLinkedLogin();
      const before = core.state().walkthrough.secondary;
      await signIn.proveSecondary();
      const isProved = core.state().walkthrough.secondary !== before;
      if (isProved && step !== "secondary") await repeat(step)?.();
    },

    seeChecks: () => {
      if (!core.state().walkthrough.hasSeenChecks) core.record({ type: "checks-seen" });
    },

    seeChange: () => {
      if (!core.state().walkthrough.hasSeenChange) core.record({ type: "change-seen" });
    },

    /** Forgets the walkthrough, and, where it can and shall, what the tenant has learned in it. */
    startOver: async (resetsTenant: boolean): Promise<void> => {
      const wish = { busy: "starting-over", step: "tenant" } as const;
      await core.press({ wish, work: () => forgetAll(resetsTenant) });
    },
  };

  async function forgetAll(resetsTenant: boolean): Promise<void> {
    core.ports.log.clear();
    core.record({ type: "started-over" });
    core.choose(freshChoices(core.state().choices));
    await Promise.all([signIn.forgetLogins(), resetsTenant && resetTenant()]);
  }

  async function resetTenant(): Promise<void> {
    await core.ports.control?.change({ method: "POST", path: "reset", body: {} });
    core.record({ type: "logged-in-at-tenant", account: null });
  }
}

function isLogin(step: StepId): step is "primary" | "secondary" {
  return step === "primary" || step === "secondary";
}
