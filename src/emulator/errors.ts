import type { ApiRuleId, OAuthRuleId, PageRuleId } from "./rules.ts";

/** Values that fill the `{name}` places of a rule's message. */
export type RuleValues = Readonly<Record<string, string>>;

/** A refusal by the Management API. Its rule holds status and texts; see `rules/management.ts`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly rule: ApiRuleId;
  readonly values: RuleValues;
  /** Which check failed, for the log, where Auth0 has one answer for several. */
  readonly because: string | undefined;

  constructor(rule: ApiRuleId, values: RuleValues = {}, because?: string) {
    super(rule);
    this.rule = rule;
    this.values = values;
    this.because = because;
  }
}

/** A refusal in OAuth's own shape, as JSON or by redirect; see `rules/oauth.ts`. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly rule: OAuthRuleId;
  readonly values: RuleValues;
  /** Which check failed, for the log, where Auth0 has one answer for several. */
  readonly because: string | undefined;

  constructor(rule: OAuthRuleId, values: RuleValues = {}, because?: string) {
    super(rule);
    this.rule = rule;
    this.values = values;
    this.because = because;
  }
}

/** A refusal that a person sees as a page; see `rules/pages.ts`. */
export class PageError extends Error {
  override readonly name = "PageError";
  readonly rule: PageRuleId;
  readonly values: RuleValues;

  constructor(rule: PageRuleId, values: RuleValues = {}) {
    super(rule);
    this.rule = rule;
    this.values = values;
  }
}
