import { findUserByIdentity } from "#emulator/accounts/users.ts";
import type { Grant, IssuedToken } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";

/** Longer than any token lives, in milliseconds. */
export const TOKEN_MEMORY = 35 * 86_400_000;

/** As many authorizations of one second as one token is remembered for. */
const GRANTS_OF_A_TOKEN = 100;

/** Ends the refresh tokens of one authorization: the family of a rotating token. */
export function endFamily(store: Store, grantId: string): void {
  for (const [token, { grant }] of store.refreshTokens.entries())
    if (grant.id === grantId) store.refreshTokens.delete(token);
}

/**
 * Takes back all that one authorization gave, JWTs included, and those that are being signed at this
 * moment.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function revokeGrant(store: Store, grantId: string, now: number): void {
  endFamily(store, grantId);
  store.revokedGrants.set(grantId, { expiresAt: now + TOKEN_MEMORY });
}

/** Takes back the JWTs that name a user and were issued to somebody who logged in as another identity of theirs. */
export function revokeTokens(store: Store, userId: string, key: string, now: number): void {
  for (const issued of store.issuedTokens.values())
    if (issued.userId === userId)
      for (const { id, identityKey } of issued.grants)
        if (identityKey === key) revokeGrant(store, id, now);
}

/** Remembers who got a JWT, unless the account went while it was signed. */
export function rememberToken(
  store: Store,
  token: string,
  { id, identityKey }: Pick<Grant, "id" | "identityKey">,
  about: Omit<IssuedToken, "grants">,
): void {
  if (findUserByIdentity(store, identityKey) === undefined) return;
  const key = signedPart(token);
  const others = (store.issuedTokens.get(key)?.grants ?? []).filter(
    (grant) => grant.id !== id && !store.revokedGrants.has(grant.id),
  );
  const grants = [...others, { id, identityKey }].slice(-GRANTS_OF_A_TOKEN);
  store.issuedTokens.set(key, { ...about, grants });
}

/** Forgets the JWTs of accounts that end, so that they are judged by their time alone. */
export function forgetTokens(store: Store, keys: ReadonlySet<string>): void {
  for (const [token, { grants }] of store.issuedTokens.entries())
    if (grants.some(({ identityKey }) => keys.has(identityKey))) store.issuedTokens.delete(token);
}

/**
 * Whether a JWT that this tenant signed was taken back: by every authorization that gave it, or because
 * the user whom it names is another one than when it was issued.
 */
export function isTakenBack(
  store: Store,
  token: string,
  { sub, iat }: Readonly<Record<string, unknown>>,
): boolean {
  const issued = store.issuedTokens.get(signedPart(token));
  if (issued !== undefined) return issued.grants.every(({ id }) => store.revokedGrants.has(id));
  if (typeof sub !== "string" || !store.users.has(sub)) return false;
  const ended = store.endedAccounts.get(sub);
  return ended !== undefined && typeof iat === "number" && iat * 1000 <= ended.endedAt;
}

function signedPart(token: string): string {
  return token.slice(0, token.lastIndexOf("."));
}
