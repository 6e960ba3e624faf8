import type { Core } from "#emulator/core.ts";
import { randomObjectId } from "#emulator/ids.ts";
import { identityKey } from "#emulator/model.ts";
import type { Connection, Identity, Profile, User } from "#emulator/model.ts";
import { BOUNDS } from "#emulator/store.ts";
import { hasRoom } from "./room.ts";
import { emailOf, findUserByIdentity } from "./users.ts";

/** The most accounts that one tenant holds, linked ones included: it lives in memory. */
export const MAX_USERS = BOUNDS.users.most;

/** A new account. */
export type NewAccount = {
  connection: Connection;
  /** The id at the connection, bare or with what `prefixOf` puts before it. */
  id: string;
  profile: Profile;
  passwordHash: string | undefined;
  userMetadata?: Readonly<Record<string, unknown>> | undefined;
  appMetadata?: Readonly<Record<string, unknown>> | undefined;
  isBlocked?: boolean | undefined;
};

/** Why an account was not made. */
export type AccountRefusal = "exists" | "full";

/**
 * Makes a user out of an account; without an id it gets one. Its e-mail address must be free in a database
 * connection; providers may know the same address several times. Checks and writes in one go.
 */
export function addAccount(
  core: Core,
  account: Omit<NewAccount, "id"> & { id?: string | undefined },
): User | AccountRefusal {
  const id = account.id ?? randomObjectId(core.random);
  const user = createUser({ ...account, id }, core.clock());
  const [identity] = user.identities;
  const accounts = [...core.store.users.values()].flatMap(({ identities }) => identities);
  if (accounts.length >= MAX_USERS) return "full";
  if (findUserByIdentity(core.store, user.userId) !== undefined) return "exists";
  if (!identity.isSocial && isEmailTaken(core, identity)) return "exists";
  if (!hasRoom(core.store, user)) return "full";
  core.store.users.set(user.userId, user);
  return user;
}

/** Whether an id has its provider in front: where identities are named, that is the same as without. */
export function hasProvider({ strategy }: Connection, id: string | null | undefined): boolean {
  return id?.startsWith(`${strategy}|`) === true;
}

/**
 * What stands before the ids of a connection: at one that somebody made themselves, its name, since several
 * of them share one provider. Seen in public repositories, as `oauth2|discord|77`.
 */
export function prefixOf({ name, strategy }: Connection): string {
  return strategy === "oauth2" || strategy === "oauth1" ? `${name}|` : "";
}

/**
 * Makes the user of an account, who has never logged in.
 * @param now milliseconds since the epoch
 */
export function createUser(
  { connection, id, profile, passwordHash, ...account }: NewAccount,
  now: number,
): User {
  const prefix = prefixOf(connection);
  const identity: Identity = {
    provider: connection.strategy,
    id: id.startsWith(prefix) ? id : prefix + id,
    connection: connection.name,
    isSocial: connection.strategy !== "auth0",
    profile,
    passwordHash,
  };
  return {
    ...userOf(identity, now),
    userMetadata: account.userMetadata ?? {},
    appMetadata: account.appMetadata ?? {},
    isBlocked: account.isBlocked,
  };
}

/** A user who has nothing but an identity. */
export function userOf(identity: Identity, now: number): User {
  return {
    userId: identityKey(identity),
    identities: [identity],
    userMetadata: {},
    appMetadata: {},
    isBlocked: undefined,
    mark: {},
    createdAt: now,
    updatedAt: now,
    lastLogin: undefined,
    lastPasswordReset: undefined,
    loginsCount: 0,
  };
}

/** Whether another account of the same connection has this account's e-mail address. */
export function isEmailTaken(core: Core, account: Identity): boolean {
  const email = emailOf(account)?.toLowerCase();
  const key = identityKey(account);
  return [...core.store.users.values()]
    .flatMap(({ identities }) => identities)
    .some(
      (other) =>
        other.connection === account.connection &&
        identityKey(other) !== key &&
        emailOf(other)?.toLowerCase() === email,
    );
}

/**
 * The form of an e-mail address that is taken; whether it exists is another question. It is the one of
 * `<input type=email>`, in ASCII: no address can look like another and be a different one.
 * @see https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
 */
export function isEmail(value: string): boolean {
  const [name, host, ...more] = value.split("@");
  return (
    value.length <= 254 &&
    more.length === 0 &&
    /^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(name ?? "") &&
    (host ?? "").split(".").every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label))
  );
}
