import { cutOff, revokeTokens } from "#emulator/oauth/token/revoke.ts";
import type { Store, Table } from "#emulator/store.ts";
import { identityKey } from "#emulator/model.ts";
import type { Grant, User } from "#emulator/model.ts";

/** What is good for one use has a mark of it. */
type Granted = { grant: Grant; isUsed?: boolean };

/**
 * Ends what was granted to these identities: codes, refresh tokens and opaque access tokens. JWTs run
 * to their end, as they do where nobody can call them back. What was used stays, to be known when it is used again.
 * Forgets what their user allowed to applications, too, since it may have been as one of them.
 * @param keys `provider|id` of each
 */
export function endGrants(store: Store, keys: ReadonlySet<string>, userId: string): void {
  const tables: readonly Pick<Table<Granted>, "delete" | "entries">[] = [
    store.codes,
    store.refreshTokens,
    store.opaqueTokens,
  ];
  for (const table of tables)
    for (const [key, { grant, isUsed }] of table.entries())
      if (keys.has(grant.identityKey) && !isUsed) table.delete(key);
  for (const [key, consent] of store.consents.entries())
    if (consent.userId === userId) store.consents.delete(key);
}

/** Signs these identities out everywhere. */
export function endSessions(store: Store, keys: ReadonlySet<string>): void {
  for (const [id, session] of store.sessions.entries())
    if (keys.has(session.identityKey)) store.sessions.delete(id);
}

/**
 * Deletes a user with all linked accounts, and everything that was signed in or granted as one of them.
 * Nothing that they hold opens somebody who comes to have one of their ids later.
 * @returns whether there was such a user
 * @see https://auth0.com/docs/manage-users/user-accounts/delete-users
 */
export function deleteUser(store: Store, userId: string, now: number): boolean {
  const user = store.users.get(userId);
  if (user === undefined) return false;
  const keys = keysOf(user);
  // They stay, because the answer to them tells that the user is gone.
  const refreshTokens = [...store.refreshTokens.entries()].filter(([, { grant }]) =>
    keys.has(grant.identityKey),
  );
  endGrants(store, keys, userId);
  for (const [token, record] of refreshTokens)
    store.refreshTokens.set(token, { ...record, isUserGone: true });
  endSessions(store, keys);
  revokeTokens(store, keys);
  for (const key of keys) cutOff(store, key, now);
  return store.users.delete(userId);
}

/** `provider|id` of every account that belongs to a user. */
export function keysOf(user: User): Set<string> {
  return new Set(user.identities.map(identityKey));
}
