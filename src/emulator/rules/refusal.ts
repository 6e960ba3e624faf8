import type { Context } from "hono";
import { html } from "hono/html";
import type { TenantEnv } from "#emulator/core.ts";
import { make } from "./answer.ts";
import { ApiError, OAuthError, PageError, type AuthorizationError } from "./errors.ts";
import type { Refused } from "#emulator/gate.ts";
import { renderPage } from "#emulator/oauth/page.ts";
import type { Random } from "#emulator/ports.ts";
import type { ApiRuleId, OAuthRuleId, PageRuleId } from "./tables.ts";
import { AUTHORIZATION_RULES } from "./authorization.ts";
import { API_RULES } from "./management.ts";
import { OAUTH_RULES } from "./oauth.ts";
import { PAGE_RULES } from "./pages.ts";
import { fillMessage } from "./rule.ts";
import type { ApiRule, AuthorizationRule, OAuthRule, PageRule } from "./rule.ts";

/** A refusal by one of our rules, as opposed to a bug. */
export type Refusal = ApiError | OAuthError | PageError;

/** A refusal that goes back to the application, whose rule says what and not by which status. */
export type AuthorizationRefusal = OAuthError | AuthorizationError;

/** Tells refusals from bugs. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof ApiError || error instanceof OAuthError || error instanceof PageError;
}

/**
 * Tells the log which rule refused and why: the check that failed, or the rule's own text without the
 * values that would fill it, since those come from the request.
 */
export function noteRefusal(
  c: Context<TenantEnv>,
  { rule, because }: Refusal | AuthorizationRefusal,
): void {
  const { message } = { ...API_RULES, ...OAUTH_RULES, ...AUTHORIZATION_RULES, ...PAGE_RULES }[rule];
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
  if (isApiPath(path)) return new ApiError(api, { path });
  return isOAuthPath(path) ? new OAuthError(oauth, { path }) : new PageError(page, { path });
}

/** Whether an address is one of the Management API. */
export function isApiPath(path: string): boolean {
  return path.startsWith("/api/");
}

/** Whether an address answers in the JSON of OAuth. */
export function isOAuthPath(path: string): boolean {
  return path.startsWith("/oauth/") || path === "/userinfo" || path.startsWith("/.well-known/");
}

/** Why the gate kept somebody out. Only what names another host may be a program's call. */
export function refusalOfGate({ by, path }: Refused): Refusal {
  if (by === "target") return new PageError("page-target-invalid");
  if (by === "method") return new PageError("page-method-refused");
  return refusalAt(path, "api-host-refused", "oauth-host-refused", "page-host-refused");
}

/** The `error`, `error_description` and `error_uri` of an OAuth refusal. */
export function describeOAuthError(error: AuthorizationRefusal): Record<string, string> {
  const rule: AuthorizationRule =
    error instanceof OAuthError ? OAUTH_RULES[error.rule] : AUTHORIZATION_RULES[error.rule];
  return {
    error: rule.error,
    error_description: fillMessage(rule.message, error.values),
    ...(rule.uri === undefined ? {} : { error_uri: rule.uri }),
  };
}

/** The one place that turns a refusal into a response. */
export async function refuse(
  c: Context<TenantEnv>,
  error: Refusal,
  random: Random,
): Promise<Response> {
  if (error instanceof PageError) {
    const rule: PageRule = PAGE_RULES[error.rule];
    const page = await renderPage(random, {
      title: rule.title,
      body: html`<h1>${rule.title}</h1>
        <p class="lead">${fillMessage(rule.message, error.values)}</p>`,
    });
    return make(c, rule.status, "page", [page]);
  }
  if (error instanceof OAuthError) {
    const { status }: OAuthRule = OAUTH_RULES[error.rule];
    if (error.rule === "userinfo-refused") challenge(c, "invalid_token");
    return make(c, status, "json", [describeOAuthError(error)]);
  }
  const rule: ApiRule = API_RULES[error.rule];
  const message = fillMessage(rule.message, error.values);
  const body = {
    statusCode: rule.status,
    error: rule.error,
    message,
    attributes: rule.attributes ? { error: message } : undefined,
    errorCode: rule.errorCode,
  };
  if (rule.attributes) challenge(c, message);
  return make(c, rule.status, "json", [body]);
}

/**
 * How to authenticate. hapi's Boom writes `attributes` of a body and this header from the same values.
 * Of a message, what a quoted text of a header may hold.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
function challenge(c: Context<TenantEnv>, error: string): void {
  const text = error.replace(/[^ !#-[\]-~]/g, "");
  c.header("WWW-Authenticate", `Bearer error="${text}"`);
}
