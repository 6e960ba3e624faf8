import * as v from "valibot";
import { identityKey } from "#emulator/model.ts";
import type { Connection, DemoAccount, Identity, TenantConfig, User } from "#emulator/model.ts";
import { createConfig } from "./config.ts";
import type { TenantSeed } from "./files.ts";
import { databaseUsersSchema, socialUsersSchema, tenantFileSchema } from "./schema.ts";
import type { SeedAccount } from "./schema.ts";

/** Where a seed is planted. */
export type SeedTarget = {
  /** With trailing slash; replaces `##ISSUER##`. */
  issuer: string;
  /** Replaces `##APP_ORIGIN##`. */
  appOrigin: string;
  managementAudience: string;
  /** When the accounts were created, in milliseconds since the epoch. */
  now: number;
};

/**
 * Checks seed files and makes configuration and users of them.
 * @throws TypeError that names the file, the path in it and what is wrong
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
export function loadSeed(
  seed: TenantSeed,
  target: SeedTarget,
): { config: TenantConfig; users: User[] } {
  const keywords = { "##APP_ORIGIN##": target.appOrigin, "##ISSUER##": target.issuer };
  const file = check("tenant.yaml", tenantFileSchema, replaceKeywords(seed.tenant, keywords));
  const config = createConfig(file, target.managementAudience);

  const users: User[] = [];
  const demoAccounts: DemoAccount[] = [];
  const seen = new Set<string>();
  const add = (source: string, account: SeedAccount, secret: Secret = {}): void => {
    const connection = config.connections.get(account.connection);
    if (connection === undefined)
      throw new TypeError(`seed: ${source}: no connection is named "${account.connection}"`);
    const user = createUser(account, connection, secret.hash, target.now);
    if (seen.has(user.userId)) throw new TypeError(`seed: ${source}: ${user.userId} appears twice`);
    seen.add(user.userId);
    users.push(user);
    if (!account.demo) return;
    if (secret.hash !== undefined && secret.demo === undefined)
      throw new TypeError(`seed: ${source}: the demo account ${user.userId} needs a demo_password`);
    demoAccounts.push(createDemoAccount(account, user, secret.demo));
  };
  for (const [connection, content] of Object.entries(seed.databaseUsers)) {
    const source = `users.${connection}.json`;
    for (const { custom_password_hash, demo_password, ...account } of check(
      source,
      databaseUsersSchema,
      content,
    ))
      add(
        source,
        { ...account, connection },
        { hash: custom_password_hash.hash.value, demo: demo_password },
      );
  }
  for (const account of check("users.social.json", socialUsersSchema, seed.socialUsers))
    add("users.social.json", account);
  return { config: { ...config, demoAccounts }, users };
}

/** What a database knows of an account besides its profile. */
type Secret = { hash?: string; demo?: string | undefined };

function createDemoAccount(
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

function createUser(
  account: SeedAccount,
  connection: Connection,
  passwordHash: string | undefined,
  now: number,
): User {
  const {
    user_id,
    user_metadata,
    app_metadata,
    blocked,
    demo: _,
    connection: __,
    ...profile
  } = account;
  const identity: Identity = {
    provider: connection.strategy,
    id: user_id,
    connection: connection.name,
    isSocial: connection.strategy !== "auth0",
    profile,
    passwordHash,
  };
  return {
    userId: identityKey(identity),
    identities: [identity],
    userMetadata: user_metadata,
    appMetadata: app_metadata,
    isBlocked: blocked,
    createdAt: now,
    updatedAt: now,
    lastLogin: undefined,
    lastPasswordReset: undefined,
    loginsCount: 0,
  };
}

function replaceKeywords(value: unknown, keywords: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string")
    return Object.entries(keywords).reduce(
      (text, [keyword, by]) => text.replaceAll(keyword, by),
      value,
    );
  if (Array.isArray(value)) return value.map((item) => replaceKeywords(item, keywords));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, replaceKeywords(item, keywords)]),
    );
  return value;
}

function check<Schema extends v.GenericSchema>(
  source: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new TypeError(`seed: ${source}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
}
