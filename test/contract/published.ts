import { expect } from "vitest";
import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import { AUTHORIZATION_RULES, DELIVERY_RULES } from "#emulator/rules/authorization.ts";
import { API_RULES } from "#emulator/rules/management.ts";
import { OAUTH_RULES } from "#emulator/rules/oauth.ts";
import { PAGE_RULES } from "#emulator/rules/pages.ts";
import type { ApiRule, AuthorizationRule, PageRule } from "#emulator/rules/rule.ts";
import { ANSWER_RULES, SILENT_RULES } from "#emulator/rules/successes.ts";

const statuses = new Map<string, number>(
  Object.entries<{ status: number }>({
    ...ANSWER_RULES,
    ...SILENT_RULES,
    ...API_RULES,
    ...OAUTH_RULES,
    ...PAGE_RULES,
  }).map(([id, { status }]) => [id, status]),
);
const ofApi = new Map<string, ApiRule>(Object.entries(API_RULES));
const ofOAuth = new Map<string, AuthorizationRule>(
  Object.entries<AuthorizationRule>({ ...OAUTH_RULES, ...AUTHORIZATION_RULES }),
);
const ofPages = new Map<string, PageRule>(Object.entries(PAGE_RULES));

/** The status that the docs give for an answer; undefined for a rule that needs a delivery. */
export function publishedStatus(
  rule: RuleId,
  delivery: DeliveryId | undefined,
): number | undefined {
  return delivery === undefined ? statuses.get(rule) : DELIVERY_RULES[delivery].status;
}

/** The members that the docs give a refusal, to compare with; undefined where they give none. */
export function publishedMembers(rule: RuleId): object | undefined {
  const api = ofApi.get(rule);
  if (api !== undefined) {
    const message = published(api.message);
    return {
      statusCode: api.status,
      error: api.error,
      message,
      ...(api.errorCode === undefined ? {} : { errorCode: api.errorCode }),
      ...(api.attributes ? { attributes: { error: message } } : {}),
    };
  }
  const oauth = ofOAuth.get(rule);
  if (oauth === undefined) return undefined;
  return {
    error: oauth.error,
    error_description: published(oauth.message),
    ...(oauth.uri === undefined ? {} : { error_uri: oauth.uri }),
  };
}

/** The heading that the docs give a page of refusal. */
export function publishedTitle(rule: RuleId): string | undefined {
  return ofPages.get(rule)?.title;
}

/** A message as it is published: any text may stand where a value of the request is filled in. */
function published(message: string): unknown {
  const parts = message.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return expect.stringMatching(new RegExp(`^${parts.join("[^]*")}$`));
}
