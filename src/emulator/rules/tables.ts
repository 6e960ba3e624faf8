import { answerRules, silentRules } from "./successes.ts";
import { authorizationRules, outcomeRules, type deliveryRules } from "./authorization.ts";
import { apiRules } from "./management.ts";
import { oauthRules } from "./oauth.ts";
import { pageRules } from "./pages.ts";
import type { Evidence } from "./rule.ts";

/** A rule that lets a request through. */
export type AnswerRuleId = keyof typeof answerRules;
/** How an authorization response goes back. */
export type DeliveryId = keyof typeof deliveryRules;
/** A rule by which an authorization response is a success. */
export type OutcomeRuleId = keyof typeof outcomeRules;
/** A rule by which an authorization response is a refusal, and nothing else is. */
export type AuthorizationRuleId = keyof typeof authorizationRules;
/** A rule that refuses on `/api/v2`. */
export type ApiRuleId = keyof typeof apiRules;
/** A rule that refuses in OAuth's own way. */
export type OAuthRuleId = keyof typeof oauthRules;
/** A rule that refuses by a page. */
export type PageRuleId = keyof typeof pageRules;
/** What decided an answer. Ids are unique over the tables. */
export type RuleId =
  | AnswerRuleId
  | keyof typeof silentRules
  | OutcomeRuleId
  | AuthorizationRuleId
  | ApiRuleId
  | OAuthRuleId
  | PageRuleId;

/** All tables in one, but for the deliveries, which decide beside one of these. */
export const allRules: Record<RuleId, { evidence: Evidence; source: string }> = {
  ...answerRules,
  ...silentRules,
  ...outcomeRules,
  ...authorizationRules,
  ...apiRules,
  ...oauthRules,
  ...pageRules,
};
