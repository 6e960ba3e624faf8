/** The first segments of the addresses that are the tenant's, or would be Auth0's. A test holds them against the tables. */
export const TENANT_SEGMENTS: ReadonlySet<string> = new Set(
  ".well-known _linklab api authorize bc-authorize co dbconnections delegation me mfa oauth oidc passkey passwordless samlp ssodata tokeninfo u unlink user userinfo usernamepassword v2 wsfed".split(
    " ",
  ),
);

/**
 * Whether an address is the tenant's where it shares its origin with an app, which has the root.
 * @param path of a URL, with the slash in front
 */
export function isTenantAddress(path: string): boolean {
  return TENANT_SEGMENTS.has(path.split("/")[1] ?? "");
}
