import type { Core } from "#emulator/core.ts";
import { ApiError } from "#emulator/errors.ts";
import type { Application } from "#emulator/model.ts";
import { TokenRefused, verifyToken } from "#emulator/tokens/verify.ts";
import type { TokenFailure } from "#emulator/tokens/verify.ts";

/** Who calls the Management API, as its access token says. */
export interface Caller {
  /** A user id, or `clientId@clients`. */
  subject: string;
  /** An application on its own behalf, as opposed to a person. */
  isClient: boolean;
  /** The application that `azp` names. */
  application: Application;
  scopes: ReadonlySet<string>;
}

const refusals = {
  malformed: "token-invalid",
  algorithm: "token-invalid",
  signature: "token-signature",
  expired: "token-expired",
} as const satisfies Record<TokenFailure, string>;

/**
 * Reads the access token of a call.
 * @throws ApiError 401 or, when it is no JWT at all, 400
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export async function authenticateCaller(
  core: Core,
  authorization: string | undefined,
): Promise<Caller> {
  if (authorization === undefined) throw new ApiError("token-missing");
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new ApiError("token-malformed");
  const claims = await verifyToken(core, token).catch((error: unknown) => {
    if (error instanceof TokenRefused) throw new ApiError(refusals[error.reason]);
    throw error;
  });

  const { iss, aud, azp, sub, scope } = claims;
  const application = typeof azp === "string" ? core.config.applications.get(azp) : undefined;
  // An ID token has no azp here, so it is not an access token for another API but none at all.
  if (iss !== core.issuer || typeof sub !== "string" || application === undefined)
    throw new ApiError("token-invalid");
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(core.managementAudience))
    throw new ApiError("token-audience", { audience: audiences.join(",") });
  return {
    subject: sub,
    isClient: sub === `${application.clientId}@clients`,
    application,
    scopes: new Set(typeof scope === "string" ? scope.split(" ") : []),
  };
}

/** The scopes of an endpoint: those for any user, and those for oneself only. */
export interface ScopeRule {
  any: readonly string[];
  own: readonly string[];
  /** How the refusal lists them, in Auth0's order. */
  listed: readonly string[];
}

/**
 * Checks that the caller holds one of the scopes.
 * @returns true when it may act on its own account only
 * @throws ApiError `scope-insufficient`
 */
export function requireScope(caller: Caller, rule: ScopeRule): boolean {
  if (rule.any.some((scope) => caller.scopes.has(scope))) return false;
  if (rule.own.some((scope) => caller.scopes.has(scope))) return true;
  throw new ApiError("scope-insufficient", { scopes: rule.listed.join(",") });
}

/**
 * Checks that a caller who may act on its own account only does so.
 * @throws ApiError `subject-mismatch`
 */
export function requireOwn(caller: Caller, isOwnOnly: boolean, userId: string): void {
  if (isOwnOnly && caller.subject !== userId) throw new ApiError("subject-mismatch");
}
