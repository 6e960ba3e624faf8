import type * as v from "valibot";
import type { Core } from "#emulator/core.ts";
import { endSessions, keysOf } from "#emulator/accounts/endings.ts";
import { addAccount, prefixOf } from "#emulator/accounts/add.ts";
import type { User } from "#emulator/model.ts";
import { hasRoom } from "#emulator/accounts/room.ts";
import { hashPassword } from "#emulator/accounts/passwords.ts";
import { ControlError } from "./errors.ts";
import type { changedUserSchema, newUserSchema } from "./schemas.ts";

/**
 * Makes an account at any connection. With a password it can log in at a database; at a provider it
 * needs none.
 * @throws ControlError `body-invalid`, `connection-unknown`, `user-exists`, `limit-reached`
 */
export async function plantUser(
  core: Core,
  request: v.InferOutput<typeof newUserSchema>,
): Promise<User> {
  const connection = core.config.connections.get(request.connection);
  if (connection === undefined) throw new ControlError("connection-unknown");
  const { email, email_verified, password, user_id } = request;
  if (password !== undefined && connection.strategy !== "auth0")
    throw new ControlError("body-invalid", "password: only accounts at a database have one");
  const prefix = prefixOf(connection);
  const bare = user_id?.startsWith(prefix) ? user_id.slice(prefix.length) : user_id;
  if (bare !== undefined && !/^[^\s|\p{Cc}]+$/u.test(bare))
    throw new ControlError(
      "body-invalid",
      "user_id: Expected the id at the connection, without | and spaces",
    );
  const passwordHash =
    password === undefined ? undefined : await hashPassword(password, core.random);
  const user = addAccount(core, {
    connection,
    id: user_id,
    profile: { ...request.profile, email, email_verified },
    passwordHash,
    userMetadata: request.user_metadata,
    appMetadata: request.app_metadata,
    isBlocked: request.blocked,
  });
  if (user === "exists") throw new ControlError("user-exists");
  if (user === "full") throw new ControlError("limit-reached");
  return user;
}

/**
 * Changes what a person cannot change: whether the address is verified, whether the user is blocked,
 * and metadata as a whole.
 * @throws ControlError `user-unknown`, `limit-reached`
 */
export function changeUser(
  core: Core,
  userId: string,
  request: v.InferOutput<typeof changedUserSchema>,
): User {
  const user = core.store.users.get(userId);
  if (user === undefined) throw new ControlError("user-unknown");
  const [main, ...linked] = user.identities;
  const { email_verified } = request;
  const profile = email_verified === undefined ? main.profile : { ...main.profile, email_verified };
  const changed: User = {
    ...user,
    identities: [{ ...main, profile }, ...linked],
    userMetadata: request.user_metadata ?? user.userMetadata,
    appMetadata: request.app_metadata ?? user.appMetadata,
    isBlocked: request.blocked ?? user.isBlocked,
    updatedAt: core.clock(),
  };
  if (!hasRoom(core.store, changed)) throw new ControlError("limit-reached");
  core.store.users.set(userId, changed);
  if (changed.isBlocked) endSessions(core.store, keysOf(user));
  return changed;
}
