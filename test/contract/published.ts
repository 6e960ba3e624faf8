import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import { answerRules, silentRules } from "#emulator/rules/successes.ts";
import { deliveryRules } from "#emulator/rules/authorization.ts";
import { apiRules } from "#emulator/rules/management.ts";
import { oauthRules } from "#emulator/rules/oauth.ts";
import { pageRules } from "#emulator/rules/pages.ts";

const statuses = new Map<string, number>(
  Object.entries<{ status: number }>({
    ...answerRules,
    ...silentRules,
    ...apiRules,
    ...oauthRules,
    ...pageRules,
  }).map(([id, { status }]) => [id, status]),
);

/** The status that the docs give for an answer; undefined for a rule that needs a delivery. */
export function publishedStatus(
  rule: RuleId,
  delivery: DeliveryId | undefined,
): number | undefined {
  return delivery === undefined ? statuses.get(rule) : deliveryRules[delivery].status;
}
