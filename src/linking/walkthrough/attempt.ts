import {
  nameToken,
  type NamedRequest,
  type NamedToken,
  type RequestPiece,
} from "#protocol/named-request.ts";
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
  readonly bearer: NamedToken;
  /** A's own ID token. */
  readonly idToken: NamedToken;
  readonly linkWith: NamedToken;
  readonly secondaryUserId: string;
};

/** A token in whose place a text stands that everybody may read. */
const madeUp = (value: string): NamedToken => ({
  ...nameToken(null, "no token", value),
  isSecret: false,
});

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
): NamedRequest {
  const link = (changed: Partial<AttemptParts> = {}): NamedRequest =>
    buildLinkIdentityRequest(tenant, { ...parts, ...changed });
  const linkWithBody = (...body: readonly RequestPiece[]): NamedRequest => ({
    ...link(),
    body,
    linkWith: null,
  });
  const naming = (named: { provider: string; user_id: string }): NamedRequest =>
    linkWithBody(JSON.stringify(named));
  const { provider, user_id: id } = splitUserId(parts.secondaryUserId);
  const own = splitUserId(parts.userId);
  const unlink = (identity: { provider: string; user_id: string }): NamedRequest =>
    buildUnlinkIdentityRequest(tenant, { ...parts, identity });

  switch (change) {
    case null:
    case "twice":
      return link();
    case "id-token-as-bearer":
      return link({ bearer: parts.idToken });
    case "no-bearer":
      return { ...link(), headers: [["Content-Type", ["application/json"]]], bearer: null };
    case "opaque-bearer":
      return link({ bearer: madeUp("an-opaque-token-is-no-jwt") });
    case "other-user":
      return link({ userId: parts.secondaryUserId });
    case "unknown-user":
      return link({ userId: `${own.provider}|0` });
    case "bad-path-id":
      return link({ userId: own.user_id });
    case "same-account":
      return link({ linkWith: parts.idToken });
    case "opaque-link-with":
      return link({ linkWith: madeUp("not-a-token") });
    case "user-id":
      return naming({ provider, user_id: id });
    case "unknown-user-id":
      return naming({ provider, user_id: "0" });
    case "other-provider":
      return naming({ provider: "facebook", user_id: id });
    case "both-forms":
      return {
        ...link(),
        body: [
          '{"link_with":"',
          parts.linkWith,
          `",${JSON.stringify({ provider, user_id: id }).slice(1)}`,
        ],
      };
    case "empty-body":
      return linkWithBody("{}");
    case "malformed-body":
      return linkWithBody('{"link_with":');
    case "text-body":
      return {
        ...link(),
        headers: link().headers.map(([name, value]) =>
          name === "Content-Type" ? [name, ["text/plain"]] : [name, value],
        ),
      };
    case "large-body":
      return link({ linkWith: madeUp("x".repeat(110_000)) });
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
