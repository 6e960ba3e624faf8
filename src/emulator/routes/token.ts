import { Hono } from "hono";
import { requireParameter } from "#emulator/authorization/parameters.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError } from "#emulator/errors.ts";
import type { GrantType } from "#emulator/model.ts";
import type { AnswerRuleId } from "#emulator/rules.ts";
import { readOAuthBody } from "#emulator/tokens/body.ts";
import { authenticateClient } from "#emulator/tokens/client.ts";
import {
  exchangeClientCredentials,
  exchangeCode,
  exchangeRefreshToken,
} from "#emulator/tokens/exchange.ts";

interface Exchange {
  grant: GrantType;
  exchange: typeof exchangeCode;
  rule: AnswerRuleId;
}

const exchanges: ReadonlyMap<string, Exchange> = new Map(
  (
    [
      { grant: "authorization_code", exchange: exchangeCode, rule: "token-code" },
      { grant: "refresh_token", exchange: exchangeRefreshToken, rule: "token-refresh" },
      { grant: "client_credentials", exchange: exchangeClientCredentials, rule: "token-client" },
    ] satisfies Exchange[]
  ).map((one) => [one.grant, one]),
);

/**
 * The token endpoint.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 * @see https://auth0.com/docs/api/authentication/authorization-code-flow/get-token
 */
export function createTokenRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().post("/oauth/token", async (c) => {
    const parameters = await readOAuthBody(c.req.raw);
    const grant = requireParameter(parameters, "grant_type");
    const application = authenticateClient(
      core,
      parameters,
      c.req.raw.headers.get("Authorization"),
    );
    c.set("application", application);
    const found = exchanges.get(grant);
    if (found === undefined) throw new OAuthError("grant-unsupported", { grant });
    if (!application.grantTypes.has(found.grant))
      throw new OAuthError("grant-forbidden", { grant });
    const body = await found.exchange(core, application, parameters);
    c.set("rule", found.rule);
    return c.json(body);
  });
}
