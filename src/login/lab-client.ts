import type { Auth0Client } from "@auth0/auth0-spa-js";
import type { AuthorizationParameters } from "#protocol/authorization.ts";
import { atLogin, createClient, translateErrors, watchPopup } from "./code-sign-in.ts";
import { POPUP_TIMEOUT_SECONDS } from "./sign-in.ts";

/** What an SDK client holds. Lives in memory only. */
export type HeldByClient = {
  /** Claims of its ID token; `null` where nobody is signed in. */
  readonly user: Readonly<Record<string, unknown>> | null;
  readonly accessToken: string | null;
};

/**
 * One unmodified client of auth0-spa-js, with what an app can do wrong with it. The walkthrough never
 * uses it: a lab does.
 */
export type LabClient = {
  /** @throws ProtocolError, OAuthResponseError as `SignIn.runPopup` does */
  readonly logIn: (popup: Window, onOpen: (url: string) => void) => Promise<void>;
  /** `getTokenSilently` past the cache: by refresh token where the client uses them, else by cookie. */
  readonly renew: () => Promise<void>;
  /** `checkSession`, which the SDK calls after a reload; it never fails. */
  readonly checkSession: () => Promise<void>;
  /** `logout({ openUrl: false })`: forgets what the client holds, and the cookie it shares. */
  readonly logOutHere: () => Promise<void>;
  readonly held: () => Promise<HeldByClient>;
};

/** Makes a client. Nothing is sent before it is used. */
export function createLabClient(
  tenant: { readonly domain: string },
  parameters: AuthorizationParameters,
): LabClient {
  let made: Promise<Auth0Client> | null = null;
  const client = () => (made ??= createClient(tenant.domain, parameters));

  return {
    async logIn(popup, onOpen) {
      const sdk = await client();
      await translateErrors(
        sdk.loginWithPopup(
          { authorizationParams: atLogin(parameters) },
          { popup: watchPopup(popup, onOpen), timeoutInSeconds: POPUP_TIMEOUT_SECONDS },
        ),
      );
    },
    async renew() {
      const sdk = await client();
      await translateErrors(sdk.getTokenSilently({ cacheMode: "off" }));
    },
    async checkSession() {
      await (await client()).checkSession();
    },
    async logOutHere() {
      await (await client()).logout({ openUrl: false });
    },
    async held() {
      const sdk = await client();
      const user = await sdk.getUser();
      const token = await translateErrors(sdk.getTokenSilently({ cacheMode: "cache-only" }));
      return { user: user ?? null, accessToken: token ?? null };
    },
  };
}
