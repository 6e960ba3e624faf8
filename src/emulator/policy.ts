import type { Evidence } from "./rules/rule.ts";

/** Which rules the tenant goes by: those of today, or those that ended on 19 October 2018. */
export type PolicyName = "today" | "before-2018";

/** What differs between the two. Handlers read these, never the name. */
export type Policy = {
  /** An ID token as bearer is as good as an access token with every scope for one's own account. */
  takesIdTokens: boolean;
  /** A person may link an account by naming it, without showing that it is theirs. */
  linksByName: boolean;
  evidence: Evidence;
  source: string;
};

/**
 * Both policies.
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
export const POLICIES = {
  today: {
    takesIdTokens: false,
    linksByName: false,
    evidence: "quoted",
    source: "migration guide: both ended on 19 October 2018",
  },
  "before-2018": {
    takesIdTokens: true,
    linksByName: true,
    evidence: "quoted",
    source:
      "migration guide, use cases 1, 3, 5, 7 and 8; that nothing else differed is assumed, as is what an ID token could do besides linking",
  },
} as const satisfies Record<PolicyName, Policy>;

/** Tells the name of a policy from other values. */
export function isPolicyName(value: unknown): value is PolicyName {
  return typeof value === "string" && Object.hasOwn(POLICIES, value);
}
