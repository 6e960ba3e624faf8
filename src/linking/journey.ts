import { linkedIdentities, type Walkthrough } from "./walkthrough.ts";

/** The steps of the walkthrough, in order. */
export const STEP_IDS = [
  "tenant",
  "primary",
  "secondary",
  "check",
  "link",
  "changes",
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
  const isSignedIn = state.primary?.tokens != null;
  const isProved = state.secondary?.idToken != null;
  const isLinked = linkedIdentities(state).length > 0;
  const wasLinked = isLinked || state.unlinked !== null;
  return {
    tenant: isTenantRead ? { state: "done" } : { state: "open" },
    primary: isSignedIn ? { state: "done" } : openWith(isTenantRead, "tenant"),
    secondary: isProved || wasLinked ? { state: "done" } : openWith(isSignedIn, "primary"),
    check:
      wasLinked || (isSignedIn && isProved && state.hasSeenChecks)
        ? { state: "done" }
        : openWith(isSignedIn, "primary", isProved),
    link: wasLinked ? { state: "done" } : openWith(isSignedIn, "primary", isProved),
    changes:
      state.unlinked || (isLinked && state.hasSeenChange)
        ? { state: "done" }
        : openWith(isLinked, "link"),
    unlink: state.unlinked ? { state: "done" } : openWith(isLinked, "link"),
  };
}

function openWith(isMet: boolean, needs: Need, isProved = true): StepStatus {
  if (!isMet) return { state: "locked", needs };
  return isProved ? { state: "open" } : { state: "locked", needs: "secondary" };
}
