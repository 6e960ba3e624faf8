import type { Endpoint } from "#emulator/endpoints.ts";
import type { RuleId } from "./tables.ts";

/** Which answers follow from a side that this tenant takes in a conflict of sources. */
export type Decision = {
  /** The rules that would answer otherwise, had it been decided otherwise. */
  rules: readonly RuleId[];
  /** Where those rules follow from it; without it, everywhere. */
  endpoint?: Endpoint;
};

const LINKS = [
  "identity-linked",
  "identity-linked-id-token",
  "identity-linked-user-id",
] as const satisfies readonly RuleId[];

/**
 * Where Auth0's own sources, or reports about Auth0, contradict each other. Decided once, here; what they say
 * is in `conflicts.ts`.
 */
export const DECISIONS = {
  "linking-scope": {
    rules: ["scope-insufficient", "identity-linked", "identity-unlinked"],
    endpoint: "identities",
  },
  "several-audiences": {
    rules: ["token-audience", "token-code", "token-refresh", "authorization-tokens"],
  },
  "link-status": {
    rules: LINKS,
  },
  "unsupported-scope": {
    rules: ["authorization-code", "authorization-tokens"],
  },
  "email-verified": {
    rules: LINKS,
  },
  "unknown-user": {
    rules: ["user-unknown"],
  },
  "callback-query": {
    rules: ["callback-mismatch"],
    endpoint: "authorize",
  },
  "redirect-uri-again": {
    rules: ["code-redirect-uri", "code-redirect-origin", "token-code"],
  },
  "userinfo-audience": {
    rules: ["authorization-code", "authorization-tokens"],
    endpoint: "authorize",
  },
  "logout-urls": {
    rules: ["logout-oidc", "logout-url-mismatch"],
  },
  "full-identity-id": {
    rules: ["identity-unlinked"],
  },
  "authenticate-header": {
    rules: [
      "token-missing",
      "token-invalid",
      "token-odd",
      "token-signature",
      "token-expired",
      "token-audience",
      "userinfo-refused",
    ],
  },
  "empty-scope": {
    rules: ["token-code", "token-refresh"],
  },
  "invalid-grant-status": {
    rules: ["code-invalid", "refresh-token-invalid"],
  },
  "public-without-pkce": {
    rules: ["challenge-missing"],
  },
  "session-of-connection": {
    rules: ["login-page", "login-required"],
    endpoint: "authorize",
  },
  "either-or": {
    rules: ["identity-linked"],
  },
  "metadata-patterns": {
    rules: ["users-listed", "search-invalid"],
  },
  "search-comparisons": {
    rules: ["users-listed"],
  },
} as const satisfies Record<string, Decision>;

/** The name of a decision. */
export type DecisionId = keyof typeof DECISIONS;

/** In which conflicts of sources a rule takes a side, when it decides at this endpoint. */
export function decisionsOf(rule: RuleId, endpoint: Endpoint | undefined): DecisionId[] {
  const ids = BY_RULE.get(rule) ?? [];
  return ids.filter((id) => {
    const decision: Decision = DECISIONS[id];
    return decision.endpoint === undefined || decision.endpoint === endpoint;
  });
}

/** Most rules take none, and every request asks. */
const BY_RULE = new Map<RuleId, DecisionId[]>();
for (const id of Object.keys(DECISIONS).filter(isDecisionId))
  for (const rule of DECISIONS[id].rules) BY_RULE.set(rule, [...(BY_RULE.get(rule) ?? []), id]);

/** Tells the names of decisions from other values. */
export function isDecisionId(value: string): value is DecisionId {
  return Object.hasOwn(DECISIONS, value);
}
