import { explainFailure } from "#linking/findings/explain-failure.ts";
import type { Finding } from "#linking/findings/findings.ts";
import type { LabStep, Outcome, Stuck } from "#linking/labs/lab.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { logRun } from "#session/log-run.ts";
import { circumstances } from "#session/run.ts";
import type { Session } from "#session/session.ts";
import { createStore } from "#session/store.ts";

/** A performance of a lab as far as it went. */
export type LabState<Performance> = {
  readonly performance: Performance;
  /** Of the steps that are done, in order. */
  readonly outcomes: readonly Outcome[];
  readonly isPlaying: boolean;
  /** Why the next step is not done. */
  readonly finding: Finding | null;
};

/** The popup that the click has opened for a login. @throws ProtocolError `popup_blocked` */
export type OpenedPopup = () => Window;

/**
 * Takes the steps of a lab, each when its turn comes and as one run of the wire log. A login opens its
 * popup inside the click. Never throws: a step that fails is explained, and waits.
 *
 * @param name what the wire log knows the lab by
 * @param begin makes a performance: what its steps can do, and the steps
 */
export function createLabPlayer<
  P extends { readonly lab: unknown; readonly steps: readonly LabStep<P["lab"]>[] },
>(session: Session, name: string, begin: (popup: OpenedPopup) => P) {
  const { ports } = session;
  let popup: Window | null = null;
  const opened: OpenedPopup = () => popup ?? refusePopup();
  const { get: state, subscribe, publish } = createStore(fresh());
  let underWay: Promise<boolean> | null = null;
  let plays = 0;

  function fresh(): LabState<P> {
    return { performance: begin(opened), outcomes: [], isPlaying: false, finding: null };
  }

  function next(): LabStep<P["lab"]> | null {
    const { performance, outcomes } = state();
    return performance.steps[outcomes.length] ?? null;
  }

  const explain = (error: unknown): Finding => explainFailure(error, circumstances(session));

  async function resultOf(step: LabStep<P["lab"]>): Promise<Outcome | Stuck> {
    try {
      return (await step.run(state().performance.lab)) ?? DONE;
    } catch (error) {
      return { finding: explain(error) };
    }
  }

  async function perform(): Promise<void> {
    const step = next();
    if (step === null) return;
    const { performance } = state();
    publish({ finding: null });
    await logRun(ports, { step: name, expects: step.expects, actor: null }, async (run) => {
      const result = await resultOf(step);
      // Begun again meanwhile, it belongs to what is over.
      if (state().performance !== performance) return;
      if ("finding" in result) {
        publish(result);
        ports.log.explain(run, result.finding.id);
      } else {
        const { outcomes, isPlaying } = state();
        publish({ outcomes: [...outcomes, result], isPlaying: isPlaying && !result.isUnexpected });
      }
    });
    popup = null;
  }

  /** @returns whether it went on, or does already */
  async function take(): Promise<boolean> {
    if (underWay !== null) return true;
    underWay = session.press({
      wish: { busy: "lab", step: name },
      atOnce: () => {
        if (next()?.login != null) popup = ports.openPopup(false);
      },
      drop: () => {
        popup?.close();
        popup = null;
      },
      stop: () => {
        publish({ isPlaying: false });
        popup?.close();
      },
      work: perform,
    });
    const hasGone = await underWay;
    underWay = null;
    return hasGone;
  }

  /** Gives up a login that is open, and a step that waits for its turn. */
  function cancel(): void {
    session.takeBack(name);
    popup?.close();
  }

  return {
    name,
    state,
    subscribe,
    next,
    cancel,
    pause: () => publish({ isPlaying: false }),

    /** The next step. A login opens its popup at once, inside the click. */
    step: async (): Promise<void> => {
      await take();
    },

    /**
     * Plays on until the reader is asked for a login, something goes wrong, or the lab is over.
     *
     * @param wait resolves when the next step may begin
     */
    async play(wait: () => Promise<void>): Promise<void> {
      if (state().isPlaying) return;
      publish({ isPlaying: true, finding: null });
      const mine = (plays += 1);
      // Paused and played again, there is another that goes on.
      const goesOn = () => state().isPlaying && state().finding === null && plays === mine;
      while (goesOn() && next()?.login === null) {
        if (!(await take())) break;
        if (goesOn() && next() !== null) await wait();
      }
      if (plays === mine) publish({ isPlaying: false });
    },

    /** Goes past a login. */
    skip: (): void => {
      const { outcomes } = state();
      if (next()?.login != null && underWay === null) publish({ outcomes: [...outcomes, SKIPPED] });
    },

    /**
     * Begins anew. A step that is under way is given up first.
     *
     * @param tidy puts back what is over. Where it throws, that stays, with the reason
     */
    async startAgain(tidy: (over: P) => Promise<void> | void): Promise<void> {
      publish({ isPlaying: false });
      cancel();
      await underWay;
      try {
        await tidy(state().performance);
        publish(fresh());
      } catch (error) {
        publish({ finding: explain(error) });
      }
    },
  };
}

const DONE: Outcome = { tone: "note", text: "done" };
const SKIPPED: Outcome = { tone: "note", text: "skipped" };

function refusePopup(): never {
  throw new ProtocolError("popup_blocked", "the browser opened no popup");
}
