import type { Core } from "#emulator/core.ts";
import { randomObjectId } from "#emulator/ids.ts";
import { identityKey } from "#emulator/model.ts";
import type { Connection, Identity, Profile, User } from "#emulator/model.ts";
import { BOUNDS } from "#emulator/store.ts";
import { emailOf, findUserByIdentity } from "./users.ts";

/** The most accounts that one tenant holds, linked ones included: it lives in memory. */
export const MAX_USERS = BOUNDS.users.most;

/** A new account, before it has an id. */
export type NewAccount = {
  connection: Connection;
  /** The id at the connection; without it one is made. */
  id?: string | undefined;
  profile: Profile;
  passwordHash: string | undefined;
  userMetadata?: Readonly<Record<string, unknown>>;
  appMetadata?: Readonly<Record<string, unknown>>;
  isBlocked?: boolean | undefined;
};

/** Why an account was not made. */
export type AccountRefusal = "exists" | "full";

/**
 * Makes a user out of an account. Its e-mail address must be free in a database connection; providers
 * may know the same address several times. Checks and writes in one go.
 */
export function addAccount(core: Core, account: NewAccount): User | AccountRefusal {
  const { connection, profile, passwordHash } = account;
  const identity: Identity = {
    provider: connection.strategy,
    id: account.id ?? randomObjectId(core.random),
    connection: connection.name,
    isSocial: connection.strategy !== "auth0",
    profile,
    passwordHash,
  };
  const key = identityKey(identity);
  const accounts = [...core.store.users.values()].flatMap(({ identities }) => identities);
  if (accounts.length >= MAX_USERS) return "full";
  if (findUserByIdentity(core.store, key) !== undefined) return "exists";
  if (!identity.isSocial && isEmailTaken(core, identity)) return "exists";
  const now = core.clock();
  const user: User = {
    userId: key,
    identities: [identity],
    userMetadata: account.userMetadata ?? {},
    appMetadata: account.appMetadata ?? {},
    isBlocked: account.isBlocked,
    createdAt: now,
    updatedAt: now,
    lastLogin: undefined,
    lastPasswordReset: undefined,
    loginsCount: 0,
  };
  core.store.users.set(key, user);
  return user;
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
