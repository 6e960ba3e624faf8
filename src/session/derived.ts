import type { HeldToken, LitClaim } from "#linking/tokens/held-token.ts";
import { labelOf } from "#linking/walkthrough/account.ts";
import { FINDINGS, isFindingId, type FindingId } from "#linking/findings/findings.ts";
import type { StepId, StepStatus } from "#linking/walkthrough/journey.ts";
import { planOf, type PlannedExchange } from "#linking/walkthrough/plan.ts";
import { linkedIdentities, type Attempt, type Walkthrough } from "#linking/walkthrough/state.ts";
import { grantOf, readsOwnUser } from "#protocol/authorization.ts";
import { parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { scenarioIn } from "./steering.ts";
import type { Choices } from "./choices.ts";
import type { Session } from "./session.ts";

/** The tokens of the page, for the wire panel. */
export function heldTokens({ primary, secondary }: Walkthrough): readonly HeldToken[] {
  const tokens: HeldToken[] = [];
  if (primary?.tokens) {
    const { accessToken, idToken } = primary.tokens;
    if (accessToken !== null) {
      tokens.push({ owner: "A", name: "access token", purpose: "for the API", raw: accessToken });
    }
    if (idToken !== null) {
      tokens.push({ owner: "A", name: "ID token", purpose: "for this app", raw: idToken });
    }
  }
  if (secondary?.idToken) {
    tokens.push({ owner: "B", name: "ID token", purpose: "the proof", raw: secondary.idToken });
  }
  return tokens;
}

/** The claims that a finding's evidence names, to light up where the token is shown. */
export function litClaims(finding: string): readonly LitClaim[] {
  if (!isFindingId(finding)) return [];
  return FINDINGS[finding].evidence.flatMap(({ in: place, name }) => {
    const [, owner, token] = /^([AB]) (.+ token)$/.exec(place) ?? [];
    return owner === "A" || owner === "B" ? [{ owner, token: token ?? "", claim: name }] : [];
  });
}

/** What explains the refusal that a step is there for; `null` where there was none. */
export function findingOfStep(step: StepId, walkthrough: Walkthrough): FindingId | null {
  if (step === "old-way") return walkthrough.oldWay?.finding ?? null;
  return step === "dangerous" ? (walkthrough.dangerous?.finding ?? null) : null;
}

/** What a step is about to send; nothing where it waits for another, or is done and not to be repeated. */
export function plannedIn(
  step: StepId,
  now: {
    status: StepStatus;
    walkthrough: Walkthrough;
    choices: Choices;
    session: Pick<Session, "loginRequest" | "requests">;
    tenant: Tenant;
  },
): readonly PlannedExchange[] {
  const { status, walkthrough, choices, session, tenant } = now;
  const isBroken = scenarioIn(choices, step) !== null;
  // Who has seen the change can look again, as long as there is a link.
  const canLookAgain = step === "changes" && linkedIdentities(walkthrough).length > 0;
  if (status.state === "locked" || (status.state === "done" && !canLookAgain && !isBroken))
    return [];
  const primary = session.loginRequest("primary");
  const secondary = session.loginRequest("secondary");
  return planOf(step, {
    requests: session.requests(step),
    isBroken,
    primary: {
      grant: grantOf(primary),
      place: choices.place,
      mayRead: readsOwnUser(primary, tenant),
    },
    secondary: { grant: grantOf(secondary), mayRead: readsOwnUser(secondary, tenant) },
  });
}

/** What the rail says under each step. */
export function railDetails(walkthrough: Walkthrough, tenant: Tenant): Record<StepId, string> {
  const { primary, oldWay, secondary, user, dangerous, unlinked } = walkthrough;
  const count = user?.identities.length ?? 0;
  return {
    tenant: new URL(tenant.origin).host,
    primary: primary?.tokens
      ? `${labelOf(primary.account)} · ${parseScope(primary.tokens.grantedScope).length} scopes`
      : "two tokens",
    "old-way": oldWay === null ? "A’s ID token as bearer" : outcome(oldWay),
    secondary: secondary === null ? "an ID token" : labelOf(secondary.account),
    check: "ten checks",
    link: count > 1 ? "201" : "POST …/identities",
    changes: count > 1 ? `${count} identities` : "the user, before and after",
    dangerous: dangerous === null ? "a bare user ID" : outcome(dangerous),
    unlink: unlinked === null ? "DELETE …/identities" : "200",
  };
}

function outcome({ status }: Attempt): string {
  return status >= 400 ? `${status}, as it should be` : `${status}, taken`;
}
