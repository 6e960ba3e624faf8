import { linkedIdentities, type Walkthrough } from "#linking/walkthrough.ts";
import type { HttpRequest } from "#protocol/http.ts";
import {
  buildLinkByUserIdRequest,
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  type Identity,
} from "#protocol/management.ts";
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

/**
 * The old way: A's ID token as bearer. There is no B yet, so the body proves A once more; nothing could
 * come of it even where the API took the bearer.
 */
export function oldWayRequest({ primary }: Walkthrough, tenant: Tenant): HttpRequest | null {
  const idToken = primary?.tokens?.idToken;
  if (primary == null || idToken == null) return null;
  return buildLinkIdentityRequest(tenant, {
    userId: primary.account.userId,
    accessToken: idToken,
    linkWith: idToken,
  });
}

/**
 * The dangerous way: A's access token, and an account that is only named. It names B's identity, which
 * this reader has just shown to own; to the API it could be anybody's.
 */
export function dangerousRequest(walkthrough: Walkthrough, tenant: Tenant): HttpRequest | null {
  const { primary, unlinked } = walkthrough;
  const identity = linkedIdentities(walkthrough)[0] ?? unlinked;
  const accessToken = primary?.tokens?.accessToken;
  if (primary == null || accessToken == null || identity === null) return null;
  return buildLinkByUserIdRequest(tenant, {
    userId: primary.account.userId,
    accessToken,
    identity,
  });
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
