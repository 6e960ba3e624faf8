import type { Store } from "#emulator/store.ts";

/** Longer than any token lives. */
const MEMORY = 35 * 86_400_000;

/** Ends the refresh tokens of one authorization: the family of a rotating token. */
export function endFamily(store: Store, grantId: string): void {
  for (const [token, { grant }] of store.refreshTokens.entries())
    if (grant.id === grantId) store.refreshTokens.delete(token);
}

/**
 * Takes back all that one authorization gave, JWT access tokens included, and those that are being
 * signed at this moment.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function revokeGrant(store: Store, grantId: string, now: number): void {
  endFamily(store, grantId);
  store.revokedGrants.set(grantId, { expiresAt: now + MEMORY });
}

/** Whether a JWT that this tenant signed was taken back. */
export function isRevoked(store: Store, token: string): boolean {
  const issued = store.issuedTokens.get(signedPart(token));
  return issued !== undefined && store.revokedGrants.has(issued.grantId);
}

/** What the signature covers. The signature itself can be written in several ways. */
export function signedPart(token: string): string {
  return token.slice(0, token.lastIndexOf("."));
}
