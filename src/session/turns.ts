import type { Need } from "#linking/walkthrough/progress.ts";
import { decide, type Busy, type HoldingWish, type Wish } from "./presses.ts";
import type { Waits } from "./waits.ts";

/** How long what was ended may take to put things back, in milliseconds. Then the next goes all the same. */
const WIND_UP_MS = 5000;

/** A press, and how it is done. */
export type Press = {
  readonly wish: Wish;
  readonly work: () => Promise<void>;
  /**
   * Inside the click where the press goes or waits, for what only a click may do. After another thing
   * was ended for it, once that has ended.
   */
  readonly atOnce?: () => void;
  /** Stops it while it runs; else whatever it waits for is given up. */
  readonly stop?: () => void;
  /** Undoes what was done at once, where its turn never comes. */
  readonly drop?: () => void;
};

/** Why a press did nothing. */
export type Notice =
  | { readonly kind: "open"; readonly wanted: Wish; readonly open: HoldingWish }
  | { readonly kind: "lacks"; readonly wanted: Wish; readonly needs: Need };

/** What the pages show of it. */
export type TurnState = {
  /** What runs. */
  readonly busy: Busy | null;
  /** What runs, then what waits for it. */
  readonly line: readonly Wish[];
  readonly notice: Notice | null;
};

/** Before anything was pressed. */
export const NO_TURNS: TurnState = { busy: null, line: [], notice: null };

type Turn = {
  readonly press: Press;
  readonly resolve: (hasGone: boolean) => void;
  readonly reject: (cause: unknown) => void;
  isPrepared: boolean;
  isBegun: boolean;
};

/** Lets one thing go at a time, in the order of the presses. None is dropped without a word. */
export function createTurns({
  publish,
  lackOf,
  waits,
}: {
  publish: (state: TurnState) => void;
  /** What is missing for it now. */
  lackOf: (wish: Wish) => Need | null;
  waits: Waits;
}) {
  let line: readonly Turn[] = [];
  let notice: Notice | null = null;
  /** The press that the notice is about, and what is in its way. */
  let refused: { readonly turn: Turn; readonly open: Turn } | null = null;

  function show(): void {
    const wishes = line.map(({ press }) => press.wish);
    publish({ busy: wishes[0]?.busy ?? null, line: wishes, notice });
  }

  function prepare(turn: Turn): void {
    if (!turn.isPrepared) turn.press.atOnce?.();
    turn.isPrepared = true;
  }

  function enter(turn: Turn): void {
    line = [...line, turn];
    show();
    beginNext();
  }

  function beginNext(): void {
    const [turn] = line;
    if (turn === undefined || turn.isBegun) return;
    const { wish } = turn.press;
    const needs = lackOf(wish);
    if (needs !== null) {
      takeOut(turn);
      notice = { kind: "lacks", wanted: wish, needs };
      show();
      return;
    }
    turn.isBegun = true;
    waits.begin();
    prepare(turn);
    void run(turn);
  }

  async function run(turn: Turn): Promise<void> {
    try {
      await turn.press.work();
      leave(turn);
      turn.resolve(true);
    } catch (cause) {
      leave(turn);
      turn.reject(cause);
    }
  }

  function leave(turn: Turn): void {
    if (!line.includes(turn)) return;
    line = line.filter((other) => other !== turn);
    if (refused?.open === turn) forgetNotice();
    show();
    beginNext();
  }

  /** For one that has not begun. */
  function takeOut(turn: Turn): void {
    if (turn.isPrepared) turn.press.drop?.();
    turn.resolve(false);
    leave(turn);
  }

  function end(turn: Turn): void {
    if (!turn.isBegun) {
      takeOut(turn);
      return;
    }
    turn.press.stop?.();
    waits.end();
    setTimeout(leave, WIND_UP_MS, turn);
  }

  function stop(): void {
    const [running] = line;
    if (running === undefined) return;
    if (running.press.stop === undefined) waits.stop();
    else running.press.stop();
  }

  function forgetNotice(): void {
    refused?.turn.resolve(false);
    refused = null;
    notice = null;
  }

  return {
    /** @returns whether it went, as soon as that is known */
    press: (press: Press): Promise<boolean> =>
      new Promise((resolve, reject) => {
        const decision = decide(
          line.map((turn) => turn.press.wish),
          press.wish,
        );
        if (decision.kind === "same") {
          resolve(false);
          return;
        }
        const turn: Turn = { press, resolve, reject, isPrepared: false, isBegun: false };
        forgetNotice();
        switch (decision.kind) {
          case "say-why": {
            const open = line.find((other) => other.press.wish === decision.open);
            if (open === undefined) return;
            refused = { turn, open };
            notice = { kind: "open", wanted: press.wish, open: decision.open };
            show();
            return;
          }
          case "interrupt":
            for (const other of line) end(other);
            break;
          case "wait":
            prepare(turn);
            break;
          case "go":
            break;
        }
        enter(turn);
      }),
    /** Gives up what runs. */
    stop,
    /** Takes back the last press that waits in a step; else gives up what runs. */
    stopIn: (step: string): void => {
      const waiting = line.findLast(({ press, isBegun }) => press.wish.step === step && !isBegun);
      if (waiting === undefined) stop();
      else takeOut(waiting);
    },
    /** Takes back what was pressed in a place and has not begun: the reader has left it. */
    takeBack: (step: string): void => {
      for (const turn of line.toReversed())
        if (turn.press.wish.step === step && !turn.isBegun) takeOut(turn);
      if (refused?.turn.press.wish.step !== step) return;
      forgetNotice();
      show();
    },
    /** Ends what the notice names, and does what was pressed. */
    goOnInstead: (): void => {
      if (refused === null) return;
      const { turn, open } = refused;
      refused = null;
      notice = null;
      line = [...line, turn];
      end(open);
      show();
    },
    /** The notice was read. */
    dismiss: (): void => {
      forgetNotice();
      show();
    },
    /** What runs is over, whatever it still waits for. */
    release: (): void => {
      const [running] = line;
      if (running !== undefined) leave(running);
    },
  };
}
