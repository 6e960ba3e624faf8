import { buildAttempt } from "#linking/walkthrough/attempt.ts";
import { WEB_SERVER } from "#linking/scenarios/tenant-control.ts";
import type { ControlCall } from "#protocol/control.ts";
import { buildGetUserRequest, type User } from "#protocol/management.ts";
import { nameToken, type NamedRequest } from "#protocol/named-request.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { Act, Accounts, Person, AttackRequest } from "./attack.ts";

/**
 * A request of an attack, exactly as it is sent.
 *
 * @param accessToken `null` as long as it is still to be made
 * @see Auth0 Management API, Link a User Account, Get a User, and Get Users by Email
 */
export function buildAttackRequest(
  tenant: Tenant,
  request: AttackRequest,
  { A, B }: Accounts,
  accessToken: string | null,
): NamedRequest {
  const owner = senderOf(request) === "A" ? "A" : null;
  const bearer = nameToken(owner, "access token", accessToken);
  switch (request) {
    case "claim":
    case "server-link": {
      const none = nameToken(null, "ID token", "");
      const parts = { userId: A.userId, bearer, secondaryUserId: B.userId };
      return buildAttempt(tenant, { ...parts, idToken: none, linkWith: none }, "user-id");
    }
    case "read-own":
      return buildGetUserRequest(tenant, { userId: A.userId, bearer });
    case "find":
      return {
        ...buildGetUserRequest(tenant, { userId: "", bearer }),
        url: `${tenant.audience}users-by-email?email=${encodeURIComponent(B.email)}`,
        userId: null,
      };
  }
}

/** Whose token a request carries. */
export function senderOf(request: AttackRequest): "A" | "server" {
  return request === "claim" || request === "read-own" ? "A" : "server";
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

/** Has an access token signed: A's own, or one for the app's server. */
export function buildTokenCall(
  { of, scope }: Extract<Act, { kind: "token" }>,
  accounts: Accounts,
  clientId: string,
): ControlCall {
  const owner =
    of === "A"
      ? { user_id: accounts.A.userId, client_id: clientId }
      : {
          user_id: `${WEB_SERVER.clientId}@clients`,
          client_id: WEB_SERVER.clientId,
          claims: { gty: "client-credentials" },
        };
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
