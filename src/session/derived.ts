import type { HeldToken, LitClaim } from "#linking/tokens/held-token.ts";
import { FINDINGS, isFindingId, type FindingId } from "#linking/findings/findings.ts";
import type { StepId, StepStatus } from "#linking/walkthrough/journey.ts";
import type { PlannedExchange } from "#linking/walkthrough/plan.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { planOf } from "#linking/walkthrough/step-requests.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { grantOf, readsOwnUser } from "#protocol/authorization.ts";
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
    // A login that failed leaves no token of A to show; a proof that does not hold is B's.
    const [, owner = "B", token] = /^(?:([AB]) )?((?:ID|access) token)$/.exec(place) ?? [null, ""];
    return owner === "A" || owner === "B" ? [{ owner, token: token ?? "", claim: name }] : [];
  });
}

/** What explains the refusal that a step is there for; `null` where there was none. */
export function findingOfStep(step: StepId, walkthrough: Walkthrough): FindingId | null {
  return stepOf(step).attempt?.(walkthrough)?.finding ?? null;
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
  const canRepeat = isBroken || stepOf(step).isRepeatable?.(walkthrough) === true;
  if (status.state === "locked" || (status.state === "done" && !canRepeat)) return [];
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
