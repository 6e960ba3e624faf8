import { journey } from "#linking/walkthrough/journey.ts";
import { IS_MET, type Need } from "#linking/walkthrough/progress.ts";
import { isStepId, stepOf } from "#linking/walkthrough/steps.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";

/** What a press asks for, and what is under way once it goes. One thing at a time. */
export type Busy =
  | "tenant"
  | "leaving"
  | "logging-out"
  | "starting-over"
  | "callback"
  | "popup"
  | "renewing"
  | "trying"
  | "linking"
  | "reading"
  | "unlinking"
  | "use-cases"
  | "cell"
  | "undoing"
  | "testing"
  | "lab"
  | "steering"
  | "preparing";

/** What a press asks for, and where it was made. */
export type Wish = {
  readonly busy: Busy;
  /** The step, or the name that another page has in the wire log. */
  readonly step: string;
  /** Which of several, where one place can ask for several. */
  readonly of?: string;
};

/** What lasts until a person has done their part, or for long: nothing waits behind it. */
export type Holding = Extract<Busy, "popup" | "leaving" | "logging-out" | "use-cases" | "lab">;

/** A press that is in the way of others. */
export type HoldingWish = Wish & { readonly busy: Holding };

/** What becomes of a press. */
export type Decision =
  /** Nothing is in its way. */
  | { readonly kind: "go" }
  /** It waits for its turn. */
  | { readonly kind: "wait" }
  /** It ends what runs and what waits, then goes. */
  | { readonly kind: "interrupt" }
  /** It was asked for already. */
  | { readonly kind: "same" }
  /** It is not done, since `open` may last as long as it likes. */
  | { readonly kind: "say-why"; readonly open: HoldingWish };

const HOLDING: ReadonlySet<Busy> = new Set<Holding>([
  "popup",
  "leaving",
  "logging-out",
  "use-cases",
  "lab",
]);

/** Who ends it all waits for nothing that can be ended. */
const ENDING: ReadonlySet<Busy> = new Set(["logging-out", "starting-over"]);

/**
 * Decides what becomes of a press.
 *
 * @param line what runs, then what waits for it, in order
 */
export function decide(line: readonly Wish[], wanted: Wish): Decision {
  if (line.some((wish) => isSame(wish, wanted))) return { kind: "same" };
  const last = line.at(-1);
  if (last === undefined) return { kind: "go" };
  if (ENDING.has(wanted.busy)) return { kind: ENDING.has(last.busy) ? "wait" : "interrupt" };
  return isHolding(last) ? { kind: "say-why", open: last } : { kind: "wait" };
}

function isHolding(wish: Wish): wish is HoldingWish {
  return HOLDING.has(wish.busy);
}

function isSame(one: Wish, other: Wish): boolean {
  return one.busy === other.busy && one.step === other.step && one.of === other.of;
}

/** What the requests to the API cannot do without. */
const NEEDS: Readonly<Partial<Record<Busy, readonly Exclude<Need, "link">[]>>> = {
  reading: ["primary"],
  trying: ["primary"],
  linking: ["tenant", "primary", "secondary"],
  unlinking: ["primary"],
};

/** What a press needs that is not there, or not any more; `null` where it can go. */
export function lackOf(wish: Wish, walkthrough: Walkthrough): Need | null {
  const { busy, step } = wish;
  if (busy === "popup" && isStepId(step) && stepOf(step).login === "B") {
    const status = journey(walkthrough)[step];
    return status.state === "locked" ? status.needs : null;
  }
  return NEEDS[busy]?.find((need) => !IS_MET[need](walkthrough)) ?? null;
}

/** What runs or waits in a step: the buttons of it say so. */
export function busyIn(line: readonly Wish[], step: string): ReadonlySet<Busy> {
  return new Set(line.filter((wish) => wish.step === step).map(({ busy }) => busy));
}
