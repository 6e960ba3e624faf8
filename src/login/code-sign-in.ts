import type { Auth0Client } from "@auth0/auth0-spa-js";
import { asksForRefreshToken, type AuthorizationParameters } from "#protocol/authorization.ts";
import { ProtocolError } from "#protocol/errors.ts";
import {
  POPUP_TIMEOUT_SECONDS,
  type CreateSignIn,
  type SignedIn,
  type SignInTokens,
} from "./sign-in.ts";
import { translateSdkError } from "./sdk-errors.ts";

/**
 * Code + PKCE with auth0-spa-js. Every instance has a client of its own, so a second sign-in with the
 * same client ID leaves the first one's tokens alone. Log-out ends both: the SDK's cookie and the
 * tenant's session belong to no instance alone.
 *
 * @see RFC 7636, https://github.com/auth0/auth0-spa-js
 */
export const createCodeSignIn: CreateSignIn = (tenant, parameters) => {
  let made: Promise<Auth0Client> | null = null;
  const client = () => (made ??= createClient(tenant.domain, parameters));

  async function tokens(options: {
    isFresh: boolean;
    /** What this request asks for beside the audience. */
    more?: Readonly<Record<string, string>>;
  }): Promise<SignInTokens> {
    const sdk = await client();
    const answer = await translateErrors(
      sdk.getTokenSilently({
        cacheMode: options.isFresh ? "off" : "cache-only",
        detailedResponse: true,
        authorizationParams: {
          ...(parameters.audience === "" ? {} : { audience: parameters.audience }),
          ...options.more,
        },
      }),
    );
    if (answer === undefined) {
      throw new ProtocolError("response_incomplete", "the SDK holds no tokens");
    }
    return {
      idToken: answer.id_token,
      accessToken: answer.access_token,
      scope: answer.scope ?? parameters.scope,
    };
  }

  async function signedIn(): Promise<SignedIn> {
    return {
      tokens: await tokens({ isFresh: false }),
      renew: () => tokens({ isFresh: true }),
    };
  }

  return {
    async beginRedirect(onLeave) {
      const sdk = await client();
      await translateErrors(
        sdk.loginWithRedirect({
          authorizationParams: atLogin(parameters),
          async openUrl(finished) {
            const url = inMode(finished, parameters.response_mode);
            onLeave(url);
            window.location.assign(url);
          },
        }),
      );
    },
    async finishRedirect(callback) {
      const sdk = await client();
      // Given no query at all, the SDK would leave its transaction with the verifier behind.
      const isUnread = parameters.response_mode !== "" && new URL(callback).search === "";
      await translateErrors(sdk.handleRedirectCallback(isUnread ? `${callback}?` : callback));
      return await signedIn();
    },
    async runPopup(popup, onOpen) {
      const sdk = await client();
      await translateErrors(
        sdk.loginWithPopup(
          { authorizationParams: atLogin(parameters) },
          { popup: watchPopup(popup, onOpen), timeoutInSeconds: POPUP_TIMEOUT_SECONDS },
        ),
      );
      return await signedIn();
    },
    async signInSilently() {
      await tokens({ isFresh: true, more: atLogin(parameters) });
      return await signedIn();
    },
    async logOut(returnTo, onLeave) {
      const sdk = await client();
      await sdk.logout({
        logoutParams: { returnTo },
        openUrl(url) {
          onLeave(url);
          window.location.assign(url);
        },
      });
    },
    async forget() {
      // Where the SDK cannot run, it has kept nothing.
      if (!isSecure()) return;
      const sdk = await client();
      await sdk.logout({ openUrl: false });
    },
  };
};

/** An SDK client for one authorization request. Its tokens live in memory. */
export async function createClient(
  domain: string,
  parameters: AuthorizationParameters,
): Promise<Auth0Client> {
  if (!isSecure()) {
    throw new ProtocolError("insecure_origin", "PKCE needs crypto.subtle, so https or localhost");
  }
  const { Auth0Client: Client, InMemoryCache } = await import("@auth0/auth0-spa-js");
  const { scope, audience, redirect_uri: redirectUri } = parameters;
  return new Client({
    domain,
    clientId: parameters.client_id,
    // A cache object keeps token requests in the page, where the wire log sees them.
    cache: new InMemoryCache().enclosedCache,
    useRefreshTokens: asksForRefreshToken(parameters),
    legacySameSiteCookie: false,
    authorizationParams: {
      redirect_uri: redirectUri,
      // The SDK adds its default scopes where it is given none.
      scope,
      ...(audience === "" ? {} : { audience }),
    },
  });
}

function isSecure(): boolean {
  return "subtle" in crypto;
}

/** What belongs to this login only: a silent renewal must not ask for it again. */
export function atLogin(parameters: AuthorizationParameters): Record<string, string> {
  const { prompt, max_age: maxAge, connection, login_hint: loginHint } = parameters;
  const entries = Object.entries({
    prompt,
    max_age: maxAge,
    connection,
    login_hint: loginHint,
    "ext-color-scheme": parameters["ext-color-scheme"],
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

/** The SDK's URL with another mode: in `authorizationParams` the SDK overwrites it with `query`. */
function inMode(url: string, mode: AuthorizationParameters["response_mode"]): string {
  if (mode === "") return url;
  const changed = new URL(url);
  changed.searchParams.set("response_mode", mode);
  return changed.href;
}

/** The popup as the SDK uses it, telling where it is sent. */
export function watchPopup(popup: Window, onOpen: (url: string) => void) {
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

/** An SDK call whose errors are ours. */
export async function translateErrors<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    throw translateSdkError(cause);
  }
}
