import { STEP_IDS, type StepId } from "./journey.ts";

/** Titles of the steps: on the page, and short in the rail. Their order is that of `STEP_IDS`. */
export const STEP_TITLES: Readonly<Record<StepId, { title: string; short: string }>> = {
  tenant: { title: "Choose a tenant", short: "Choose a tenant" },
  primary: { title: "Log in as the primary account", short: "Log in as A" },
  "old-way": { title: "Try the old way", short: "Try the old way" },
  secondary: { title: "Prove you own the second account", short: "Prove you own B" },
  check: { title: "Check before you link", short: "Check before you link" },
  link: { title: "Link the two accounts", short: "Link" },
  changes: { title: "See what changed", short: "See what changed" },
  dangerous: { title: "Try the dangerous way", short: "The dangerous way" },
  unlink: { title: "Unlink, and take it home", short: "Unlink, take it home" },
};

/** One sentence or two on the goal of each step. */
export const STEP_LEADS: Readonly<Record<StepId, string>> = {
  tenant: "All that an app must know of a tenant stands in one public document. Read it.",
  primary:
    "Account A will survive. Ask for two tokens: one for this app, one for the Management API.",
  "old-way":
    "Until 2018 an ID token opened this API. Send A’s once more, and see which claim gives it away.",
  secondary:
    "Account B must log in too: in a popup, on a second SDK instance, so that A stays signed in.",
  check: "Two tokens must fit together. Ten checks tell before the API does.",
  link: "A’s access token asks. B’s ID token proves that you own B.",
  changes: "There is one user now. Look at what moved in.",
  dangerous: "Anybody can know a user ID. Send one alone, and see it refused.",
  unlink: "Unlinking makes two users again. Then take the code home.",
};

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
