import type { TenantCapabilities } from "#protocol/control.ts";
import { USE_CASE_CELLS, type UseCaseCell } from "./cells.ts";
import type { CellResult } from "./run.ts";
import { USE_CASES, type UseCaseNumber } from "./use-cases.ts";

/** Where a cell stands. A cell that is not there was not run. */
export type CellState =
  | { readonly kind: "waiting" }
  | { readonly kind: "running" }
  /** `event` is its request in the wire log; `null` where nothing is sent. */
  | { readonly kind: "done"; readonly result: CellResult; readonly event: number | null }
  /** It could not be sent, and why. */
  | { readonly kind: "failed"; readonly because: string };

/** How far a run is. */
export type RunProgress = {
  readonly done: number;
  readonly total: number;
  /** It was cancelled and ends after the cell that is running. */
  readonly isStopping: boolean;
};

/** Who the requests are sent for: users made for it, or the reader's own accounts. */
export type RunMode = "steered" | "own";

/** Whether a tenant can be given users, tokens and rules for a run. */
export function modeOf({ canMint, hasPolicy, canSuggestAccounts }: TenantCapabilities): RunMode {
  return canMint && hasPolicy && canSuggestAccounts ? "steered" : "own";
}

/**
 * The cells that "Run all" runs, in order: those that send something. With a reader's own accounts only
 * today's rules are there.
 */
export function cellsOf(mode: RunMode): readonly UseCaseCell[] {
  return USE_CASE_CELLS.filter((cell) => isOffered(cell) && isRunnable(cell, mode));
}

/** Whether there is a request of this use case under this policy. */
export function isOffered({ useCase, policy }: UseCaseCell): boolean {
  return USE_CASES[useCase].expected[policy].kind === "answer";
}

/** Whether a cell can be run at such a tenant. */
export function isRunnable({ useCase, policy }: UseCaseCell, mode: RunMode): boolean {
  return mode === "steered" || (policy === "today" && isForPerson(useCase));
}

/** Whether a use case can be sent with a person's tokens; the others need a server's. */
function isForPerson(useCase: UseCaseNumber): boolean {
  const { bearer, scopes } = USE_CASES[useCase];
  return bearer === "id-token" || scopes.includes("update:current_user_identities");
}
