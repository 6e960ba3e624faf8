import type { Walkthrough } from "#linking/walkthrough.ts";
import {
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  type Identity,
} from "#protocol/management.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { Redactor } from "#wire/redact.ts";
import { redactRequest, type RedactedRequest } from "#wire/request.ts";

/** The link as it will be sent; `null` while a token is missing. */
export function linkRequest(
  { primary, secondary }: Walkthrough,
  tenant: Tenant,
  redactor: Redactor,
): RedactedRequest | null {
  if (!primary?.tokens?.accessToken || !secondary?.idToken) return null;
  const request = buildLinkIdentityRequest(tenant, {
    userId: primary.account.userId,
    accessToken: primary.tokens.accessToken,
    linkWith: secondary.idToken,
  });
  return redactRequest(redactor, request, "A");
}

/** The unlink as it will be sent; `null` while nobody is signed in. */
export function unlinkRequest(
  { primary }: Walkthrough,
  tenant: Tenant,
  redactor: Redactor,
  identity: Identity,
): RedactedRequest | null {
  if (!primary?.tokens?.accessToken) return null;
  const request = buildUnlinkIdentityRequest(tenant, {
    userId: primary.account.userId,
    accessToken: primary.tokens.accessToken,
    identity,
  });
  return redactRequest(redactor, request, "A");
}
