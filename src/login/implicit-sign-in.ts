import type { Auth0DecodedHash, Auth0ParseHashError, WebAuth } from "auth0-js";
import { OAuthResponseError, ProtocolError } from "#protocol/errors.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { RedirectSignIn } from "./sign-in.ts";

/**
 * The implicit flow by redirect, with auth0.js. Legacy: RFC 9700 section 2.1.2 advises against it;
 * it is here because the migration guide's apps use it.
 *
 * @see OIDC Core 1.0 section 3.2
 */
export function createImplicitSignIn(tenant: Tenant): RedirectSignIn {
  return {
    async begin(parameters, onLeave) {
      const client = await createClient(tenant);
      const request = {
        responseType: parameters.response_type,
        redirectUri: parameters.redirect_uri,
        scope: parameters.scope,
        ...(parameters.audience === undefined ? {} : { audience: parameters.audience }),
        ...(parameters.prompt === undefined ? {} : { prompt: parameters.prompt }),
        ...(parameters.login_hint === undefined ? {} : { login_hint: parameters.login_hint }),
        // Chosen here, not by auth0.js, so that the request can be shown as it is sent.
        state: randomText(),
        nonce: randomText(),
      };
      onLeave(client.client.buildAuthorizeUrl(request));
      client.authorize(request);
    },
    async finish(callback, requestedScope) {
      const client = await createClient(tenant);
      const answer = await parseHash(client, new URL(callback).hash);
      if (!answer?.accessToken || !answer.idToken) {
        throw new ProtocolError("response_incomplete", "the callback holds no tokens");
      }
      return {
        accessToken: answer.accessToken,
        idToken: answer.idToken,
        scope: answer.scope ?? requestedScope,
      };
    },
  };
}

async function createClient(tenant: Tenant): Promise<WebAuth> {
  const { default: auth0 } = await import("auth0-js");
  return new auth0.WebAuth({
    domain: tenant.domain,
    clientID: tenant.clientId,
    // auth0.js expects an https issuer, even of a domain that has the scheme http.
    overrides: {
      __token_issuer: tenant.issuer,
      __jwks_uri: `${tenant.issuer}.well-known/jwks.json`,
    },
  });
}

function parseHash(client: WebAuth, hash: string): Promise<Auth0DecodedHash | null> {
  return new Promise((resolve, reject) => {
    client.parseHash({ hash }, (error, answer) => {
      if (error) reject(translate(error));
      else resolve(answer);
    });
  });
}

function translate(error: Auth0ParseHashError): ProtocolError {
  const description = error.errorDescription ?? "";
  if (error.error === "invalid_token" && description.includes("`state`")) {
    return new ProtocolError("state_mismatch", "the state is not the one that was sent");
  }
  if (error.error === "invalid_hash") {
    return new ProtocolError(
      "response_incomplete",
      "the callback lacks a token that was asked for",
    );
  }
  return new OAuthResponseError(error.error, description);
}

function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
