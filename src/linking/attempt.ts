import type { HttpRequest } from "#protocol/http.ts";
import {
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  splitUserId,
} from "#protocol/management.ts";
import type { Tenant } from "#protocol/tenant.ts";

/** How a link or unlink request can differ from the right one. */
export type RequestChange =
  | "id-token-as-bearer"
  | "no-bearer"
  | "opaque-bearer"
  | "other-user"
  | "unknown-user"
  | "bad-path-id"
  | "same-account"
  | "opaque-link-with"
  | "user-id"
  | "unknown-user-id"
  | "other-provider"
  | "both-forms"
  | "empty-body"
  | "malformed-body"
  | "text-body"
  | "large-body"
  | "twice"
  | "not-linked"
  | "main-identity";

/** What a link request is made of. Tokens are as they are to be sent, minted or tampered with or not. */
export type AttemptParts = {
  readonly userId: string;
  readonly accessToken: string;
  /** A's own ID token. */
  readonly idToken: string;
  readonly linkWith: string;
  readonly secondaryUserId: string;
};

/**
 * The link or unlink request with one thing changed; `twice` changes nothing but how often it is sent.
 * It is refused, which is what it is for, so it takes tokens that nobody verified.
 *
 * @see Auth0 Management API, Link a User Account and Unlink a User Identity
 */
export function buildAttempt(
  tenant: Tenant,
  parts: AttemptParts,
  change: RequestChange | null,
): HttpRequest {
  const link = (changed: Partial<AttemptParts> = {}): HttpRequest =>
    buildLinkIdentityRequest(tenant, { ...parts, ...changed });
  const linkWithBody = (body: unknown): HttpRequest => ({ ...link(), body: JSON.stringify(body) });
  const { provider, user_id: id } = splitUserId(parts.secondaryUserId);
  const own = splitUserId(parts.userId);
  const unlink = (identity: { provider: string; user_id: string }): HttpRequest =>
    buildUnlinkIdentityRequest(tenant, { ...parts, identity });

  switch (change) {
    case null:
    case "twice":
      return link();
    case "id-token-as-bearer":
      return link({ accessToken: parts.idToken });
    case "no-bearer":
      return { ...link(), headers: { "Content-Type": "application/json" } };
    case "opaque-bearer":
      return link({ accessToken: "an-opaque-token-is-no-jwt" });
    case "other-user":
      return link({ userId: parts.secondaryUserId });
    case "unknown-user":
      return link({ userId: `${own.provider}|0` });
    case "bad-path-id":
      return link({ userId: own.user_id });
    case "same-account":
      return link({ linkWith: parts.idToken });
    case "opaque-link-with":
      return link({ linkWith: "not-a-token" });
    case "user-id":
      return linkWithBody({ provider, user_id: id });
    case "unknown-user-id":
      return linkWithBody({ provider, user_id: "0" });
    case "other-provider":
      return linkWithBody({ provider: "facebook", user_id: id });
    case "both-forms":
      return linkWithBody({ link_with: parts.linkWith, provider, user_id: id });
    case "empty-body":
      return linkWithBody({});
    case "malformed-body":
      return { ...link(), body: '{"link_with":' };
    case "text-body":
      return { ...link(), headers: { ...link().headers, "Content-Type": "text/plain" } };
    case "large-body":
      return linkWithBody({ link_with: "x".repeat(110_000) });
    case "not-linked":
      return unlink({ provider, user_id: "0" });
    case "main-identity":
      return unlink(own);
  }
}

/** A token of which one character of the signature is another, so that no key of anybody fits. */
export function tamper(token: string): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const first = signature.startsWith("A") ? "B" : "A";
  return [header, payload, first + signature.slice(1)].join(".");
}
