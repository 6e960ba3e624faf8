import { LINKING_SCOPE, PROOF_SCOPE } from "./scope.ts";
import type { Tenant } from "./tenant.ts";

/** The two ways in which a browser can get tokens here. Implicit is kept to teach and to migrate. */
export type Grant = "code" | "implicit";

/** The parameters of an authorization request that the page decides; SDKs add state and the like. */
export type AuthorizationParameters = {
  readonly redirect_uri: string;
  readonly response_type: "code" | "token id_token";
  readonly scope: string;
  readonly audience?: string;
  readonly prompt?: "login";
  readonly login_hint?: string;
};

/**
 * The request that signs in account A: tokens for this app and for the Management API.
 *
 * @see RFC 6749 section 4.1.1, OIDC Core 1.0 section 3.2.2.1
 */
export function primaryAuthorization(
  tenant: Tenant,
  grant: Grant,
  redirectUri: string,
  again?: { loginHint: string | null },
): AuthorizationParameters {
  return {
    response_type: grant === "code" ? "code" : "token id_token",
    audience: tenant.audience,
    scope: LINKING_SCOPE,
    redirect_uri: redirectUri,
    ...(again === undefined ? {} : { prompt: "login" }),
    ...(again?.loginHint ? { login_hint: again.loginHint } : {}),
  };
}

/** The request that proves account B: a fresh login, and an ID token only. */
export function secondaryAuthorization(redirectUri: string): AuthorizationParameters {
  return {
    response_type: "code",
    scope: PROOF_SCOPE,
    prompt: "login",
    redirect_uri: redirectUri,
  };
}

/** The authorization URL as far as the page decides it, to be shown before the SDK sends it. */
export function describeAuthorizationUrl(
  tenant: Tenant,
  parameters: AuthorizationParameters,
): string {
  const url = new URL("authorize", tenant.issuer);
  url.searchParams.set("client_id", tenant.clientId);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
