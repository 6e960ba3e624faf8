import type { Api } from "#emulator/model.ts";

/**
 * What a person may be granted for the Management API, always limited to their own account.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-tokens-for-single-page-applications
 */
export const CURRENT_USER_SCOPES = [
  "read:current_user",
  "update:current_user_identities",
  "update:current_user_metadata",
  "create:current_user_metadata",
  "delete:current_user_metadata",
  "create:current_user_device_credentials",
  "delete:current_user_device_credentials",
] as const;

const CLIENT_SCOPES = [
  "read:users",
  "create:users",
  "update:users",
  "delete:users",
  "read:users_app_metadata",
  "create:users_app_metadata",
  "update:users_app_metadata",
  "delete:users_app_metadata",
  "read:user_idp_tokens",
  "read:connections",
] as const;

/** The Management API of the tenant with this audience (`issuer` + `api/v2/`). */
export function createManagementApi(identifier: string): Api {
  return {
    identifier,
    name: "Auth0 Management API",
    scopes: new Set<string>([...CURRENT_USER_SCOPES, ...CLIENT_SCOPES]),
    userScopes: new Set<string>(CURRENT_USER_SCOPES),
    allowOfflineAccess: true,
    tokenLifetime: 86_400,
    tokenLifetimeForWeb: 7200,
  };
}
