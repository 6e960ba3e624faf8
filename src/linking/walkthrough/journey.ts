import { linkedIdentities, type Walkthrough } from "./state.ts";

/** The steps of the walkthrough, in order. */
export const STEP_IDS = [
  "tenant",
  "primary",
  "old-way",
  "secondary",
  "check",
  "link",
  "changes",
  "dangerous",
  "unlink",
] as const;

/** One step of the walkthrough. */
export type StepId = (typeof STEP_IDS)[number];

/** What a locked step waits for. */
export type Need = "tenant" | "primary" | "secondary" | "link";

/** Where a step stands. */
export type StepStatus =
  | { readonly state: "done" }
  | { readonly state: "open" }
  | { readonly state: "locked"; readonly needs: Need };

/** The status of every step: a pure function of what has happened, so it cannot lie. */
export function journey(state: Walkthrough): Readonly<Record<StepId, StepStatus>> {
  const isTenantRead = state.keys !== null;
  const isSignedIn = state.primary?.tokens?.fitness === "fits";
  const isProved = state.secondary?.idToken != null;
  const isLinked = linkedIdentities(state).length > 0;
  const wasLinked = isLinked || state.unlinked !== null;

  const login: Need | null = isTenantRead ? null : "tenant";
  const proof: Need | null = login ?? (isSignedIn ? null : "primary");
  const link: Need | null = proof ?? (isProved ? null : "secondary");
  const linked: Need | null = isLinked ? null : "link";
  return {
    tenant: status(isTenantRead, null),
    primary: status(isSignedIn, login),
    "old-way": status(state.oldWay !== null, proof),
    secondary: status(isProved || wasLinked, proof),
    check: status(wasLinked || (link === null && state.hasSeenChecks), link),
    link: status(wasLinked, link),
    changes: status(state.unlinked !== null || (isLinked && state.hasSeenChange), linked),
    dangerous: status(state.dangerous !== null, wasLinked ? proof : "link"),
    unlink: status(state.unlinked !== null, linked),
  };
}

/** Done, or waiting for the first thing it needs, or open. */
function status(isDone: boolean, needs: Need | null): StepStatus {
  if (isDone) return { state: "done" };
  return needs === null ? { state: "open" } : { state: "locked", needs };
}
