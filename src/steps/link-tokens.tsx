import type { Scenario } from "#linking/scenarios/scenario.ts";
import type { Check } from "#linking/tokens/checks.ts";
import { tokenCards } from "#linking/walkthrough/token-cards.ts";
import type { StepRequest } from "#linking/walkthrough/requests.ts";
import { ClaimsCard } from "#ui/claims-card.tsx";
import { TokenPair } from "#ui/token-pair.tsx";

/** The claims of both tokens that a link carries, joined where they must agree. */
export function LinkTokens({
  request,
  scenario,
  checks,
  now,
}: {
  request: StepRequest;
  scenario: Scenario | null;
  checks: readonly Check[] | null;
  /** Seconds since the epoch. */
  now: number;
}) {
  const { header, body, joins } = tokenCards(request, { scenario, checks, now });
  return (
    <TokenPair joins={joins} left={<ClaimsCard {...header} />} right={<ClaimsCard {...body} />} />
  );
}
