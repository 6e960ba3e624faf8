import type { Auth0DecodedHash, WebAuth } from "auth0-js";

/** Logs in as B in a popup. Call it from a click, or the popup is blocked. */
export function prove(webAuth: WebAuth, onProof: (proof: Auth0DecodedHash) => void) {
  // Without prompt=login the tenant's cookie would answer, and that is A's.
  const options = {
    domain: "{yourDomain}",
    responseType: "id_token",
    redirectUri: `${window.location.origin}/popup.html`,
    prompt: "login",
  };
  webAuth.popup.authorize(options, (error, proof: Auth0DecodedHash | null) => {
    if (error) throw new Error(error.errorDescription ?? error.error);
    if (proof) onProof(proof);
  });
}

/** What popup.html runs, with a webAuth of the same settings. */
export function answer(webAuth: WebAuth) {
  webAuth.popup.callback({ hash: window.location.hash });
}
