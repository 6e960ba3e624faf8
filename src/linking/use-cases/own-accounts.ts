import type { StepId } from "#linking/walkthrough/journey.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import { userIdOf } from "#protocol/management.ts";
import { parseScope } from "#protocol/scope.ts";
import { dateClaim, tryDecodeToken } from "#protocol/token.ts";

/** What a run needs of the two accounts that a reader logged in as. */
export type OwnAccounts = {
  /** A, as `provider|id`. */
  readonly userId: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly secondaryUserId: string;
  /** B's ID token. */
  readonly linkWith: string;
};

/** The accounts, or what is missing and the step that brings it. */
export type OwnAccountsReading =
  | { readonly kind: "ready"; readonly accounts: OwnAccounts }
  | { readonly kind: "missing"; readonly because: string; readonly step: StepId };

const SCOPE = "update:current_user_identities";

/**
 * Reads A and B out of the walkthrough.
 *
 * @param now seconds since the epoch
 */
export function ownAccounts(walkthrough: Walkthrough, now: number): OwnAccountsReading {
  const { primary, secondary } = walkthrough;
  const isOver = (raw: string) => expiryOf(raw) <= now;

  if (!primary?.tokens) return missing("primary", "Log in as A first.");
  const { accessToken, idToken, fitness, grantedScope } = primary.tokens;
  if (accessToken === null || fitness !== "fits" || !parseScope(grantedScope).includes(SCOPE))
    return missing("primary", `A’s access token is not for linking: it needs the scope ${SCOPE}.`);
  if (idToken === null)
    return missing("primary", "A’s login brought no ID token. Ask for the scope openid.");
  if (isOver(accessToken) || isOver(idToken))
    return missing("primary", "A’s tokens have expired. Log in as A again.");
  if (!secondary?.idToken) return missing("secondary", "Log in as B first.");
  if (isOver(secondary.idToken))
    return missing("secondary", "B’s ID token has expired. Log in as B again.");
  const { userId } = primary.account;
  const secondaryUserId = secondary.account.userId;
  if (secondaryUserId === userId)
    return missing("secondary", "A and B are the same account. Log in as B with another one.");
  if (linkedIdentities(walkthrough).some((identity) => userIdOf(identity) === secondaryUserId))
    return missing("unlink", "B is linked to A already. Unlink it first.");
  const accounts = { userId, accessToken, idToken, secondaryUserId, linkWith: secondary.idToken };
  return { kind: "ready", accounts };
}

function missing(step: StepId, because: string): OwnAccountsReading {
  return { kind: "missing", step, because };
}

/** Seconds since the epoch; the beginning of time for what cannot be read. */
function expiryOf(raw: string): number {
  const token = tryDecodeToken(raw);
  return (token && dateClaim(token.claims, "exp")) ?? 0;
}
