import type { Endpoint } from "#emulator/endpoints.ts";
import type { RuleId } from "./tables.ts";
import type { Evidence } from "./rule.ts";

/** A conflict of sources, and the side that this tenant takes in it. */
export type Decision = {
  topic: string;
  /** What the sources say, each with where it says so. */
  sources: readonly string[];
  decision: string;
  /** How good the source is that was followed. */
  evidence: Evidence;
  /** The rules that would answer otherwise, had it been decided otherwise. */
  rules: readonly RuleId[];
  /** Where those rules follow from it; without it, everywhere. */
  endpoint?: Endpoint;
  /** Where it holds, in words. */
  holds: string;
};

const LINKS = [
  "identity-linked",
  "identity-linked-id-token",
  "identity-linked-user-id",
] as const satisfies readonly RuleId[];

/** Where Auth0's own sources, or reports about Auth0, contradict each other. Decided once, here. */
export const DECISIONS = {
  "linking-scope": {
    topic: "Which scope lets people link their own accounts",
    sources: [
      "a bullet of the migration guide: `update:current_user_metadata`",
      "the guide's table and steps, the Management API reference: `update:current_user_identities`",
    ],
    decision:
      "`update:current_user_identities`; the bullet is a mistake that was copied since 2018",
    evidence: "quoted",
    rules: ["scope-insufficient", "identity-linked", "identity-unlinked"],
    endpoint: "identities",
    holds: "POST and DELETE identities",
  },
  "several-audiences": {
    topic: "Whether the Management API takes a token with several values in `aud`",
    sources: [
      "docs, Migrate to calling the API with access tokens: `aud` must hold one value, or the request fails",
      "Auth0's own SPA sample asks for `openid` with the API's audience; decoded tokens show an array then",
    ],
    decision:
      "`aud` is an array when `openid` is granted, and the API takes an array that holds its audience",
    evidence: "reported",
    rules: ["token-audience", "token-code", "token-refresh", "authorization-tokens"],
    holds: "access tokens for people, and every endpoint of the Management API",
  },
  "link-status": {
    topic: "Status of a successful link",
    sources: [
      "Management API reference and go-auth0 recording TestUserManager_Link: 201",
      "mocks in node-auth0: 200",
    ],
    decision: "201",
    evidence: "recorded",
    rules: LINKS,
    holds: "POST identities",
  },
  "unsupported-scope": {
    topic: "A scope that the person cannot be granted",
    sources: [
      "community.auth0.com/t/6692, Auth0 staff in 2017: should result in an error",
      "community.auth0.com/t/13990, a decoded token, and t/118497, Auth0 staff: it is left out",
    ],
    decision: "Left out without an error; `scope` of the response tells what was granted",
    evidence: "reported",
    rules: ["authorization-code", "authorization-tokens"],
    holds: "`/authorize`",
  },
  "email-verified": {
    topic: "Whether linking asks for verified e-mail addresses",
    sources: [
      "Management API reference: no such check is listed",
      "Auth0's sample and docs code: the application checks `email_verified` of both accounts",
    ],
    decision: "The API does not check it; the application has to",
    evidence: "quoted",
    rules: LINKS,
    holds: "POST identities",
  },
  "unknown-user": {
    topic: "`errorCode` for a user who is not there",
    sources: [
      "go-auth0 recording TestUserManager_Delete: `inexistent_user`",
      "another emulator: `inexistent_resource`",
    ],
    decision: "`inexistent_user`",
    evidence: "recorded",
    rules: ["user-unknown"],
    holds: "every endpoint of one user but `DELETE` of the user",
  },
  "either-or": {
    topic: "What a server sends to link",
    sources: [
      "docs, Link user accounts: a list that reads as if both `user_id` and ID token were needed",
      "Management API reference: `link_with`, or `provider` and `user_id`",
    ],
    decision: "Either; both together are refused",
    evidence: "quoted",
    rules: ["identity-linked"],
    holds: "POST identities",
  },
} as const satisfies Record<string, Decision>;

/** The name of a decision. */
export type DecisionId = keyof typeof DECISIONS;

/** In which conflicts of sources a rule takes a side, when it decides at this endpoint. */
export function decisionsOf(rule: RuleId, endpoint: Endpoint | undefined): DecisionId[] {
  return IDS.filter((id) => {
    const decision: Decision = DECISIONS[id];
    const isThere = decision.endpoint === undefined || decision.endpoint === endpoint;
    return isThere && decision.rules.includes(rule);
  });
}

const IDS = Object.keys(DECISIONS).filter(isDecisionId);

function isDecisionId(value: string): value is DecisionId {
  return Object.hasOwn(DECISIONS, value);
}
