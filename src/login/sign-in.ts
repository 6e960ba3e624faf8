import type { AuthorizationParameters } from "#protocol/authorization.ts";

/** What a finished sign-in gives the app. Lives in memory only. */
export type SignInTokens = {
  readonly idToken: string;
  readonly accessToken: string;
  /** The scope that was granted; what was asked where the answer names none (RFC 6749 section 5.1). */
  readonly scope: string;
};

/** A sign-in that leaves the page and comes back to the callback. Both SDKs stand behind it. */
export type RedirectSignIn = {
  /**
   * Leaves for the tenant.
   *
   * @param onLeave told the exact authorization URL before the page goes
   * @throws ProtocolError `no_answer` when the SDK could not be loaded
   */
  begin(parameters: AuthorizationParameters, onLeave: (url: string) => void): Promise<void>;
  /**
   * Reads the answer of the tenant, once.
   *
   * @param callback the callback's full URL, with query and fragment
   * @throws ProtocolError `state_mismatch`, `transaction_missing`, `response_incomplete`
   * @throws OAuthResponseError as the tenant sent it
   */
  finish(callback: string, requestedScope: string): Promise<SignInTokens>;
};

/** A sign-in in a popup, which leaves the session of the page untouched. */
export type PopupSignIn = {
  /**
   * @param popup a window that was opened by the click itself, or the browser would block it
   * @param onOpen told the exact authorization URL before the popup goes there
   * @returns the ID token of whoever logged in
   * @throws ProtocolError `popup_closed`, `popup_timeout`; OAuthResponseError as the tenant sent it
   */
  prove(
    parameters: AuthorizationParameters,
    popup: Window,
    onOpen: (url: string) => void,
  ): Promise<string>;
};
