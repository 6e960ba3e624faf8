import { Hono } from "hono";
import type { Context } from "hono";
import type { JWK } from "jose";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { showKey } from "#emulator/keys.ts";
import type { SigningKey } from "#emulator/keys.ts";

const CLAIMS =
  "aud auth_time email email_verified exp family_name given_name iat iss name nickname picture sub".split(
    " ",
  );

/**
 * Discovery and keys. Lists only what is emulated; like Auth0, it does not mention `web_message`.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-3
 */
export function createDiscoveryRoutes(core: Core): Hono<TenantEnv> {
  const { issuer } = core;
  let shown: Promise<readonly JWK[]> | undefined;
  async function showKeys(): Promise<readonly JWK[]> {
    const { current, next } = await core.keys();
    const { hostname } = new URL(issuer);
    const showOne = (key: SigningKey) => showKey(key, core.certify, hostname, core.clock());
    try {
      return await (shown ??= Promise.all([showOne(current), showOne(next)]));
    } catch {
      shown = undefined;
      // Where no certificate can be made for want of files or memory, tokens can be verified all the same.
      return [current.publicJwk, next.publicJwk];
    }
  }
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}authorize`,
    token_endpoint: `${issuer}oauth/token`,
    revocation_endpoint: `${issuer}oauth/revoke`,
    userinfo_endpoint: `${issuer}userinfo`,
    end_session_endpoint: `${issuer}oidc/logout`,
    jwks_uri: `${issuer}.well-known/jwks.json`,
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    response_types_supported: ["code", "token", "id_token", "token id_token"],
    response_modes_supported: ["query", "fragment", "form_post"],
    grant_types_supported: [
      "authorization_code",
      "implicit",
      "refresh_token",
      "client_credentials",
    ],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["HS256", "RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    code_challenge_methods_supported: ["S256"],
    claims_supported: CLAIMS,
    request_uri_parameter_supported: false,
    request_parameter_supported: false,
  };
  const show = (c: Context<TenantEnv>) => answer(c, "discovery", metadata);
  return new Hono<TenantEnv>()
    .get("/.well-known/openid-configuration", show)
    .get("/.well-known/oauth-authorization-server", show)
    .get("/.well-known/jwks.json", async (c) => answer(c, "jwks", { keys: await showKeys() }));
}
