import type { FindingId } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Change } from "./change.ts";

/**
 * A way to make a finding happen on purpose. It changes what is sent, or what the tenant works with,
 * never an answer. What undoes it makes the step pass again.
 */
export type Scenario = {
  readonly id: string;
  readonly step: StepId;
  /** A few words for the toggle. */
  readonly label: string;
  readonly finding: FindingId;
  /** All of them together. */
  readonly changes: readonly Change[];
  /** Set where it breaks the silent renewal of A's tokens, not the login. */
  readonly isAtRenewal?: true;
  /** Set where it works on two users only: accounts that are linked have to be unlinked first. */
  readonly needsTwoUsers?: true;
  /** Set where the tenant answers with a page of its own: nothing comes back to the app. */
  readonly isAnsweredByPage?: true;
};
