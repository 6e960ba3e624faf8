import type { Core } from "#emulator/core.ts";
import { ApiError } from "#emulator/errors.ts";
import { randomObjectId } from "#emulator/ids.ts";
import { identityKey } from "#emulator/model.ts";
import type { Identity, User } from "#emulator/model.ts";
import { hashPassword } from "#emulator/passwords.ts";
import { emailOf, findUserByIdentity } from "#emulator/users.ts";
import { invalid } from "./body.ts";
import type { Body } from "./body.ts";

/** The body of `POST /api/v2/users`, as far as it is emulated. */
export const createUserSchema = {
  properties: {
    connection: ["string"],
    email: ["string"],
    password: ["string"],
    email_verified: ["boolean"],
    user_id: ["string"],
    username: ["string"],
    name: ["string"],
    given_name: ["string"],
    family_name: ["string"],
    nickname: ["string"],
    picture: ["string"],
    blocked: ["boolean"],
    verify_email: ["boolean"],
    user_metadata: ["object"],
    app_metadata: ["object"],
  },
  required: ["connection", "email", "password"],
} as const;

const profileProperties =
  "email email_verified username name given_name family_name nickname picture".split(" ");

/**
 * Makes an account in a database connection.
 * @throws ApiError `connection-unknown`, `connection-cannot-create`, `body-invalid`, `user-exists`
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export async function createUser(core: Core, body: Body): Promise<User> {
  const connection = core.config.connections.get(textOf(body, "connection"));
  if (connection === undefined) throw new ApiError("connection-unknown");
  if (connection.strategy !== "auth0")
    throw new ApiError("connection-cannot-create", { connection: connection.name });
  const email = textOf(body, "email");
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalid("Object didn't pass validation for format email");
  const passwordHash = await hashPassword(textOf(body, "password"), core.random);

  const profile = Object.fromEntries(
    profileProperties.filter((name) => body.has(name)).map((name) => [name, body.get(name)]),
  );
  const identity: Identity = {
    provider: connection.strategy,
    id: body.has("user_id") ? textOf(body, "user_id") : randomObjectId(core.random),
    connection: connection.name,
    isSocial: false,
    profile: { email_verified: false, ...profile },
    passwordHash,
  };
  const key = identityKey(identity);
  const now = core.clock();
  if (findUserByIdentity(core.store, key) !== undefined || isTaken(core, connection.name, email))
    throw new ApiError("user-exists");
  const user: User = {
    userId: key,
    identities: [identity],
    userMetadata: recordOf(body.get("user_metadata")),
    appMetadata: recordOf(body.get("app_metadata")),
    isBlocked: body.get("blocked") === true,
    createdAt: now,
    updatedAt: now,
    lastLogin: undefined,
    loginsCount: 0,
  };
  core.store.users.set(key, user);
  return user;
}

function isTaken(core: Core, connection: string, email: string): boolean {
  return [...core.store.users.values()].some(({ identities }) =>
    identities.some(
      (identity) =>
        identity.connection === connection &&
        emailOf(identity)?.toLowerCase() === email.toLowerCase(),
    ),
  );
}

function textOf(body: Body, name: string): string {
  const value = body.get(name);
  return typeof value === "string" ? value : "";
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
