import type { ApiRuleId, AuthorizationRuleId, OAuthRuleId, PageRuleId, RuleId } from "./tables.ts";

/** Values that fill the `{name}` places of a rule's message. */
export type RuleValues = Readonly<Record<string, string>>;

class RuleError<Id extends RuleId> extends Error {
  readonly rule: Id;
  readonly values: RuleValues;
  /** Which check failed, for the log, where one answer stands for several. Never a part of the input. */
  readonly because: string | undefined;

  constructor(rule: Id, values: RuleValues = {}, because?: string) {
    super(rule);
    this.rule = rule;
    this.values = values;
    this.because = because;
  }
}

/** A refusal by the Management API. Its rule holds status and texts; see `rules/management.ts`. */
export class ApiError extends RuleError<ApiRuleId> {
  override readonly name = "ApiError";
}

/** A refusal in OAuth's own shape, as JSON or in an authorization response; see `rules/oauth.ts`. */
export class OAuthError extends RuleError<OAuthRuleId> {
  override readonly name = "OAuthError";
}

/** A refusal that an authorization response carries; see `rules/authorization.ts`. */
export class AuthorizationError extends RuleError<AuthorizationRuleId> {
  override readonly name = "AuthorizationError";
}

/** A refusal that a person sees as a page; see `rules/pages.ts`. */
export class PageError extends RuleError<PageRuleId> {
  override readonly name = "PageError";
}
