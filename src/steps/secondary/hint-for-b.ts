import { labelPartsOf } from "#linking/walkthrough/account.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import type { Config } from "#session/config.ts";

/**
 * Which account to try as B; `null` where there is none to propose. The hint for B names the provider to
 * continue with: where A came by that one, the account that is left is the hint's other.
 */
export function hintForB(hints: Config["accountHints"], walkthrough: Walkthrough): string | null {
  if (hints === null || linkedIdentities(walkthrough).length > 0) return null;
  const { primary } = walkthrough;
  const isTaken = primary !== null && hints.B.includes(labelPartsOf(primary.account).provider);
  return isTaken ? hints.A : hints.B;
}
