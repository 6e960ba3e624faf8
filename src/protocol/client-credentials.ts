import * as v from "valibot";
import { OAuthResponseError, ProtocolError } from "./errors.ts";
import { readJson, sendRequest, type Fetch, type HttpRequest } from "./http.ts";
import type { Tenant } from "./tenant.ts";

/** An application that can keep a secret: one on a server. */
export type ConfidentialClient = { readonly clientId: string; readonly clientSecret: string };

const answer = v.object({ access_token: v.pipe(v.string(), v.minLength(1)) });

const refusal = v.object({ error: v.string(), error_description: v.optional(v.string(), "") });

/**
 * `POST /oauth/token` with `grant_type=client_credentials`, for the tenant's Management API.
 *
 * @see RFC 6749 section 4.4.2, and section 2.3.1 for the credentials in the body
 */
function buildClientTokenRequest(
  tenant: Tenant,
  { clientId, clientSecret }: ConfidentialClient,
): HttpRequest {
  return {
    method: "POST",
    url: `${tenant.origin}/oauth/token`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: tenant.audience,
    }).toString(),
  };
}

/**
 * Gets an access token for an application itself. It has the scopes that the application was granted.
 *
 * @throws OAuthResponseError, or ProtocolError `no_answer`, `not_json`, `unexpected_shape`
 */
export async function requestClientToken(
  fetch: Fetch,
  tenant: Tenant,
  client: ConfidentialClient,
): Promise<string> {
  const response = await sendRequest(fetch, buildClientTokenRequest(tenant, client));
  const body = await readJson(response);
  const failure = v.safeParse(refusal, body);
  if (!response.ok && failure.success)
    throw new OAuthResponseError(failure.output.error, failure.output.error_description);
  const result = v.safeParse(answer, body);
  if (!response.ok || !result.success)
    throw new ProtocolError("unexpected_shape", `the token endpoint answered ${response.status}`);
  return result.output.access_token;
}
