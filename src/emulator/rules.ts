import { answerRules } from "./rules/answers.ts";
import { apiRules } from "./rules/management.ts";
import { oauthRules } from "./rules/oauth.ts";
import { pageRules } from "./rules/pages.ts";
import type { Evidence } from "./rules/rule.ts";

/** A rule that lets a request through. */
export type AnswerRuleId = keyof typeof answerRules;
/** A rule that refuses on `/api/v2`. */
export type ApiRuleId = keyof typeof apiRules;
/** A rule that refuses in OAuth's own way. */
export type OAuthRuleId = keyof typeof oauthRules;
/** A rule that refuses by a page. */
export type PageRuleId = keyof typeof pageRules;
/** What decided an answer. Ids are unique over the four tables. */
export type RuleId = AnswerRuleId | ApiRuleId | OAuthRuleId | PageRuleId;

/** All four tables in one. */
export const allRules: Record<RuleId, { evidence: Evidence; source: string }> = {
  ...answerRules,
  ...apiRules,
  ...oauthRules,
  ...pageRules,
};
