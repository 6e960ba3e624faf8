import { buildAttempt, type AttemptParts } from "#linking/attempt.ts";
import { linkedIdentities, type Walkthrough } from "#linking/walkthrough.ts";
import type { HttpRequest } from "#protocol/http.ts";
import {
  buildGetUserRequest,
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  userIdOf,
  type Identity,
} from "#protocol/management.ts";
import { OWN_USER_SCOPE, parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";

/** The link as it will be sent; `null` while a token is missing. */
export function linkRequest(
  { primary, secondary }: Walkthrough,
  tenant: Tenant,
): HttpRequest | null {
  if (!primary?.tokens?.accessToken || !secondary?.idToken) return null;
  return buildLinkIdentityRequest(tenant, {
    userId: primary.account.userId,
    accessToken: primary.tokens.accessToken,
    linkWith: secondary.idToken,
  });
}

/** What a link that is to be refused is made of; `null` while nobody is signed in as A. */
export function attemptParts(walkthrough: Walkthrough): AttemptParts | null {
  const { primary, secondary, unlinked } = walkthrough;
  if (!primary?.tokens?.accessToken) return null;
  const [identity = unlinked] = linkedIdentities(walkthrough);
  return {
    userId: primary.account.userId,
    accessToken: primary.tokens.accessToken,
    idToken: primary.tokens.idToken ?? "",
    linkWith: secondary?.idToken ?? "",
    secondaryUserId: identity === null ? (secondary?.account.userId ?? "") : userIdOf(identity),
  };
}

/**
 * The old way: A's ID token as bearer. There is no B yet, so the body proves A once more; nothing could
 * come of it even where the API took the bearer.
 */
export function oldWayRequest(walkthrough: Walkthrough, tenant: Tenant): HttpRequest | null {
  const parts = attemptParts(walkthrough);
  if (parts === null || parts.idToken === "") return null;
  return buildAttempt(tenant, { ...parts, linkWith: parts.idToken }, "id-token-as-bearer");
}

/**
 * The dangerous way: A's access token, and an account that is only named. It names B's identity, which
 * this reader has just shown to own; to the API it could be anybody's.
 */
export function dangerousRequest(walkthrough: Walkthrough, tenant: Tenant): HttpRequest | null {
  const parts = attemptParts(walkthrough);
  if (parts === null || parts.secondaryUserId === "") return null;
  return buildAttempt(tenant, parts, "user-id");
}

/** The read of A as it will be sent; `null` while nobody is signed in who may. */
export function readRequest({ primary }: Walkthrough, tenant: Tenant): HttpRequest | null {
  if (!primary?.tokens?.accessToken) return null;
  const { accessToken, grantedScope } = primary.tokens;
  if (!parseScope(grantedScope).includes(OWN_USER_SCOPE)) return null;
  return buildGetUserRequest(tenant, { userId: primary.account.userId, accessToken });
}

/** The unlink as it will be sent; `null` while nobody is signed in. */
export function unlinkRequest(
  { primary }: Walkthrough,
  tenant: Tenant,
  identity: Identity,
): HttpRequest | null {
  if (!primary?.tokens?.accessToken) return null;
  return buildUnlinkIdentityRequest(tenant, {
    userId: primary.account.userId,
    accessToken: primary.tokens.accessToken,
    identity,
  });
}
