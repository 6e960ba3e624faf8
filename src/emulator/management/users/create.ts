import type { Core } from "#emulator/core.ts";
import { addAccount, hasProvider, isEmail } from "#emulator/accounts/add.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { hashPassword } from "#emulator/accounts/passwords.ts";
import {
  attributesOf,
  checkAttributes,
  invalid,
  passwordOf,
  recordOf,
  textOf,
  withStoredEmail,
} from "#emulator/management/body.ts";
import type { Body } from "#emulator/management/body.ts";

/** The body of `POST /api/v2/users`, as far as it is emulated. */
export const CREATE_USER_SCHEMA = {
  properties: {
    connection: ["string"],
    email: ["string"],
    password: ["string", "null"],
    email_verified: ["boolean"],
    phone_number: ["string"],
    phone_verified: ["boolean"],
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
  required: ["connection"],
} as const;

/**
 * Makes an account in a database connection, which needs an address and a password. Others have their
 * accounts from elsewhere.
 * @throws ApiError `connection-does-not-exist`, `connection-cannot-create`, `body-invalid`, `user-exists`, `users-full`
 * @see https://auth0.com/docs/api/management/v2/users/post-users
 */
export async function createUser(core: Core, sent: Body): Promise<User> {
  const body = withStoredEmail(sent);
  const connection = core.config.connections.get(textOf(body, "connection"));
  if (connection === undefined) throw new ApiError("connection-does-not-exist");
  if (connection.strategy !== "auth0")
    throw new ApiError("connection-cannot-create", { connection: connection.name });
  for (const name of ["email", "password"])
    if (typeof body.get(name) !== "string") throw invalid(`Missing required property: ${name}`);
  checkAttributes(body);
  if (!isEmail(textOf(body, "email")))
    throw invalid("Object didn't pass validation for format email");
  const id = body.has("user_id") ? textOf(body, "user_id") : undefined;
  if (id !== undefined && (hasProvider(connection, id) || !/^[^\s\p{Cc}\p{Cs}]{1,255}$/u.test(id)))
    throw invalid("Object didn't pass validation for format user-id");
  const passwordHash = await hashPassword(passwordOf(body) ?? "", core.random);

  const user = addAccount(core, {
    connection,
    id,
    profile: { email_verified: false, ...attributesOf(body) },
    passwordHash,
    userMetadata: recordOf(body, "user_metadata"),
    appMetadata: recordOf(body, "app_metadata"),
    isBlocked: body.has("blocked") ? body.get("blocked") === true : undefined,
  });
  if (user === "exists") throw new ApiError("user-exists");
  if (user === "full") throw new ApiError("users-full");
  return user;
}
