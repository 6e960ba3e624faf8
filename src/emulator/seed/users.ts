import { MOST_ROUNDS, readHash } from "#emulator/accounts/passwords.ts";
import { createUser } from "#emulator/accounts/add.ts";
import type { Connection, DemoAccount, User } from "#emulator/model.ts";
import type { NoteSkipped } from "./notes.ts";
import type { databaseUsersSchema, SeedAccount } from "./schema.ts";
import type { InferOutput } from "valibot";
import { stableId } from "./stable-id.ts";

/** What a database knows of an account besides its profile. */
export type Secret = { hash?: string | undefined; demo?: string | undefined };

/** Parts an entry of a bulk import file in the account and what only its database knows. */
export function readDatabaseUser(
  entry: InferOutput<typeof databaseUsersSchema>[number],
  connection: string,
  note: NoteSkipped,
): { account: SeedAccount; secret: Secret } {
  const { custom_password_hash, password_hash, demo_password } = entry;
  const value = custom_password_hash?.hash.value;
  const isKnown = custom_password_hash?.algorithm === "pbkdf2" && readHash(value ?? "");
  if (!isKnown && (custom_password_hash || password_hash))
    note(
      [custom_password_hash ? "custom_password_hash" : "password_hash"],
      `the password of ${entry.email} is skipped: only pbkdf2 of up to ${MOST_ROUNDS} rounds is emulated`,
    );
  return {
    account: { ...entry, connection },
    secret: { hash: isKnown ? value : undefined, demo: demo_password },
  };
}

/**
 * Makes the user of an account.
 * @param now milliseconds since the epoch
 */
export function createSeedUser(
  account: SeedAccount,
  connection: Connection,
  passwordHash: string | undefined,
  now: number,
): User {
  // Nobody is shown a secret, of whichever file.
  const {
    user_id,
    user_metadata,
    app_metadata,
    blocked,
    demo: _,
    connection: __,
    custom_password_hash: _hash,
    password_hash: _bcrypt,
    demo_password: _password,
    mfa_factors: _factors,
    ...profile
  } = account;
  return createUser(
    {
      connection,
      // Auth0 makes one up for an entry without; here it is the same at every start.
      id: user_id ?? stableId(`${connection.name} ${account.email}`, 24, "0123456789abcdef"),
      profile,
      passwordHash,
      userMetadata: user_metadata,
      appMetadata: app_metadata,
      isBlocked: blocked ?? undefined,
    },
    now,
  );
}

/** An account that the login page offers to everybody. */
export function createDemoAccount(
  { connection, email, email_verified, name }: SeedAccount,
  { userId }: User,
  password: string | undefined,
): DemoAccount {
  return {
    identityKey: userId,
    connection,
    name: typeof name === "string" ? name : email,
    email,
    isVerified: email_verified,
    password,
  };
}
