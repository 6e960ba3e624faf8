import * as v from "valibot";
import { tellIssue } from "#emulator/tell-issue.ts";
import type { DemoAccount, TenantConfig, User } from "#emulator/model.ts";
import { createConfig } from "./config.ts";
import type { FileConfig } from "./config.ts";
import { addCallbacks } from "./extra-callbacks.ts";
import type { ExtraCallback } from "./extra-callbacks.ts";
import type { TenantSeed } from "./files.ts";
import { describeKeyword, replaceKeywords } from "./keywords.ts";
import { hasProvider } from "#emulator/accounts/add.ts";
import { SeedError } from "./notes.ts";
import type { NoteSkipped, SeedNote, SeedPlace } from "./notes.ts";
import { databaseUsersSchema, socialUsersSchema, tenantFileSchema } from "./schema.ts";
import type { SeedAccount } from "./schema.ts";
import { createDemoAccount, createSeedUser, readDatabaseUser } from "./users.ts";
import type { Secret } from "./users.ts";

/** Where a seed is planted. */
export type SeedTarget = {
  /** With trailing slash; replaces `##ISSUER##`. */
  issuer: string;
  /** Replaces `##APP_ORIGIN##`. */
  appOrigin: string;
  /** Where a list names `##APP_ORIGIN##`, it gets an entry for each of these, too. */
  otherAppOrigins?: readonly string[] | undefined;
  callbacks?: readonly ExtraCallback[] | undefined;
  managementAudience: string;
  /** When the accounts were created, in milliseconds since the epoch. */
  now: number;
  /** Told what the seed has that is not emulated. */
  onSkipped?: ((note: SeedNote) => void) | undefined;
};

const TENANT_FILE = "tenant.yaml";

/**
 * Checks seed files and makes configuration and users of them. An export of a real tenant will do: what
 * is not emulated is left out, and named to `onSkipped`.
 * @throws SeedError that names the file, the path in it and what is wrong
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
export function loadSeed(
  seed: TenantSeed,
  target: SeedTarget,
): { config: TenantConfig; users: User[] } {
  const noteIn =
    (file: string): NoteSkipped =>
    (path, text) =>
      target.onSkipped?.({ file, path, text });
  const content = replaceKeywords(seed.tenant, target);
  const file = check(TENANT_FILE, tenantFileSchema, content);
  refuseKeywords(file, []);
  noteOtherSections(content, noteIn(TENANT_FILE));
  const config = addCallbacks(
    createConfig(file, target.managementAudience, noteIn(TENANT_FILE)),
    target.callbacks ?? [],
  );

  return plantAccounts(readAccounts(seed, noteIn), config, target.now);
}

/** An account of a user file, and where it stands. */
type Found = { place: SeedPlace; account: SeedAccount; secret: Secret };

function readAccounts(seed: TenantSeed, noteIn: (file: string) => NoteSkipped): Found[] {
  const ofDatabases = Object.entries(seed.databaseUsers).flatMap(([connection, content]) => {
    const file = `users.${connection}.json`;
    return check(file, databaseUsersSchema, content).map((entry, index) => {
      const note: NoteSkipped = (path, text) => noteIn(file)([index, ...path], text);
      return { place: { file, path: [index] }, ...readDatabaseUser(entry, connection, note) };
    });
  });
  const file = "users.social.json";
  const ofProviders = check(file, socialUsersSchema, seed.socialUsers).map((account, index) => ({
    place: { file, path: [index] },
    account,
    secret: {},
  }));
  return [...ofDatabases, ...ofProviders];
}

function plantAccounts(
  found: readonly Found[],
  config: FileConfig,
  now: number,
): { config: TenantConfig; users: User[] } {
  const users = new Map<string, User>();
  const demoAccounts: DemoAccount[] = [];
  for (const { place, account, secret } of found) {
    const refuse = (text: string) => new SeedError({ ...place, text });
    const connection = config.connections.get(account.connection);
    if (connection === undefined) throw refuse(`no connection is named "${account.connection}"`);
    if (hasProvider(connection, account.user_id))
      throw new SeedError({
        file: place.file,
        path: [...place.path, "user_id"],
        text: `it stands without "${connection.strategy}|" here, but is "${account.user_id}"`,
      });
    const user = createSeedUser(account, connection, secret.hash, now);
    const { userId } = user;
    if (users.has(userId)) throw refuse(`${userId} appears twice`);
    users.set(userId, user);
    const hasPassword = secret.hash !== undefined && secret.demo !== undefined;
    if (account.demo && connection.strategy === "auth0" && !hasPassword)
      throw refuse(`the demo account ${userId} needs a demo_password and its pbkdf2 hash`);
    if (account.demo) demoAccounts.push(createDemoAccount(account, user, secret.demo));
  }
  return { config: { ...config, demoAccounts }, users: [...users.values()] };
}

/** A keyword that nothing was put in place of would be a name or an address of its own. */
function refuseKeywords(value: unknown, path: SeedPlace["path"]): void {
  const text = describeKeyword(value);
  if (text !== undefined) throw new SeedError({ file: TENANT_FILE, path, text });
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value))
    refuseKeywords(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Sections of an export that are not read, in one line: a real tenant has dozens. */
function noteOtherSections(content: unknown, note: NoteSkipped): void {
  const others = Object.entries(content ?? {})
    .filter(([name, value]) => !Object.hasOwn(tenantFileSchema.entries, name) && !isEmpty(value))
    .map(([name]) => name);
  if (others.length > 0) note([others[0] ?? ""], `skipped, not emulated: ${others.join(", ")}`);
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function check<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === "string" || typeof key === "number" ? [key] : [],
  );
  throw new SeedError({ file, path, text: describeKeyword(issue.input) ?? tellIssue(issue) });
}
