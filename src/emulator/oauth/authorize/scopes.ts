import type { Api, Application } from "#emulator/model.ts";

const IDENTITY_SCOPES = new Set(["openid", "profile", "email", "address", "phone"]);

/**
 * The scopes that a person's token gets. What is unknown, or not for people, is left out without an
 * error; the response's `scope` tells. Without an API only the OpenID Connect scopes count.
 * @see https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes
 */
export function grantScopes(
  requested: readonly string[],
  application: Application,
  api: Api | undefined,
  isRefreshable: boolean,
): string[] {
  return requested.filter((scope) => {
    if (IDENTITY_SCOPES.has(scope)) return true;
    if (scope === "offline_access")
      return (
        isRefreshable &&
        application.grantTypes.has("refresh_token") &&
        (api?.allowOfflineAccess ?? true)
      );
    return api?.userScopes.has(scope) ?? false;
  });
}
