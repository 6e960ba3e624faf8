import type { StepId } from "#linking/walkthrough/journey.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { Scenario } from "./scenario.ts";

/** How many ways to break a step are shown before the reader searches. */
export const SHOWN_FIRST = 5;

/**
 * The ways that teach most, by step, in the order in which they are shown. A step with no more than a
 * handful shows them all, and needs none here.
 */
const TAUGHT_FIRST: Readonly<Partial<Record<StepId, readonly string[]>>> = {
  primary: [
    "no-audience",
    "no-access-token",
    "other-callback",
    "hs256-application",
    "silent-without-login",
  ],
  link: ["no-scope", "other-application", "hs256-proof", "same-account", "lost-answer"],
};

/** The ways to break a step on purpose, those that teach most first. */
export function scenariosOf(step: StepId): readonly Scenario[] {
  const first = TAUGHT_FIRST[step] ?? [];
  const rank = ({ id }: Scenario) => (first.includes(id) ? first.indexOf(id) : first.length);
  return SCENARIOS.filter((one) => one.step === step).toSorted((a, b) => rank(a) - rank(b));
}
