import {
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  type Identity,
} from "#protocol/management.ts";
import { nameToken, type NamedRequest } from "#protocol/named-request.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { USE_CASES, type PolicyName, type UseCaseNumber } from "./use-cases.ts";

/** A use case under one of the policies. */
export type UseCaseCell = { readonly useCase: UseCaseNumber; readonly policy: PolicyName };

/** The columns of the table, in order. */
export const POLICIES: readonly PolicyName[] = ["before-2018", "today"];

/** What the columns are called. */
export const POLICY_TITLES: Readonly<Record<PolicyName, string>> = {
  "before-2018": "Before October 2018",
  today: "Today",
};

/** All 18, row by row. */
export const USE_CASE_CELLS: readonly UseCaseCell[] = Object.values(USE_CASES).flatMap(
  ({ number }) => POLICIES.map((policy) => ({ useCase: number, policy })),
);

/** A name for a cell, for maps and lists. */
export function cellKey({ useCase, policy }: UseCaseCell): string {
  return `${useCase} ${policy}`;
}

/** Whether a cell is what stopped working: answered by the rules before 2018, refused by those of today. */
export function breaksToday({ useCase, policy }: UseCaseCell): boolean {
  const { expected } = USE_CASES[useCase];
  const succeeds = (of: PolicyName) => expected[of].kind === "answer" && expected[of].status < 400;
  return policy === "today" && succeeds("before-2018") && !succeeds("today");
}

/** What the request of a use case is made of. Tokens go as they are. */
export type UseCaseParts = {
  /** A, as `provider|id`. */
  readonly userId: string;
  readonly bearer: string;
  /** B's ID token. */
  readonly linkWith: string;
  readonly identity: Pick<Identity, "provider" | "user_id">;
};

/**
 * The request of a use case, as its row says. What auth0.js sends is here, too: the same, but for an
 * `Auth0-Client` header and a user ID that is not encoded.
 *
 * @see Auth0 Management API, Link a User Account and Unlink a User Identity
 */
export function buildUseCaseRequest(
  tenant: Tenant,
  useCase: UseCaseNumber,
  { userId, bearer: raw, linkWith, identity }: UseCaseParts,
): NamedRequest {
  const { method, bearer: kind, body, source } = USE_CASES[useCase];
  const owner = source.lane === "server" ? null : "A";
  const bearer = nameToken(owner, kind === "id-token" ? "ID token" : "access token", raw);
  if (method === "DELETE") return buildUnlinkIdentityRequest(tenant, { userId, bearer, identity });
  const proof = nameToken("B", "ID token", linkWith);
  const link = buildLinkIdentityRequest(tenant, { userId, bearer, linkWith: proof });
  if (body === "link_with") return link;
  const { provider, user_id } = identity;
  return { ...link, body: [JSON.stringify({ provider, user_id })], linkWith: null };
}
