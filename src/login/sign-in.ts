import type { AuthorizationParameters } from "#protocol/authorization.ts";

/** What a finished sign-in gives the app. Lives in memory only. */
export type SignInTokens = {
  /** `null` where the response type names no ID token. */
  readonly idToken: string | null;
  /** `null` where the response type names no access token. */
  readonly accessToken: string | null;
  /** The scope that was granted; what was asked where the answer names none (RFC 6749 section 5.1). */
  readonly scope: string;
};

/** A sign-in that has finished, and can ask for new tokens without showing anything. */
export type SignedIn = {
  readonly tokens: SignInTokens;
  /**
   * Renews silently: by refresh token where one was asked for, else by a hidden frame.
   *
   * @throws ProtocolError `login_required`, `consent_required`, `no_refresh_token`, `no_answer`
   */
  readonly renew: () => Promise<SignInTokens>;
};

/** One way to sign in. Both SDKs stand behind it; each instance keeps its session to itself. */
export type SignIn = {
  /**
   * Leaves for the tenant.
   *
   * @param onLeave told the exact authorization URL before the page goes
   */
  readonly beginRedirect: (onLeave: (url: string) => void) => Promise<void>;
  /**
   * Reads the answer of the tenant, once.
   *
   * @param callback the callback's full URL, with query and fragment
   * @throws ProtocolError `state_mismatch`, `transaction_missing`, `response_incomplete`,
   *   `algorithm_refused`
   * @throws OAuthResponseError as the tenant sent it
   */
  readonly finishRedirect: (callback: string) => Promise<SignedIn>;
  /**
   * Signs in in a popup.
   *
   * @param popup a window that was opened by the click itself, or the browser would block it
   * @param onOpen told the exact authorization URL before the popup goes there
   * @throws ProtocolError `popup_closed`, `popup_timeout`, `response_incomplete`; OAuthResponseError
   */
  readonly runPopup: (popup: Window, onOpen: (url: string) => void) => Promise<SignedIn>;
  /**
   * Signs in in a hidden frame, by a session that the tenant already has (`prompt=none`).
   *
   * @throws ProtocolError `login_required`, `consent_required`, `no_answer`
   */
  readonly signInSilently: () => Promise<SignedIn>;
  /**
   * Ends the tenant's session by leaving through `/v2/logout`, and forgets what the SDK keeps.
   *
   * @param returnTo where the tenant sends the browser afterwards; it must be registered
   * @param onLeave told the exact URL before the page goes
   * @see https://auth0.com/docs/api/authentication/logout/auth-0-logout
   */
  readonly logOut: (returnTo: string, onLeave: (url: string) => void) => Promise<void>;
  /** Forgets what the SDK keeps in this browser. Nothing is sent, and the page stays. */
  readonly forget: () => Promise<void>;
};

/** Makes a way to sign in for one authorization request. */
export type CreateSignIn = (
  tenant: { readonly domain: string; readonly issuer: string },
  parameters: AuthorizationParameters,
) => SignIn;

/** The name under which auth0.js opens its popup: a window of that name is taken over by it. */
export const POPUP_NAME = "auth0_signup_popup";

/** How long a popup may take, in seconds. */
export const POPUP_TIMEOUT_SECONDS = 300;
