import * as v from "valibot";
import { ManagementApiError, ProtocolError } from "./errors.ts";
import { readJson, sendRequest, type Fetch, type HttpRequest } from "./http.ts";
import type { VerifiedIdToken } from "./id-token.ts";
import type { Tenant } from "./tenant.ts";

/** Tokens of the provider, which an SPA has no use for: never kept, should a tenant ever send them. */
const PROVIDER_TOKENS = ["access_token", "access_token_secret", "refresh_token"];

const identityMembers = v.looseObject({
  connection: v.string(),
  provider: v.string(),
  user_id: v.pipe(
    v.union([v.string(), v.number()]),
    v.transform((id) => String(id)),
  ),
  isSocial: v.optional(v.boolean()),
  profileData: v.optional(v.record(v.string(), v.unknown())),
});

const identity = v.pipe(
  identityMembers,
  v.transform((members): v.InferOutput<typeof identityMembers> => ({
    ...members,
    ...Object.fromEntries(PROVIDER_TOKENS.map((name) => [name, undefined])),
  })),
);

const identities = v.pipe(v.array(identity), v.minLength(1));

const user = v.looseObject({
  user_id: v.string(),
  email: v.optional(v.string()),
  email_verified: v.optional(v.boolean()),
  name: v.optional(v.string()),
  identities,
});

const boom = v.object({
  statusCode: v.number(),
  error: v.string(),
  message: v.string(),
  errorCode: v.optional(v.string()),
});

/** One entry of `identities[]`; the first is the primary's own. `user_id` has no `provider|`. */
export type Identity = v.InferOutput<typeof identity>;

/** A user of the tenant as `GET /api/v2/users/{id}` shows it. */
export type User = v.InferOutput<typeof user>;

/** `GET /api/v2/users/{id}`. @see Auth0 Management API, Get a User */
export function buildGetUserRequest(
  tenant: Tenant,
  options: { userId: string; accessToken: string },
): HttpRequest {
  return {
    method: "GET",
    url: userUrl(tenant, options.userId),
    headers: { Authorization: `Bearer ${options.accessToken}` },
  };
}

/** `POST /api/v2/users/{id}/identities` with `link_with`. @see Auth0 Management API, Link a User Account */
export function buildLinkIdentityRequest(
  tenant: Tenant,
  options: { userId: string; accessToken: string; linkWith: string },
): HttpRequest {
  return {
    method: "POST",
    url: `${userUrl(tenant, options.userId)}/identities`,
    headers: {
      Authorization: `Bearer ${options.accessToken}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ link_with: options.linkWith }),
  };
}

/** `DELETE /api/v2/users/{id}/identities/{provider}/{user_id}`. @see Auth0 Management API, Unlink a User Identity */
export function buildUnlinkIdentityRequest(
  tenant: Tenant,
  options: {
    userId: string;
    accessToken: string;
    identity: Pick<Identity, "provider" | "user_id">;
  },
): HttpRequest {
  const { provider, user_id: id } = options.identity;
  return {
    method: "DELETE",
    url: `${userUrl(tenant, options.userId)}/identities/${encodeURIComponent(provider)}/${encodeURIComponent(id)}`,
    headers: { Authorization: `Bearer ${options.accessToken}` },
  };
}

/**
 * Reads the signed-in user.
 *
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function getUser(
  fetch: Fetch,
  tenant: Tenant,
  options: { userId: string; accessToken: string },
): Promise<User> {
  return await sendFor(fetch, buildGetUserRequest(tenant, options), 200, user);
}

/**
 * Links a second account to the signed-in user. Takes only an ID token that was verified.
 *
 * @returns the identities of the primary after the link
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function linkIdentity(
  fetch: Fetch,
  tenant: Tenant,
  options: { userId: string; accessToken: string; linkWith: VerifiedIdToken },
): Promise<Identity[]> {
  const request = buildLinkIdentityRequest(tenant, { ...options, linkWith: options.linkWith.raw });
  return await changeIdentities(fetch, request);
}

/**
 * Sends a link (POST) or unlink (DELETE) request that was built before. For requests that are to be
 * refused; others go through {@link linkIdentity}, which wants a verified ID token.
 *
 * @returns the identities of the primary after it
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function changeIdentities(fetch: Fetch, request: HttpRequest): Promise<Identity[]> {
  return await sendFor(fetch, request, request.method === "POST" ? 201 : 200, identities);
}

/**
 * Takes an identity off the signed-in user; the tenant makes a separate user of it again.
 *
 * @returns the identities that remain
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function unlinkIdentity(
  fetch: Fetch,
  tenant: Tenant,
  options: {
    userId: string;
    accessToken: string;
    identity: Pick<Identity, "provider" | "user_id">;
  },
): Promise<Identity[]> {
  return await changeIdentities(fetch, buildUnlinkIdentityRequest(tenant, options));
}

/** Reads a user back from storage; `null` for anything else. */
export function parseUser(value: unknown): User | null {
  const result = v.safeParse(user, value);
  return result.success ? result.output : null;
}

/** Reads an identity back from storage; `null` for anything else. */
export function parseIdentity(value: unknown): Identity | null {
  const result = v.safeParse(identity, value);
  return result.success ? result.output : null;
}

/** The user id that an identity has, or would have, as a user of its own: `provider|id`. */
export function userIdOf(of: Pick<Identity, "provider" | "user_id">): string {
  return `${of.provider}|${of.user_id}`;
}

/** `provider|id` in two; the id may hold more bars. */
export function splitUserId(userId: string): Pick<Identity, "provider" | "user_id"> {
  const bar = userId.indexOf("|");
  return { provider: userId.slice(0, bar), user_id: userId.slice(bar + 1) };
}

function userUrl(tenant: Tenant, userId: string): string {
  return `${tenant.audience}users/${encodeURIComponent(userId)}`;
}

async function sendFor<TSchema extends v.GenericSchema>(
  fetch: Fetch,
  request: HttpRequest,
  status: number,
  schema: TSchema,
): Promise<v.InferOutput<TSchema>> {
  const response = await sendRequest(fetch, request);
  const body = await readJson(response);
  if (response.status !== status) {
    const failure = v.safeParse(boom, body);
    if (!failure.success) {
      throw new ProtocolError("unexpected_shape", `the API answered ${response.status}`);
    }
    const { statusCode, error, message, errorCode } = failure.output;
    throw new ManagementApiError(statusCode, error, message, errorCode ?? null, response.headers);
  }
  const success = v.safeParse(schema, body);
  if (!success.success) {
    throw new ProtocolError("unexpected_shape", "the API's answer is not what its reference says");
  }
  return success.output;
}
