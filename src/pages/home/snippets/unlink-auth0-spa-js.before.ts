import type { Auth0Client } from "@auth0/auth0-spa-js";

/** The bearer is an ID token, which tells the API nothing: 401. */
export async function unlink(auth0: Auth0Client, identity: { provider: string; user_id: string }) {
  const claims = await auth0.getIdTokenClaims();
  const path = [claims?.sub, "identities", identity.provider, identity.user_id];
  await fetch(`https://{yourDomain}/api/v2/users/${path.join("/")}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${claims?.__raw}` },
  });
}
