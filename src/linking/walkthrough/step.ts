import type { Changes } from "#linking/scenarios/change.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { PlannedExchange, PlanOptions } from "./plan.ts";
import type { Requirement } from "./progress.ts";
import type { RequestState, StepRequest } from "./requests.ts";
import type { Attempt, Walkthrough } from "./state.ts";

/** What a press in a step does: the session has an action of that name. */
export type StepAction =
  | "readTenant"
  | "signIn"
  | "tryOldWay"
  | "proveSecondary"
  | "link"
  | "readUser"
  | "tryDangerousWay"
  | "unlink";

/** All that is to be known of a step beside its looks. */
export type Step = {
  /** As its address and the reader's storage have it. */
  readonly id: string;
  /** On its page. */
  readonly title: string;
  /** In the rail. */
  readonly short: string;
  /** One sentence or two on its goal. */
  readonly lead: string;
  /** Whose accounts it involves. */
  readonly accounts: "none" | "A" | "B" | "AB";
  /** What it waits for, the first thing first. */
  readonly needs: readonly Requirement[];
  readonly isDone: (state: Walkthrough) => boolean;
  /** What the rail says under its title. */
  readonly detail: (state: Walkthrough, tenant: Tenant) => string;
  /** Its request, with what is broken in it; `null` where it sends none by itself, or not now. */
  readonly request: (state: RequestState, scenario: Changes | null) => StepRequest | null;
  /** All that is sent for its request, in order, where that is more. */
  readonly requests?: (
    sent: readonly StepRequest[],
    state: RequestState,
    scenario: Changes | null,
  ) => readonly StepRequest[];
  /** What sends its request; `null` where nothing does. */
  readonly action: StepAction | null;
  /** The answer that it hopes for, in a few words. */
  readonly answer?: string;
  /** All exchanges that are to be, where they are more than its own requests. */
  readonly exchanges?: (
    own: readonly PlannedExchange[],
    options: PlanOptions,
  ) => readonly PlannedExchange[];
  /** Whose login it makes. */
  readonly login?: "A" | "B";
  /** Whether it can be done again without anything broken in it. */
  readonly isRepeatable?: (state: Walkthrough) => boolean;
  /** What the API said, in a step that is there to be refused. */
  readonly attempt?: (state: Walkthrough) => Attempt | null;
};
