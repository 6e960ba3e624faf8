import type { AuthorizationParams } from "@auth0/auth0-spa-js";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { OAuthResponseError, ProtocolError } from "#protocol/errors.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { PopupSignIn, RedirectSignIn } from "./sign-in.ts";

const POPUP_TIMEOUT_SECONDS = 300;

/**
 * Code + PKCE by redirect, with auth0-spa-js.
 *
 * @see RFC 7636, https://github.com/auth0/auth0-spa-js
 */
export function createCodeSignIn(tenant: Tenant): RedirectSignIn {
  return {
    async begin(parameters, onLeave) {
      const client = await createClient(tenant);
      await translating(
        client.loginWithRedirect({
          authorizationParams: asAuthorizationParams(parameters),
          async openUrl(url) {
            onLeave(url);
            window.location.assign(url);
          },
        }),
      );
    },
    async finish(callback, requestedScope) {
      const client = await createClient(tenant);
      await translating(client.handleRedirectCallback(callback));
      const answer = await translating(
        client.getTokenSilently({
          cacheMode: "cache-only",
          detailedResponse: true,
          authorizationParams: { audience: tenant.audience, scope: requestedScope },
        }),
      );
      if (answer === undefined) {
        throw new ProtocolError(
          "response_incomplete",
          "the SDK holds no tokens after the callback",
        );
      }
      return {
        idToken: answer.id_token,
        accessToken: answer.access_token,
        scope: answer.scope ?? requestedScope,
      };
    },
  };
}

/**
 * Code + PKCE in a popup, on a client instance of its own with the same client ID: the primary's
 * cache keeps its tokens. Its `logout` is never called, because that would also drop the primary's.
 */
export function createPopupSignIn(tenant: Tenant): PopupSignIn {
  return {
    async prove(parameters, popup, onOpen) {
      const client = await createClient(tenant);
      await translating(
        client.loginWithPopup(
          { authorizationParams: asAuthorizationParams(parameters) },
          { popup: watched(popup, onOpen), timeoutInSeconds: POPUP_TIMEOUT_SECONDS },
        ),
      );
      const claims = await client.getIdTokenClaims();
      if (claims === undefined) {
        throw new ProtocolError("response_incomplete", "the SDK holds no ID token after the popup");
      }
      return claims.__raw;
    },
  };
}

async function createClient(tenant: Tenant) {
  const { Auth0Client, InMemoryCache } = await import("@auth0/auth0-spa-js");
  return new Auth0Client({
    domain: tenant.domain,
    clientId: tenant.clientId,
    // A cache object keeps token requests in the page, where the wire log sees them.
    cache: new InMemoryCache().enclosedCache,
    legacySameSiteCookie: false,
  });
}

function asAuthorizationParams(parameters: AuthorizationParameters): AuthorizationParams {
  const { response_type: _, ...rest } = parameters;
  return rest;
}

/** The popup as the SDK uses it, telling where it is sent. */
function watched(popup: Window, onOpen: (url: string) => void) {
  return {
    get closed() {
      return popup.closed;
    },
    close: () => popup.close(),
    location: {
      set href(url: string) {
        onOpen(url);
        popup.location.href = url;
      },
    },
  };
}

/** Turns the SDK's errors, whose class names do not survive minification, into ours. */
async function translating<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    throw translate(cause);
  }
}

function translate(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const code = "error" in cause && typeof cause.error === "string" ? cause.error : null;
  switch (code) {
    case null:
      return cause instanceof TypeError || cause.message.startsWith("Timeout when executing")
        ? new ProtocolError("no_answer", "the tenant did not answer the SDK", { cause })
        : new ProtocolError("response_incomplete", "the SDK refused the answer", { cause });
    case "popup_open":
      return new ProtocolError("popup_blocked", "the popup did not open", { cause });
    case "cancelled":
      return new ProtocolError("popup_closed", "the popup was closed", { cause });
    case "timeout":
      return new ProtocolError("popup_timeout", "the popup did not answer in time", { cause });
    case "missing_transaction":
      return new ProtocolError("transaction_missing", "no login was started here", { cause });
    case "state_mismatch":
      return new ProtocolError("state_mismatch", "the state is not the one that was sent", {
        cause,
      });
    default: {
      const description = "error_description" in cause ? cause.error_description : null;
      return new OAuthResponseError(code, typeof description === "string" ? description : "");
    }
  }
}
