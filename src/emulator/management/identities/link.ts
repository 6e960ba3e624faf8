import { userOf } from "#emulator/accounts/add.ts";
import { endGrants, keysOf } from "#emulator/accounts/endings.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { identityKey } from "#emulator/model.ts";
import { cutOff, revokeTokens } from "#emulator/oauth/token/revoke.ts";
import type { User } from "#emulator/model.ts";
import type { ApiRuleId } from "#emulator/rules/tables.ts";
import type { Store } from "#emulator/store.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";

/**
 * Links a secondary account: its identities, with those linked to it before, move to the end of the
 * primary's list; the account itself and its metadata are gone. What was granted to it ends with it, so
 * no refresh token ever changes whose tokens it gives; its sessions go on as the primary user's. Checks
 * and writes in one go. A blocked account is not linked, or the link would lift its block.
 * @throws ApiError `user-unknown`, `link-same-identity`, `link-exists`, `link-blocked`, or the one of the
 * secondary
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking
 */
export function linkAccount(
  store: Store,
  primaryId: string,
  secondary: { key: string; unknown: ApiRuleId },
  now: number,
): User {
  if (secondary.key === primaryId) throw new ApiError("link-same-identity");
  const primary = store.users.get(primaryId);
  if (primary === undefined) throw new ApiError("user-unknown");
  const account = store.users.get(secondary.key);
  if (account === undefined) {
    const isLinked = findUserByIdentity(store, secondary.key) !== undefined;
    throw new ApiError(isLinked ? "link-exists" : secondary.unknown);
  }
  if (account.isBlocked) throw new ApiError("link-blocked");
  const linked: User = {
    ...primary,
    identities: [...primary.identities, ...account.identities],
    updatedAt: now,
  };
  store.users.delete(account.userId);
  endGrants(store, keysOf(account), account.userId);
  store.users.set(primary.userId, linked);
  return linked;
}

/**
 * Unlinks an identity, which becomes a user of its own again: the same id, its profile, no metadata.
 * What was granted to the primary user through it ends, JWTs included: they name the primary user. So does what
 * the primary user allowed, since it may have been through it. Whoever leaves a blocked user stays blocked.
 * @throws ApiError `user-unknown`, `unlink-main`, `unlink-unknown`
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking/unlink-user-accounts
 */
export function unlinkIdentity(store: Store, userId: string, key: string, now: number): User {
  const user = store.users.get(userId);
  if (user === undefined) throw new ApiError("user-unknown");
  const [main, ...linked] = user.identities;
  if (identityKey(main) === key) throw new ApiError("unlink-main");
  const identity = linked.find((one) => identityKey(one) === key);
  if (identity === undefined) throw new ApiError("unlink-unknown");

  const remaining: User = {
    ...user,
    identities: [main, ...linked.filter((one) => one !== identity)],
    updatedAt: now,
  };
  endGrants(store, new Set([key]), userId);
  revokeTokens(store, new Set([key]), user.userId);
  for (const id of [user.userId, key]) cutOff(store, id, now);
  store.users.set(user.userId, remaining);
  store.users.set(key, { ...userOf(identity, now), isBlocked: user.isBlocked });
  return remaining;
}
