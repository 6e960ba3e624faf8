import { ANSWER_RULES, SILENT_RULES } from "./successes.ts";
import { AUTHORIZATION_RULES, OUTCOME_RULES, type DELIVERY_RULES } from "./authorization.ts";
import { API_RULES } from "./management.ts";
import { OAUTH_RULES } from "./oauth.ts";
import { PAGE_RULES } from "./pages.ts";
import type { Evidence } from "./rule.ts";

/** A rule that lets a request through. */
export type AnswerRuleId = keyof typeof ANSWER_RULES;
/** A rule that the log alone names, since there is no answer. */
export type SilentRuleId = keyof typeof SILENT_RULES;
/** How an authorization response goes back. */
export type DeliveryId = keyof typeof DELIVERY_RULES;
/** A rule by which an authorization response is a success. */
export type OutcomeRuleId = keyof typeof OUTCOME_RULES;
/** A rule by which an authorization response is a refusal, and nothing else is. */
export type AuthorizationRuleId = keyof typeof AUTHORIZATION_RULES;
/** A rule that refuses on `/api/v2`. */
export type ApiRuleId = keyof typeof API_RULES;
/** A rule that refuses in OAuth's own way. */
export type OAuthRuleId = keyof typeof OAUTH_RULES;
/** A rule that refuses by a page. */
export type PageRuleId = keyof typeof PAGE_RULES;
/** What decided an answer. Ids are unique over the tables. */
export type RuleId =
  | AnswerRuleId
  | SilentRuleId
  | OutcomeRuleId
  | AuthorizationRuleId
  | ApiRuleId
  | OAuthRuleId
  | PageRuleId;

/** All tables in one, but for the deliveries, which decide beside one of these. */
export const ALL_RULES: Record<RuleId, { evidence: Evidence; source: string }> = {
  ...ANSWER_RULES,
  ...SILENT_RULES,
  ...OUTCOME_RULES,
  ...AUTHORIZATION_RULES,
  ...API_RULES,
  ...OAUTH_RULES,
  ...PAGE_RULES,
};
