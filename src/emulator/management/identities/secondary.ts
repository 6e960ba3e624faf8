import type { Core } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import type { ApiRuleId } from "#emulator/rules/tables.ts";
import { TokenRefused, verifyToken } from "#emulator/oauth/token/verify.ts";
import { isTakenBack } from "#emulator/oauth/token/revoke.ts";
import type { TokenFailure } from "#emulator/oauth/token/verify.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";
import { invalid } from "#emulator/management/body.ts";
import type { Body } from "#emulator/management/body.ts";
import type { Caller } from "#emulator/management/caller.ts";
import { PROVIDERS } from "./providers.ts";

/** The secondary account as a link request names it. */
export type NamedSecondary = {
  /** `provider|id`. */
  key: string;
  /** The refusal when there is no such account. */
  unknown: ApiRuleId;
};

const REFUSALS = {
  malformed: "link-with-invalid",
  signature: "link-with-invalid",
  expired: "link-with-invalid",
  algorithm: "link-with-algorithm",
  odd: "link-with-odd",
} as const satisfies Record<TokenFailure, ApiRuleId>;

/**
 * Reads the secondary account out of its ID token, which proves that the caller can log in as it.
 * @throws ApiError 400 for each way in which the token does not fit the caller's
 * @see https://auth0.com/docs/api/management/v2/users/post-identities
 */
export async function readLinkWith(
  core: Core,
  caller: Caller,
  token: string,
): Promise<NamedSecondary> {
  const claims = await verifyToken(core, token).catch((error: unknown) => {
    if (error instanceof TokenRefused)
      throw new ApiError(REFUSALS[error.reason], {}, error.because);
    throw error;
  });
  const { iss, aud, azp, sub } = claims;
  if (iss !== core.issuer) throw new ApiError("link-with-issuer");
  if (Array.isArray(aud) && isForClients(aud))
    throw new ApiError("link-with-audience-list", {}, "aud of link_with is a list");
  // An API that is named as an application is none: its tokens have an azp.
  if (typeof aud !== "string" || azp !== undefined || !core.config.applications.has(aud))
    throw new ApiError("link-with-audience", {}, "aud of link_with names no application");
  if (aud !== caller.application.clientId)
    throw new ApiError(
      caller.isClient ? "link-with-audience" : "link-with-azp",
      {},
      "aud of link_with is not the azp of the access token",
    );
  if (sub === undefined || sub === "") throw new ApiError("link-with-no-subject");
  if (typeof sub !== "string" || !/^[^|]+\|.+$/.test(sub)) throw new ApiError("link-with-subject");
  if (isTakenBack(core.store, token, claims))
    throw new ApiError("link-with-invalid", {}, "link_with was taken back");
  return { key: sub, unknown: "link-secondary-unknown" };
}

/** Whether nothing in a list is an address: APIs are named by addresses, applications are not. */
function isForClients(list: readonly unknown[]): boolean {
  return list.every((one) => typeof one === "string" && !URL.canParse(one));
}

/**
 * Reads the secondary account out of `provider` and `user_id`, the latter bare or in full.
 * @throws ApiError `body-invalid`, `connection-unknown`
 */
export function readNamedSecondary(core: Core, body: Body): NamedSecondary {
  const provider = body.get("provider");
  const connectionId = body.get("connection_id");
  const userId = body.get("user_id");
  if (typeof provider !== "string")
    throw new ApiError("connection-unknown", {}, "provider is missing");
  const connections = [...core.config.connections.values()].filter(
    ({ id, strategy }) =>
      strategy === provider && (connectionId === undefined || id === connectionId),
  );
  if (connections.length === 0)
    throw new ApiError("connection-unknown", {}, "no connection has this provider and id");
  if (typeof userId !== "string" && typeof userId !== "number")
    throw invalid("Missing required property: user_id");
  const key = identityKeyOf(provider, String(userId));

  const owner = findUserByIdentity(core.store, key);
  const isElsewhere = !owner?.identities.some(
    (identity) =>
      key === `${identity.provider}|${identity.id}` &&
      connections.some(({ name: connection }) => connection === identity.connection),
  );
  if (isElsewhere)
    throw new ApiError("link-identity-unknown", {}, "no connection so named has this account");
  return { key, unknown: "link-identity-unknown" };
}

/** `provider|id` of an identity whose id is given bare or in full, to link it and to unlink it. */
export function identityKeyOf(provider: string, userId: string): string {
  const prefix = `${provider}|`;
  return userId.startsWith(prefix) ? userId : prefix + userId;
}

/**
 * What the body of a link request must look like before anybody asks what it means.
 * @throws ApiError `body-invalid`
 */
export function checkLinkBody(body: Body): void {
  const others = ["provider", "user_id", "connection_id"].filter((name) => body.has(name));
  if (body.has("link_with") && others.length > 0)
    throw invalid(`link_with cannot be sent together with ${others.join(", ")}`);
  for (const name of ["link_with", "user_id"])
    if (body.get(name) === "")
      throw invalid(`String is too short (0 chars), minimum 1 on property ${name}`);
  const provider = body.get("provider");
  if (typeof provider === "string" && !PROVIDERS.has(provider))
    throw invalid(`No enum match for: "${provider}" on property provider`);
  const connectionId = body.get("connection_id");
  if (typeof connectionId === "string" && !/^con_[A-Za-z0-9]{16}$/.test(connectionId))
    throw invalid("String does not match pattern ^con_[A-Za-z0-9]{16}$ on property connection_id");
}
