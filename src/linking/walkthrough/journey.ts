import { firstUnmet, type Need } from "./progress.ts";
import type { Walkthrough } from "./state.ts";
import { STEPS } from "./step-list.ts";
import type { Step } from "./step.ts";

/** One step of the walkthrough. */
export type StepId = (typeof STEPS)[number]["id"];

/** The steps of the walkthrough, in order. */
export const STEP_IDS: readonly StepId[] = STEPS.map(({ id }) => id);

/** Where a step stands. */
export type StepStatus =
  | { readonly state: "done" }
  | { readonly state: "open" }
  | { readonly state: "locked"; readonly needs: Need };

/** The status of every step: a pure function of what has happened, so it cannot lie. */
export function journey(state: Walkthrough): Readonly<Record<StepId, StepStatus>> {
  return forEachStep((step) => statusOf(step, state));
}

/** Something of every step, by its id. */
export function forEachStep<Value>(of: (step: Step) => Value): Readonly<Record<StepId, Value>> {
  const table: Partial<Record<StepId, Value>> = Object.fromEntries(
    STEPS.map((step) => [step.id, of(step)]),
  );
  if (!isWhole(table)) throw new TypeError("A step is missing.");
  return table;
}

function isWhole<Value>(table: Partial<Record<StepId, Value>>): table is Record<StepId, Value> {
  return STEP_IDS.every((id) => id in table);
}

/** Done, or waiting for the first thing it needs, or open. */
function statusOf(step: Step, state: Walkthrough): StepStatus {
  if (step.isDone(state)) return { state: "done" };
  const needs = firstUnmet(step.needs, state);
  return needs === null ? { state: "open" } : { state: "locked", needs };
}
