import { emailOf, LOOPBACK, rootProfile } from "#emulator/accounts/users.ts";
import type { Identity, Profile, User } from "#emulator/model.ts";
import { someAtPath } from "./path.ts";
import type { Look } from "./path.ts";

/** What a value is compared as; `open` where everybody may store what they like. */
export type FieldType = "text" | "boolean" | "number" | "time" | "open";

/** A field that can be searched. */
export type Field = {
  type: FieldType;
  /** Whether upper and lower case are the same. */
  isFolded: boolean;
  /** Whether it takes ranges and wildcards. */
  takesPatterns: boolean;
  /** Whether one of the field's values passes; values that are absent, null or empty are none. */
  some: (user: User, test: (value: unknown) => boolean, look: Look) => boolean;
};

/** Those of the fields compared without regard to case that are read by name; the address has a reader. */
const FOLDED = ["name", "given_name", "family_name", "nickname"];

function field(type: FieldType, read: (user: User) => unknown, isFolded = false): Field {
  return {
    type,
    isFolded,
    takesPatterns: true,
    some: (user, test) => {
      const value = read(user);
      return value !== undefined && value !== null && test(value);
    },
  };
}

function ofProfile(name: string): (user: User) => unknown {
  return (user) => rootProfile(user)[name];
}

function ofIdentities(type: FieldType, read: (identity: Identity) => unknown): Field {
  return {
    type,
    isFolded: false,
    takesPatterns: true,
    some: ({ identities }, test) => {
      for (const identity of identities) if (test(read(identity))) return true;
      return false;
    },
  };
}

const domainOf = (user: User) => emailOf(user.identities[0])?.split("@")[1];

/** The fields of a user at the first level, and those of identities. */
export const ROOT_FIELDS: ReadonlyMap<string, Field> = new Map([
  ["email", field("text", ({ identities }) => emailOf(identities[0]), true)],
  ...FOLDED.map((name) => [name, field("text", ofProfile(name), true)] as const),
  ...["username", "phone_number", "picture"].map(
    (name) => [name, field("text", ofProfile(name))] as const,
  ),
  ["email.domain", field("text", domainOf, true)],
  ["user_id", field("text", ({ userId }) => userId)],
  ["email_verified", field("boolean", ofProfile("email_verified"))],
  ["phone_verified", field("boolean", ofProfile("phone_verified"))],
  ["blocked", field("boolean", ({ isBlocked }) => isBlocked)],
  ["logins_count", field("number", ({ loginsCount }) => loginsCount || undefined)],
  ["created_at", field("time", ({ createdAt }) => createdAt)],
  ["updated_at", field("time", ({ updatedAt }) => updatedAt)],
  ["last_login", field("time", ({ lastLogin }) => lastLogin)],
  ["last_ip", field("text", ({ lastLogin }) => (lastLogin === undefined ? undefined : LOOPBACK))],
  ["last_password_reset", field("time", ({ lastPasswordReset }) => lastPasswordReset)],
  ["identities.provider", ofIdentities("text", ({ provider }) => provider)],
  ["identities.connection", ofIdentities("text", ({ connection }) => connection)],
  ["identities.user_id", ofIdentities("text", ({ id }) => id)],
  ["identities.isSocial", ofIdentities("boolean", ({ isSocial }) => isSocial)],
]);

/** Where a term without a field is looked for: texts, metadata excepted. */
export const BARE_FIELDS: readonly Field[] = [...ROOT_FIELDS.values()].filter(
  ({ type }) => type === "text",
);

type Root = { read: (user: User) => readonly Profile[]; takesPatterns: boolean };

/** What everybody may fill: a path leads to the value, past the levels of arrays. */
const OPEN_ROOTS: Readonly<Record<string, Root>> = {
  app_metadata: { read: ({ appMetadata }) => [appMetadata], takesPatterns: true },
  user_metadata: { read: ({ userMetadata }) => [userMetadata], takesPatterns: false },
  "identities.profileData": {
    read: ({ identities }) => identities.map(({ profile }) => profile),
    takesPatterns: true,
  },
};

/** The field of a name; undefined when it cannot be searched. */
export function findField(name: string): Field | undefined {
  const root = ROOT_FIELDS.get(name);
  if (root !== undefined) return root;
  for (const [prefix, { read, takesPatterns }] of Object.entries(OPEN_ROOTS)) {
    if (name !== prefix && !name.startsWith(`${prefix}.`)) continue;
    const path = name
      .slice(prefix.length + 1)
      .split(".")
      .filter((key) => key !== "");
    return {
      type: "open",
      isFolded: false,
      takesPatterns,
      some: (user, test, look) => read(user).some((value) => someAtPath(value, path, test, look)),
    };
  }
  return undefined;
}
