import { endGrants, endSessions, keysOf } from "#emulator/accounts/endings.ts";
import type { Core } from "#emulator/core.ts";
import { isEmail, isEmailTaken } from "#emulator/accounts/add.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import type { Identity, Profile, User } from "#emulator/model.ts";
import { emailOf } from "#emulator/accounts/users.ts";
import { hasRoom } from "#emulator/accounts/room.ts";
import { hashPassword } from "#emulator/accounts/passwords.ts";
import {
  attributesOf,
  boundMetadata,
  checkAttributes,
  invalid,
  passwordOf,
  recordOf,
  textOf,
  withStoredEmail,
} from "#emulator/management/body.ts";
import type { Body } from "#emulator/management/body.ts";
import type { Caller } from "#emulator/management/caller.ts";

/** The body of `PATCH /api/v2/users/{id}`, as far as it is emulated. `null` takes a value away. */
export const UPDATE_USER_SCHEMA = {
  properties: {
    user_metadata: ["object", "null"],
    app_metadata: ["object", "null"],
    blocked: ["boolean"],
    email: ["string"],
    email_verified: ["boolean"],
    password: ["string", "null"],
    phone_number: ["string", "null"],
    phone_verified: ["boolean"],
    connection: ["string"],
    client_id: ["string"],
    verify_email: ["boolean"],
    username: ["string", "null"],
    name: ["string", "null"],
    given_name: ["string", "null"],
    family_name: ["string", "null"],
    nickname: ["string", "null"],
    picture: ["string", "null"],
  },
} as const;

/** The scopes of the endpoint in Auth0's order, which the refusal repeats. */
export const UPDATE_USER_SCOPES = {
  any: ["update:users", "update:users_app_metadata"],
  own: ["update:current_user_metadata", "create:current_user_metadata"],
  listed: ["update:users", "update:users_app_metadata", "update:current_user_metadata"],
} as const;

/**
 * Checks that the caller may send all that it sends: a person their own `user_metadata`, an application
 * with only `update:users_app_metadata` that.
 * @throws ApiError `scope-insufficient`
 */
export function requireUpdatable(caller: Caller, isOwnOnly: boolean, body: Body): void {
  if (caller.scopes.has("update:users")) return;
  const allowed = isOwnOnly ? "user_metadata" : "app_metadata";
  if ([...body.keys()].some((name) => name !== allowed))
    throw new ApiError(
      "scope-insufficient",
      { scopes: UPDATE_USER_SCOPES.listed.join(",") },
      `the scopes of the access token change nothing but ${allowed}`,
    );
}

/**
 * Changes a user. Metadata merges at the first level only; a nested object is replaced whole. A new
 * password signs the account out everywhere and ends what it was granted and allowed; a block signs it out, too. A
 * new address is verified only if the body says so.
 * @throws ApiError `user-unknown`, `user-attributes-fixed`, `user-attributes-together`,
 * `user-email-taken`, `user-connection`, `connection-does-not-exist`, `metadata-too-large`, `body-invalid`
 * @see https://auth0.com/docs/api/management/v2/users/patch-users-by-id
 */
export async function updateUser(core: Core, userId: string, sent: Body): Promise<User> {
  const body = withStoredEmail(sent);
  if (body.has("email") && !isEmail(textOf(body, "email")))
    throw invalid("Object didn't pass validation for format email");
  checkAttributes(body);
  const password = passwordOf(body);
  const passwordHash =
    password === undefined ? undefined : await hashPassword(password, core.random);

  const user = core.store.users.get(userId);
  if (user === undefined) throw new ApiError("user-unknown");
  requireConnection(core, user, body);
  const [main, ...linked] = user.identities;
  const identity = changeIdentity(core, main, body, passwordHash);
  const changed: User = {
    ...user,
    identities: [identity, ...linked],
    userMetadata: merge(user.userMetadata, body, "user_metadata"),
    appMetadata: merge(user.appMetadata, body, "app_metadata"),
    isBlocked: body.has("blocked") ? body.get("blocked") === true : user.isBlocked,
    updatedAt: core.clock(),
    lastPasswordReset: passwordHash === undefined ? user.lastPasswordReset : core.clock(),
  };
  if (!hasRoom(core.store, changed)) throw new ApiError("metadata-too-large");
  core.store.users.set(userId, changed);
  if (passwordHash !== undefined) endGrants(core.store, keysOf(user), userId);
  if (passwordHash !== undefined || changed.isBlocked) endSessions(core.store, keysOf(user));
  return changed;
}

/** A connection in the body says whose attributes are meant. */
function requireConnection({ config }: Core, { identities }: User, body: Body): void {
  if (!body.has("connection")) return;
  const connection = textOf(body, "connection");
  if (!config.connections.has(connection)) throw new ApiError("connection-does-not-exist");
  if (identities[0].connection !== connection)
    throw new ApiError("user-connection", { connection });
}

function changeIdentity(
  core: Core,
  main: Identity,
  body: Body,
  passwordHash: string | undefined,
): Identity {
  const attributes = attributesOf(body);
  const names = Object.keys(attributes);
  const fixed = passwordHash === undefined ? names : [...names, "password"];
  if (main.provider !== "auth0" && fixed.length > 0)
    throw new ApiError("user-attributes-fixed", {
      names: fixed.join(", "),
      connection: main.connection,
    });
  const [first, second] = ["username", "password", "email", "email_verified"].filter(
    (name) => (body.get(name) ?? null) !== null,
  );
  if (second !== undefined && first !== "email")
    throw new ApiError("user-attributes-together", { names: `${first} and ${second}` });
  const isNewAddress = body.has("email") && body.get("email") !== emailOf(main);
  const profile: Profile = withoutNulls({
    ...main.profile,
    ...(isNewAddress ? { email_verified: false } : {}),
    ...attributes,
  });
  const identity = { ...main, profile, passwordHash: passwordHash ?? main.passwordHash };
  if (body.has("email") && isEmailTaken(core, identity)) throw new ApiError("user-email-taken");
  return identity;
}

function merge(
  metadata: Readonly<Record<string, unknown>>,
  body: Body,
  name: string,
): Record<string, unknown> {
  if (!body.has(name)) return { ...metadata };
  const patch = recordOf(body, name);
  // Neither null nor an empty object leaves anything.
  if (patch === undefined || Object.keys(patch).length === 0) return {};
  const merged = withoutNulls({ ...metadata, ...patch });
  boundMetadata(merged);
  return merged;
}

function withoutNulls(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
