import { buildAttempt } from "#linking/walkthrough/attempt.ts";
import { WEB_SERVER } from "#linking/scenarios/tenant-control.ts";
import type { ControlCall } from "#protocol/control.ts";
import { buildGetUserRequest, parseUser, type User } from "#protocol/management.ts";
import { nameToken, type NamedRequest, type NamedToken } from "#protocol/named-request.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { People, Person } from "./people.ts";

/** Links B to A by B's mere user ID. @see Auth0 Management API, Link a User Account */
export function buildClaim(tenant: Tenant, { A, B }: People, bearer: NamedToken): NamedRequest {
  const none = nameToken(null, "ID token", "");
  const parts = { userId: A.userId, bearer, secondaryUserId: B.userId };
  return buildAttempt(tenant, { ...parts, idToken: none, linkWith: none }, "user-id");
}

/** Looks for all users with an address. @see Auth0 Management API, Get Users by Email */
export function buildFind(tenant: Tenant, email: string, bearer: NamedToken): NamedRequest {
  return {
    ...buildGetUserRequest(tenant, { userId: "", bearer }),
    url: `${tenant.audience}users-by-email?email=${encodeURIComponent(email)}`,
    userId: null,
  };
}

/** The users of an answer that lists some; none where it does not. */
export function usersIn(body: unknown): readonly User[] {
  return Array.isArray(body) ? body.map(parseUser).filter((user) => user !== null) : [];
}

/** Makes an account at the tenant. @see docs/emulated-tenant.md, Control API */
export function buildCreateCall(person: Person): ControlCall {
  const { connection, id, email, isEmailVerified, password, name } = person;
  return {
    method: "POST",
    path: "users",
    body: {
      connection,
      user_id: id,
      email,
      email_verified: isEmailVerified,
      ...(password === null ? {} : { password }),
      profile: { name },
    },
  };
}

/** Has an access token signed: somebody's own, or one for the app's server. */
export function buildTokenCall(
  of: Person | "server",
  scope: string,
  clientId: string,
): ControlCall {
  const owner =
    of === "server"
      ? {
          user_id: `${WEB_SERVER.clientId}@clients`,
          client_id: WEB_SERVER.clientId,
          claims: { gty: "client-credentials" },
        }
      : { user_id: of.userId, client_id: clientId };
  return { method: "POST", path: "mint", body: { kind: "access_token", scope, ...owner } };
}

/**
 * Why users with one address must not be linked without more; empty where nothing speaks against it
 * but the missing login as both.
 */
export function doubtsAbout(users: readonly User[]): readonly string[] {
  return users
    .filter((user) => user.email_verified !== true)
    .map(({ user_id: id }) => `${id}: email_verified is not true`);
}
