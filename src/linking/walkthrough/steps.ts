import { forEachStep, STEP_IDS, type StepId } from "./journey.ts";
import type { Step } from "./step.ts";

const BY_ID: Readonly<Record<StepId, Step>> = forEachStep((step) => step);

/** What is known of a step. */
export function stepOf(id: StepId): Step {
  return BY_ID[id];
}

/** Narrows a piece of the URL to a step. */
export function isStepId(value: string | undefined): value is StepId {
  return STEP_IDS.some((id) => id === value);
}

/** Where a step stands among the others. */
export function positionOf(id: StepId): {
  number: number;
  count: number;
  previous: StepId | null;
  next: StepId | null;
} {
  const index = STEP_IDS.indexOf(id);
  return {
    number: index + 1,
    count: STEP_IDS.length,
    previous: STEP_IDS[index - 1] ?? null,
    next: STEP_IDS[index + 1] ?? null,
  };
}
