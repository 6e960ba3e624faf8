import * as v from "valibot";
import { ManagementApiError, ProtocolError } from "./errors.ts";
import { readJson, sendRequest, type Fetch, type HttpRequest } from "./http.ts";
import type { VerifiedIdToken } from "./id-token.ts";
import { fillRequest, type NamedRequest, type NamedToken } from "./named-request.ts";
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
  { userId, bearer }: { userId: string; bearer: NamedToken },
): NamedRequest {
  return {
    method: "GET",
    url: userUrl(tenant, userId),
    userId,
    headers: [authorization(bearer)],
    body: null,
    bearer,
    linkWith: null,
  };
}

/** `POST /api/v2/users/{id}/identities` with `link_with`. @see Auth0 Management API, Link a User Account */
export function buildLinkIdentityRequest(
  tenant: Tenant,
  { userId, bearer, linkWith }: { userId: string; bearer: NamedToken; linkWith: NamedToken },
): NamedRequest {
  return {
    method: "POST",
    url: `${userUrl(tenant, userId)}/identities`,
    userId,
    headers: [authorization(bearer), ["Content-Type", ["application/json"]]],
    body: ['{"link_with":"', linkWith, '"}'],
    bearer,
    linkWith,
  };
}

/** `DELETE /api/v2/users/{id}/identities/{provider}/{user_id}`. @see Auth0 Management API, Unlink a User Identity */
export function buildUnlinkIdentityRequest(
  tenant: Tenant,
  {
    userId,
    bearer,
    identity: { provider, user_id: id },
  }: { userId: string; bearer: NamedToken; identity: Pick<Identity, "provider" | "user_id"> },
): NamedRequest {
  return {
    ...buildGetUserRequest(tenant, { userId, bearer }),
    method: "DELETE",
    url: `${userUrl(tenant, userId)}/identities/${encodeURIComponent(provider)}/${encodeURIComponent(id)}`,
  };
}

/**
 * Reads a user.
 *
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function getUser(fetch: Fetch, request: NamedRequest): Promise<User> {
  return await sendFor(fetch, fillRequest(request), 200, user);
}

/**
 * Links a second account to the signed-in user. Its ID token has to be verified first.
 *
 * @returns the identities of the primary after the link
 * @throws TypeError where the request sends another token than the one that was verified
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function linkIdentity(
  fetch: Fetch,
  request: NamedRequest,
  proof: VerifiedIdToken,
): Promise<Identity[]> {
  if (request.linkWith?.value !== proof.raw)
    throw new TypeError("the request sends another ID token than the one that was verified");
  return await changeIdentities(fetch, request);
}

/**
 * Sends a link (POST) or unlink (DELETE) request. A link that is not there to be refused goes through
 * {@link linkIdentity}, which wants a verified ID token.
 *
 * @returns the identities of the primary after it
 * @throws ManagementApiError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function changeIdentities(fetch: Fetch, request: NamedRequest): Promise<Identity[]> {
  const status = request.method === "POST" ? 201 : 200;
  return await sendFor(fetch, fillRequest(request), status, identities);
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

function authorization(bearer: NamedToken): NamedRequest["headers"][number] {
  return ["Authorization", ["Bearer ", bearer]];
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
