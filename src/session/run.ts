import { explainFailure, type Circumstances } from "#linking/findings/explain-failure.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { retryAt } from "#linking/walkthrough/retry.ts";
import { ManagementApiError } from "#protocol/errors.ts";
import type { Actor } from "#wire/event.ts";
import { scenarioIn, createSteering } from "./steering.ts";
import type { Busy } from "./presses.ts";
import type { SessionCore } from "./session-core.ts";
import { logRun } from "./log-run.ts";
import { followRefusal } from "./tenant-keys.ts";
import type { Press } from "./turns.ts";
import { isOffline } from "./sign-in/network.ts";

/** What an action is: of which step, what the button says meanwhile, and for whose account. */
export type RunOptions = Omit<Press, "wish" | "work"> & {
  readonly step: StepId;
  readonly busy: Busy;
  /** Which of several, where a step can ask for several. */
  readonly of?: string;
  readonly actor: Actor | null;
  /** `refusal`: that the tenant says no is what the reader wants to see. */
  readonly expects?: "success" | "refusal";
  /** Whether what is broken in the step is broken in this action. */
  readonly isBreakable?: boolean;
};

/** An action. It tells what it sent, so that a failure can be explained by it. */
export type Action = (tell: (sent: Circumstances) => void) => Promise<void>;

/**
 * Runs one action when its turn comes: alone, for one account's colour, with every failure explained.
 * Never throws.
 */
export type Run = (options: RunOptions, action: Action) => Promise<void>;

/** Makes the runner of a session. What becomes of a call while another runs is decided in `presses.ts`. */
export function createRun(core: SessionCore): Run {
  const { log } = core.ports;
  const steering = createSteering(core);

  async function perform(
    { step, busy, actor, expects = "success", isBreakable = false }: RunOptions,
    action: Action,
  ): Promise<void> {
    core.publish({ finding: null });
    const chosen = isBreakable ? scenarioIn(core.state().choices, step) : null;
    const scenario = chosen?.isAtRenewal === (busy === "renewing" || undefined) ? chosen : null;
    // The answer of a login belongs to the run that left for it, and so does what is broken.
    const begun = busy === "callback" ? log.underWay() : null;
    const logged = {
      step,
      expects: scenario === null ? expects : "refusal",
      actor,
      begun,
    } as const;
    await logRun(core.ports, logged, async (number) => {
      let sent: Circumstances = {};
      let hasFailed = false;
      try {
        if (busy !== "callback" && scenario !== null)
          await core.orStopped(steering.apply(scenario));
        await action((told) => (sent = told));
      } catch (error) {
        hasFailed = true;
        const isBroken = scenario !== null || expects === "refusal";
        if (!isBroken && (await followRefusal(core, error))) core.refuse(step, "tenant-renewed");
        else {
          const finding = explainFailure(error, { ...circumstances(core), ...sent });
          core.explain(step, finding, { retryAt: retryAfter(error, core.ports.now()) });
        }
      }
      // What the tenant does on purpose lasts while the page is away, if it went.
      if (busy !== "leaving" || hasFailed) await steering.revert();
      const { finding } = core.state();
      if (finding !== null) log.explain(number, finding.id);
    });
  }

  return async (options, action) => {
    const { step, busy, of, atOnce, stop, drop } = options;
    await core.press({
      wish: { busy, step, ...(of === undefined ? {} : { of }) },
      ...(atOnce && { atOnce }),
      ...(stop && { stop }),
      ...(drop && { drop }),
      work: () => perform(options, action),
    });
  };
}

/** Says that an account could not be read, in the words of why, where all before it went through. */
export function explainUnread(
  core: SessionCore,
  step: StepId,
  id: "linked-not-read" | "signed-in-not-read" | "proved-not-read",
  error: unknown,
): void {
  const { says } = explainFailure(error, circumstances(core));
  core.explain(step, { id, says }, { retryAt: retryAfter(error, core.ports.now()) });
}

/** When a request that came too early may be sent again, in milliseconds since the epoch. */
function retryAfter(error: unknown, now: Date): number | null {
  if (!(error instanceof ManagementApiError) || error.statusCode !== 429) return null;
  return retryAt(error.headers, now.getTime());
}

/** What the page knows beside an error. */
export function circumstances(core: SessionCore): Circumstances {
  const { ports, tenant } = core;
  return {
    isOnline: !isOffline(core),
    appOrigin: new URL(ports.appUrl).origin,
    tenantOrigin: tenant.origin,
    now: ports.now(),
  };
}
