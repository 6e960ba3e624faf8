import { explainFailure } from "#linking/findings/explain-failure.ts";
import type { Finding } from "#linking/findings/findings.ts";
import { logRun } from "#session/log-run.ts";
import { circumstances } from "#session/run.ts";
import type { Session } from "#session/session.ts";
import type { Actor } from "#wire/event.ts";

/** What a lab shows of the step that is under way. */
export type LabStepState = { readonly isBusy: boolean; readonly finding: Finding | null };

/** The next step of a lab. */
export type LabStep = {
  readonly actor: Actor | null;
  readonly expects: "success" | "refusal";
  readonly isLogin: boolean;
  /** @param popup where the step is a login: what the click has opened */
  readonly perform: (run: number, popup: Window | null) => Promise<void>;
};

/**
 * Takes the steps of a lab, each when its turn comes, as one run of the wire log. A login opens its popup
 * inside the click. Never throws: a step that fails is explained.
 *
 * @param lab.step the step that the wire log knows the lab by
 * @param lab.next `null` where there is none
 * @param lab.stop what else is to be done when the reader ends it
 */
export function createLabSteps(
  session: Session,
  lab: {
    readonly step: string;
    readonly next: () => LabStep | null;
    readonly publish: (change: Partial<LabStepState>) => void;
    readonly finding: () => Finding | null;
    readonly stop?: () => void;
  },
) {
  const { ports } = session;
  let popup: Window | null = null;
  let underWay: Promise<boolean> | null = null;

  async function perform(): Promise<void> {
    const step = lab.next();
    if (step === null) return;
    const opened = popup;
    if (step.isLogin && opened === null)
      return lab.publish({ finding: { id: "popup-blocked", says: null } });
    lab.publish({ isBusy: true, finding: null });
    const { actor, expects } = step;
    await logRun(ports, { step: lab.step, expects, actor }, async (run) => {
      try {
        await step.perform(run, opened);
      } catch (error) {
        lab.publish({ finding: explainFailure(error, circumstances(session)) });
      }
      const finding = lab.finding();
      if (finding !== null) ports.log.explain(run, finding.id);
    });
    popup = null;
    lab.publish({ isBusy: false });
  }

  return {
    isUnderWay: () => underWay !== null,

    /** @returns whether it went on, or does already */
    async take(): Promise<boolean> {
      if (underWay !== null) return true;
      underWay = session.press({
        wish: { busy: "lab", step: lab.step },
        atOnce: () => {
          if (lab.next()?.isLogin === true) popup = ports.openPopup();
        },
        drop: () => {
          popup?.close();
          popup = null;
        },
        stop: () => {
          lab.stop?.();
          popup?.close();
        },
        work: perform,
      });
      const hasGone = await underWay;
      underWay = null;
      return hasGone;
    },

    /** Gives up a login that is open, and a step that waits for its turn. */
    cancel: (): void => {
      session.takeBack(lab.step);
      popup?.close();
    },

    /** Resolves when nothing is under way any more. */
    ended: async (): Promise<void> => {
      await underWay;
    },
  };
}
