import type { Context } from "hono";
import { html } from "hono/html";
import type { TenantEnv } from "./core.ts";
import { ApiError, OAuthError, PageError } from "./errors.ts";
import { renderPage } from "./pages/page.ts";
import type { Random } from "./ports.ts";
import type { ApiRuleId, OAuthRuleId, PageRuleId } from "./rules.ts";
import { apiRules } from "./rules/management.ts";
import { oauthRules } from "./rules/oauth.ts";
import { pageRules } from "./rules/pages.ts";
import { fillMessage } from "./rules/rule.ts";
import type { ApiRule, OAuthRule, PageRule } from "./rules/rule.ts";

/** A refusal by one of our rules, as opposed to a bug. */
export type Refusal = ApiError | OAuthError | PageError;

/** Tells refusals from bugs. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof ApiError || error instanceof OAuthError || error instanceof PageError;
}

/**
 * Tells the log which rule refused and why: the check that failed, or the rule's own text without the
 * values that would fill it, since those come from the request.
 */
export function noteRefusal(c: Context<TenantEnv>, { rule, because }: Refusal): void {
  const { message } = { ...apiRules, ...oauthRules, ...pageRules }[rule];
  c.set("rule", rule);
  c.set("because", because ?? message.replace(/\{\w+\}/g, "…"));
}

/** The same refusal in the shape of an address: programs get JSON, people get a page. */
export function refusalAt(
  path: string,
  api: ApiRuleId,
  oauth: OAuthRuleId,
  page: PageRuleId,
): Refusal {
  if (path.startsWith("/api/")) return new ApiError(api, { path });
  if (path.startsWith("/oauth/") || path === "/userinfo" || path.startsWith("/.well-known/"))
    return new OAuthError(oauth, { path });
  return new PageError(page, { path });
}

/** The `error`, `error_description` and `error_uri` of an OAuth refusal. */
export function describeOAuthError(error: OAuthError): Record<string, string> {
  const rule: OAuthRule = oauthRules[error.rule];
  return {
    error: rule.error,
    error_description: fillMessage(rule.message, error.values),
    ...(rule.uri === undefined ? {} : { error_uri: rule.uri }),
  };
}

/** The one place that turns a refusal into a response. */
export async function refuse(error: Refusal, random: Random): Promise<Response> {
  if (error instanceof PageError) {
    const rule: PageRule = pageRules[error.rule];
    return renderPage(random, {
      title: rule.title,
      status: rule.status,
      body: html`<h1>${rule.title}</h1>
        <p class="lead">${fillMessage(rule.message, error.values)}</p>`,
    });
  }
  if (error instanceof OAuthError) {
    const { status } = oauthRules[error.rule];
    return Response.json(describeOAuthError(error), { status });
  }
  const rule: ApiRule = apiRules[error.rule];
  const message = fillMessage(rule.message, error.values);
  const body = {
    statusCode: rule.status,
    error: rule.error,
    message,
    ...(rule.attributes ? { attributes: { error: message } } : {}),
    ...(rule.errorCode === undefined ? {} : { errorCode: rule.errorCode }),
  };
  return Response.json(body, { status: rule.status });
}
