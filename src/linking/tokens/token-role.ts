import { audiences, stringClaim, type DecodedToken } from "#protocol/token.ts";

/** What a token is for: to be sent to an API, or to tell an app who logged in. */
export type TokenRole = "access" | "id" | "unknown";

/**
 * Tells access tokens and ID tokens of Auth0 apart by what only one of them has.
 *
 * @see RFC 9068 section 2.1: `at+jwt`
 * @see OIDC Core 1.0 section 2
 */
export function roleOf({ header, claims }: DecodedToken): TokenRole {
  const type = stringClaim(header, "typ")?.toLowerCase() ?? "";
  if (type === "at+jwt" || type === "application/at+jwt") return "access";
  const has = (name: string): boolean => Object.hasOwn(claims, name);
  if (["scope", "permissions", "gty"].some(has)) return "access";
  if (["nonce", "at_hash", "c_hash", "auth_time", "sid"].some(has)) return "id";
  const isForApi = audiences(claims).some((audience) => URL.canParse(audience));
  if (isForApi) return "access";
  return has("email") || has("name") || has("aud") ? "id" : "unknown";
}
