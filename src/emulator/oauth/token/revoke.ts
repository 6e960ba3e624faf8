import { findUserByIdentity } from "#emulator/accounts/users.ts";
import { identityKey as keyOf } from "#emulator/model.ts";
import type { Grant, IssuedToken, User } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";

/** Longer than any token lives, in milliseconds. */
const TOKEN_MEMORY = 35 * 86_400_000;

/** As many authorizations of one second as one token is remembered for. */
const GRANTS_OF_A_TOKEN = 10;

/** Ends the refresh tokens of one authorization: the family of a rotating token. */
export function endFamily(store: Store, grantId: string): void {
  for (const [token, { grant }] of store.refreshTokens.entries())
    if (grant.id === grantId) store.refreshTokens.delete(token);
}

/**
 * Takes back all that one authorization gave, JWTs included, and those that are being signed at this
 * moment. Those that nobody remembers any more go with them.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function revokeGrant(
  store: Store,
  { id, identityKey }: Pick<Grant, "id" | "identityKey">,
  now: number,
): void {
  endFamily(store, id);
  for (const [token, { grant }] of store.opaqueTokens.entries())
    if (grant.id === id) store.opaqueTokens.delete(token);
  store.revokedGrants.set(id, { expiresAt: now + TOKEN_MEMORY });
  forgetGrants(store, (grant) => grant.id === id);
  const user = findUserByIdentity(store, identityKey);
  if (user !== undefined) cutOff(store, user.userId, now);
}

/**
 * Takes back the JWTs that were issued to somebody who logged in as one of these identities.
 * @param keys `provider|id` of each
 * @param userId only those that name this user
 */
export function revokeTokens(store: Store, keys: ReadonlySet<string>, userId?: string): void {
  forgetGrants(
    store,
    ({ identityKey }, issued) =>
      keys.has(identityKey) && (userId === undefined || issued.userId === userId),
  );
}

/**
 * Has the JWTs that name a user open nobody, unless they are issued later or remembered. There is room for so
 * many only, and whoever wants one forgotten can see to it.
 */
export function cutOff(store: Store, userId: string, now: number): void {
  const at = Math.max(now, store.cutoffs.get(userId)?.at ?? now);
  // A renewed one is the newest, and goes last.
  store.cutoffs.delete(userId);
  store.cutoffs.set(userId, { at, expiresAt: at + TOKEN_MEMORY });
}

type TokenGrant = IssuedToken["grants"][number];

/** A JWT without a grant stays, since what is known of it is that it was taken back. */
function forgetGrants(
  store: Store,
  isOver: (grant: TokenGrant, issued: IssuedToken) => boolean,
): void {
  for (const [key, issued] of store.issuedTokens.entries()) {
    const grants = issued.grants.filter((grant) => !isOver(grant, issued));
    if (grants.length < issued.grants.length) store.issuedTokens.set(key, { ...issued, grants });
  }
}

/**
 * Whether a JWT must not be given to somebody who logged in as an identity, because the same text is somebody
 * else's, or was taken back.
 */
export function isOfAnother(store: Store, token: string, { identityKey }: TokenGrant): boolean {
  const issued = store.issuedTokens.get(signatureOf(token));
  return issued?.grants.every((grant) => grant.identityKey !== identityKey) ?? false;
}

/**
 * Remembers who got a JWT: nobody, when their account went, was made anew, or became somebody else's, while it was
 * signed. Then it does not depend on being remembered either.
 * @param about whose account it was when the signing began, and the time now
 */
export function rememberToken(
  store: Store,
  token: string,
  { id, identityKey }: TokenGrant,
  about: Pick<IssuedToken, "kind" | "expiresAt"> & {
    user: Pick<User, "userId" | "mark">;
    now: number;
  },
): void {
  const { kind, expiresAt, now } = about;
  const { userId, mark } = about.user;
  const key = signatureOf(token);
  const others = (store.issuedTokens.get(key)?.grants ?? []).filter((grant) => grant.id !== id);
  const owner = findUserByIdentity(store, identityKey);
  const isOver = store.revokedGrants.has(id) || owner?.userId !== userId || owner.mark !== mark;
  if (isOver) cutOff(store, userId, now);
  const grants = isOver ? others : [...others, { id, identityKey }];
  // A part of a text keeps all of it in memory, which is the whole token.
  store.issuedTokens.set(structuredClone(key), {
    kind,
    userId,
    expiresAt,
    grants: grants.slice(-GRANTS_OF_A_TOKEN),
  });
}

/**
 * Whether a JWT that this tenant signed was taken back: by every authorization that gave it, or because
 * who got it logged in as an identity that the user whom it names does not have, or has no longer.
 */
export function isTakenBack(
  store: Store,
  token: string,
  { sub, iat }: Readonly<Record<string, unknown>>,
): boolean {
  const user = typeof sub === "string" ? store.users.get(sub) : undefined;
  if (user === undefined) return false; // it opens nobody
  const issued = store.issuedTokens.get(signatureOf(token));
  if (issued !== undefined)
    return !issued.grants.some((grant) =>
      user.identities.some((identity) => keyOf(identity) === grant.identityKey),
    );
  return typeof iat === "number" && isCutOff(store, user.userId, iat);
}

/**
 * Whether a JWT that names a user, of which nothing else is known, opens nobody.
 * @param iat seconds since the epoch
 */
export function isCutOff(store: Store, userId: string, iat: number): boolean {
  const cutoff = store.cutoffs.get(userId);
  return cutoff !== undefined && iat * 1000 <= cutoff.at;
}

/** What tells a JWT from all others, and is short whatever it says. */
function signatureOf(token: string): string {
  return token.slice(token.lastIndexOf(".") + 1);
}
