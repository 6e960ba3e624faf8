import { LINKING_SCOPE, OWN_USER_SCOPE, parseScope, PROOF_SCOPE, withScope } from "./scope.ts";
import type { Tenant } from "./tenant.ts";

/** The two ways in which a browser can get tokens here. Implicit is kept to teach and to migrate. */
export type Grant = "code" | "implicit";

/** The response types that the page can ask for. @see OAuth 2.0 Multiple Response Types */
export const RESPONSE_TYPES = ["code", "token id_token", "id_token", "token"] as const;

/**
 * The response modes of a login that leaves this page; an empty one is the SDK's choice. The third,
 * `form_post`, no page can read: it goes to the server.
 *
 * @see OAuth 2.0 Multiple Response Types section 2.1, OAuth 2.0 Form Post Response Mode
 */
export const RESPONSE_MODES = ["", "query", "fragment", "form_post"] as const;

/** Where an authorization request goes: this page leaves, or a popup, or a hidden frame asks. */
export type Place = "redirect" | "popup" | "frame";

/**
 * An authorization request as far as the page decides it; the SDKs add state, nonce and PKCE. A
 * parameter that is empty is not sent.
 *
 * @see RFC 6749 section 4.1.1, OIDC Core 1.0 section 3.1.2.1
 */
export type AuthorizationParameters = {
  readonly client_id: string;
  readonly response_type: (typeof RESPONSE_TYPES)[number];
  readonly response_mode: (typeof RESPONSE_MODES)[number];
  readonly audience: string;
  readonly scope: string;
  readonly redirect_uri: string;
  readonly prompt: string;
  readonly max_age: string;
  readonly connection: string;
  readonly login_hint: string;
  /**
   * The look of the login page, `light` or `dark`, for a tenant whose page takes it: what begins with `ext-`
   * reaches the page's template.
   *
   * @see Auth0 docs, Customize Universal Login Page Templates, `transaction.params`
   */
  readonly "ext-color-scheme": string;
};

/** The request that signs in account A: tokens for this app and for the Management API. */
export function primaryAuthorization(
  tenant: Tenant,
  grant: Grant,
  redirectUri: string,
): AuthorizationParameters {
  return {
    client_id: tenant.clientId,
    response_type: grant === "code" ? "code" : "token id_token",
    response_mode: "",
    audience: tenant.audience,
    scope: LINKING_SCOPE,
    redirect_uri: redirectUri,
    prompt: "",
    max_age: "",
    connection: "",
    login_hint: "",
    "ext-color-scheme": "",
  };
}

/**
 * The request of Auth0's migration guide, to the letter: the linking scope alone, so no `openid`.
 *
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
export function guideAuthorization(tenant: Tenant, redirectUri: string): AuthorizationParameters {
  return {
    ...primaryAuthorization(tenant, "implicit", redirectUri),
    scope: "update:current_user_identities",
  };
}

/** The request that proves account B: a fresh login, and an ID token only. */
export function secondaryAuthorization(
  tenant: Tenant,
  grant: Grant,
  redirectUri: string,
): AuthorizationParameters {
  return {
    ...primaryAuthorization(tenant, grant, redirectUri),
    response_type: grant === "code" ? "code" : "id_token",
    audience: "",
    scope: PROOF_SCOPE,
    prompt: "login",
  };
}

/** Which SDK serves a request: auth0-spa-js speaks code + PKCE only, auth0.js the rest. */
export function grantOf({ response_type: type }: AuthorizationParameters): Grant {
  return type === "code" ? "code" : "implicit";
}

/** Whether the request asks for a refresh token. @see OIDC Core 1.0 section 11 */
export function asksForRefreshToken({ scope }: AuthorizationParameters): boolean {
  return parseScope(scope).includes("offline_access");
}

/** The same request with or without a refresh token in its answer. */
export function withRefreshToken(
  parameters: AuthorizationParameters,
  wanted: boolean,
): AuthorizationParameters {
  return { ...parameters, scope: withScope(parameters.scope, "offline_access", wanted) };
}

/** Whether the request's access token may read its own user. */
export function readsOwnUser(
  { audience, scope }: AuthorizationParameters,
  tenant: Tenant,
): boolean {
  return audience === tenant.audience && parseScope(scope).includes(OWN_USER_SCOPE);
}

/**
 * The request that proves account B, with or without an access token that reads B: nobody else may,
 * and after the link there is no B to read.
 */
export function withOwnUserRead(
  parameters: AuthorizationParameters,
  tenant: Tenant,
  wanted: boolean,
): AuthorizationParameters {
  const type = wanted ? "token id_token" : "id_token";
  return {
    ...parameters,
    response_type: grantOf(parameters) === "code" ? "code" : type,
    audience: wanted ? tenant.audience : "",
    scope: withScope(parameters.scope, OWN_USER_SCOPE, wanted),
  };
}

/**
 * `response_mode` as it is sent. auth0-spa-js always names one; auth0.js names none unless it is told
 * to, and the tenant then answers in the fragment. In a popup or frame the SDKs decide alone.
 */
export function responseModeOf(
  parameters: AuthorizationParameters,
  place: Place,
): AuthorizationParameters["response_mode"] | "web_message" {
  if (place === "frame") return "web_message";
  const isCode = grantOf(parameters) === "code";
  if (place === "popup") return isCode ? "web_message" : "";
  return parameters.response_mode === "" && isCode ? "query" : parameters.response_mode;
}

/** Whether the SDK reads an answer that comes to the callback in the mode that was asked for. */
export function isModeRead(parameters: AuthorizationParameters): boolean {
  const { response_mode: mode } = parameters;
  return mode === "" || mode === (grantOf(parameters) === "code" ? "query" : "fragment");
}
