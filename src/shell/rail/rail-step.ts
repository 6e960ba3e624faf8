import type { StepId, StepStatus } from "#linking/walkthrough/journey.ts";

/** A step as the rail lists it. */
export type RailStep = {
  readonly id: StepId;
  readonly href: string;
  readonly detail: string;
  readonly status: StepStatus;
};
