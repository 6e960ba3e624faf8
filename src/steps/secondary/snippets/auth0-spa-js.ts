import { Auth0Client } from "@auth0/auth0-spa-js";

/** Logs in as B, and leaves your own client with A. Call it from a click, or the popup is blocked. */
export async function prove() {
  // A client of its own. Never call logout() on it: the two clients share a cookie.
  const second = new Auth0Client({
    domain: "{yourDomain}",
    clientId: "{yourClientId}",
    cacheLocation: "memory",
    authorizationParams: { redirect_uri: window.location.origin },
  });
  // Without prompt=login the tenant's cookie would answer, and that is A's.
  await second.loginWithPopup({ authorizationParams: { prompt: "login", max_age: 0 } });
  const proof = await second.getIdTokenClaims();
  if (!proof) throw new Error("no ID token came back");
  return proof; // proof.__raw is what link_with takes
}
