import { identityKey } from "#emulator/model.ts";
import type { Identity, Profile, User } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";
import { defaultPicture } from "./picture.ts";

/** Where everybody logs in from: a tenant is reached on its own machine. */
export const LOOPBACK = "127.0.0.1";

/** The user that an identity belongs to, whether it is their main one or linked; by `provider|id`. */
export function findUserByIdentity(store: Store, key: string): User | undefined {
  const owner = store.users.get(key);
  if (owner !== undefined) return owner;
  for (const user of store.users.values())
    if (user.identities.some((identity) => identityKey(identity) === key)) return user;
  return undefined;
}

/** The e-mail address of an account, if it has one. */
export function emailOf({ profile }: Identity): string | undefined {
  const email = profile["email"];
  return typeof email === "string" ? email : undefined;
}

/** The profile of the main identity, with what Auth0 fills in when it is missing. */
export function rootProfile({ identities: [main] }: User): Profile {
  const known = PROFILES.get(main);
  if (known !== undefined) return known;
  const email = emailOf(main);
  const profile = {
    ...(email !== undefined && {
      name: email,
      nickname: email.split("@")[0],
      picture: defaultPicture(email),
    }),
    ...main.profile,
  };
  PROFILES.set(main, profile);
  return profile;
}

/** Identities are replaced, never changed, and the digest in a picture is dear where a search asks for many. */
const PROFILES = new WeakMap<Identity, Profile>();

/**
 * The user as `/api/v2/users` shows it. The main identity has no `profileData` here; a linked one has. What is
 * undefined is not in JSON, and nobody's profile stands in for it.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
 */
export function toUserResponse(user: User): Record<string, unknown> {
  const [main, ...linked] = user.identities;
  const hasLoggedIn = user.lastLogin !== undefined;
  return {
    ...rootProfile(user),
    blocked: user.isBlocked,
    created_at: isoTime(user.createdAt),
    identities: [toIdentity(main), ...linked.map(toIdentityWithProfile)],
    updated_at: isoTime(user.updatedAt),
    user_id: user.userId,
    user_metadata: unlessEmpty(user.userMetadata),
    app_metadata: unlessEmpty(user.appMetadata),
    last_password_reset: isoTime(user.lastPasswordReset),
    last_ip: hasLoggedIn ? LOOPBACK : undefined,
    last_login: isoTime(user.lastLogin),
    logins_count: hasLoggedIn ? user.loginsCount : undefined,
  };
}

/** The identities as linking and unlinking answer them: `profileData` on each, the main one included. */
export function toIdentitiesResponse(user: User): Record<string, unknown>[] {
  return user.identities.map(toIdentityWithProfile);
}

/** ISO 8601, as Auth0 writes times in profiles; undefined for a time that never was. */
export function isoTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

function toIdentity(identity: Identity): Record<string, unknown> {
  const { connection, id, provider, isSocial } = identity;
  return { connection, user_id: id, provider, isSocial };
}

function toIdentityWithProfile(identity: Identity): Record<string, unknown> {
  return { profileData: identity.profile, ...toIdentity(identity) };
}

function unlessEmpty(metadata: User["userMetadata"]): User["userMetadata"] | undefined {
  return Object.keys(metadata).length === 0 ? undefined : metadata;
}
