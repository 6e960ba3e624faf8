import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { requireParameter } from "#emulator/oauth/parameters.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import type { GrantType } from "#emulator/model.ts";
import { readOAuthBody } from "./body.ts";
import { authenticateClient } from "./client.ts";
import {
  exchangeClientCredentials,
  exchangeCode,
  exchangeRefreshToken,
  revokeRefreshToken,
} from "./exchange.ts";
import { requireSigner } from "./sign.ts";

type Exchange = {
  grant: GrantType;
  exchange: typeof exchangeCode;
  rule: "token-code" | "token-refresh" | "token-client";
};

const EXCHANGES: ReadonlyMap<string, Exchange> = new Map(
  (
    [
      { grant: "authorization_code", exchange: exchangeCode, rule: "token-code" },
      { grant: "refresh_token", exchange: exchangeRefreshToken, rule: "token-refresh" },
      { grant: "client_credentials", exchange: exchangeClientCredentials, rule: "token-client" },
    ] satisfies Exchange[]
  ).map((one) => [one.grant, one]),
);

/**
 * Grants that Auth0 has and this tenant has not: no application may use them here. All names that Auth0 made up
 * count, the legacy ones among them.
 * @see https://auth0.com/docs/get-started/applications/application-grant-types
 */
const GRANTS_OF_AUTH0 =
  /^(password$|http:\/\/auth0\.com\/oauth\/|urn:(auth0|okta|openid):|urn:ietf:params:oauth:grant-type:(device_code|token-exchange)$)/;

/**
 * The token endpoint, and the one that takes refresh tokens back.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 * @see https://auth0.com/docs/api/authentication/authorization-code-flow/get-token
 * @see https://auth0.com/docs/api/authentication/revoke-refresh-token/revoke-refresh-token
 */
export function createTokenRoutes(core: Core): Hono<TenantEnv> {
  const routes = new Hono<TenantEnv>();
  routes.post("/oauth/token", async (c) => {
    if (c.req.raw.headers.has("DPoP")) throw new OAuthError("dpop-not-offered");
    const parameters = await readOAuthBody(c.req.raw);
    requireSigner();
    if (parameters.has("organization"))
      throw new OAuthError("parameter-not-offered", { name: "organization" });
    const grant = requireParameter(parameters, "grant_type");
    const application = authenticateClient(
      core,
      parameters,
      c.req.raw.headers.get("Authorization"),
    );
    c.set("application", application);
    const found = EXCHANGES.get(grant);
    if (found === undefined && !GRANTS_OF_AUTH0.test(grant))
      throw new OAuthError("grant-unsupported", { grant });
    if (found === undefined || !application.grantTypes.has(found.grant))
      throw new OAuthError("grant-forbidden", { grant });
    return answer(c, found.rule, await found.exchange(core, application, parameters));
  });
  routes.post("/oauth/revoke", async (c) => {
    const parameters = await readOAuthBody(c.req.raw);
    const authorization = c.req.raw.headers.get("Authorization");
    const application = authenticateClient(core, parameters, authorization);
    c.set("application", application);
    revokeRefreshToken(core, application, parameters);
    return answer(c, "token-revoked");
  });
  return routes;
}
