import type { Auth0DecodedHash, WebAuth } from "auth0-js";

/** Call it once, when the page loads. */
export function login(webAuth: WebAuth, onTokens: (tokens: Auth0DecodedHash) => void) {
  const { hash, pathname } = window.location;
  if (hash === "") {
    webAuth.authorize();
    return;
  }
  // Tokens leave the address bar first.
  history.replaceState(null, "", pathname);
  webAuth.parseHash({ hash }, (error, tokens) => {
    if (error) throw new Error(error.errorDescription ?? error.error);
    if (tokens) onTokens(tokens);
  });
}
