import type { IdToken } from "@auth0/auth0-react";
import { Auth0Client } from "@auth0/auth0-spa-js";

/** Logs in as B, and leaves useAuth0() with A. */
async function prove(): Promise<IdToken | undefined> {
  // A client of its own: loginWithPopup() of useAuth0() would swap the user.
  // Never call logout() on it: the two clients share a cookie.
  const second = new Auth0Client({
    domain: "{yourDomain}",
    clientId: "{yourClientId}",
    cacheLocation: "memory",
    authorizationParams: { redirect_uri: window.location.origin },
  });
  await second.loginWithPopup({ authorizationParams: { prompt: "login", max_age: 0 } });
  return await second.getIdTokenClaims();
}

type Props = { onProof: (proof?: IdToken) => void; onError: (reason: unknown) => void };

export function ProveSecond({ onProof, onError }: Props) {
  return <button onClick={() => void prove().then(onProof, onError)}>Log in as B</button>;
}
