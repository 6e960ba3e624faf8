import type { Context } from "hono";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import type { Application } from "#emulator/model.ts";
import { CURRENT_USER_SCOPES } from "#emulator/seed/management-api.ts";
import { isTakenBack } from "#emulator/oauth/token/revoke.ts";
import { TokenRefused, verifyToken } from "#emulator/oauth/token/verify.ts";
import type { TokenFailure } from "#emulator/oauth/token/verify.ts";

/** Who calls the Management API, as its access token says. */
export type Caller = {
  /** A user id, or `clientId@clients`. */
  subject: string;
  /** An application on its own behalf, as opposed to a person. */
  isClient: boolean;
  /** It sent an ID token, and the policy takes that. */
  hasIdToken: boolean;
  /** The application that `azp` names; `aud` in an ID token. */
  application: Application;
  scopes: ReadonlySet<string>;
  /**
   * Asks again what may have changed since, such as while another token was verified.
   * @throws ApiError 401
   */
  requireStanding: () => void;
};

const REFUSALS = {
  malformed: "token-invalid",
  algorithm: "token-invalid",
  signature: "token-signature",
  expired: "token-expired",
  odd: "token-odd",
} as const satisfies Record<TokenFailure, string>;

function invalid(because: string): ApiError {
  return new ApiError("token-invalid", {}, because);
}

function odd(because: string): ApiError {
  return new ApiError("token-odd", {}, because);
}

/**
 * Reads the access token of a call.
 * @throws ApiError 401 or, when it is no JWT at all, 400
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
async function authenticateCaller(core: Core, authorization: string | undefined): Promise<Caller> {
  if (authorization === undefined) throw new ApiError("token-missing");
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new ApiError("token-malformed");
  const claims = await verifyToken(core, token).catch((error: unknown) => {
    if (error instanceof TokenRefused)
      throw new ApiError(REFUSALS[error.reason], {}, error.because);
    throw error;
  });

  const { iss, aud, azp, sub, scope } = claims;
  if (iss !== core.issuer) throw invalid("iss is not this tenant");
  if (typeof sub !== "string") throw odd("sub is no text");
  const requireStanding = (): void => {
    if (isTakenBack(core.store, token, claims)) throw invalid("the token was taken back");
    if (core.store.users.get(sub)?.isBlocked === true) throw invalid("the user is blocked");
  };
  requireStanding();
  const owner = typeof aud === "string" ? core.config.applications.get(aud) : undefined;
  // Of somebody else's application it would open what that cannot get an access token for.
  if (owner?.isFirstParty && azp === undefined && core.policy().takesIdTokens)
    return {
      subject: sub,
      isClient: false,
      hasIdToken: true,
      application: owner,
      scopes: new Set<string>(CURRENT_USER_SCOPES),
      requireStanding,
    };
  const application = typeof azp === "string" ? core.config.applications.get(azp) : undefined;
  // An ID token has no azp here, so it is not an access token for another API but none at all.
  if (azp === undefined && typeof aud === "string" && !URL.canParse(aud))
    throw invalid("azp names no application: this is an ID token");
  if (application === undefined) throw odd("azp names no application");
  if (claims["cnf"] !== undefined) throw odd("cnf binds it to a key, and no proof came");
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(core.managementAudience))
    throw new ApiError(
      "token-audience",
      { audience: audiences.join(",") },
      "aud does not hold the Management API",
    );
  return {
    subject: sub,
    isClient: sub === `${application.clientId}@clients`,
    hasIdToken: false,
    application,
    scopes: new Set(typeof scope === "string" ? scope.split(" ") : []),
    requireStanding,
  };
}

/** The scopes of an endpoint: those for any user, and those for oneself only. */
export type ScopeRule = {
  any: readonly string[];
  own: readonly string[];
  /** How the refusal lists them, in Auth0's order. */
  listed: readonly string[];
};

/** A caller who holds a scope of the endpoint. */
export type Admitted = {
  caller: Caller;
  /** It may act on its own account only. */
  isOwnOnly: boolean;
};

/**
 * Lets a caller in: token first, then scope.
 * @throws ApiError 400 or 401 for the token, `scope-insufficient`
 */
export async function admit(c: Context<TenantEnv>, core: Core, rule: ScopeRule): Promise<Admitted> {
  const caller = await authenticateCaller(core, c.req.header("Authorization"));
  c.set("application", caller.application);
  if (rule.any.some((scope) => caller.scopes.has(scope))) return { caller, isOwnOnly: false };
  if (rule.own.some((scope) => caller.scopes.has(scope))) return { caller, isOwnOnly: true };
  throw new ApiError(
    "scope-insufficient",
    { scopes: rule.listed.join(",") },
    "scope of the access token holds none that the endpoint asks for",
  );
}

/**
 * Checks that a caller who may act on its own account only does so.
 * @throws ApiError `subject-mismatch`
 */
export function requireOwn(caller: Caller, isOwnOnly: boolean, userId: string): void {
  // What an application is named, a user of that id may be, too.
  if (isOwnOnly && (caller.isClient || caller.subject !== userId))
    throw new ApiError("subject-mismatch");
}
