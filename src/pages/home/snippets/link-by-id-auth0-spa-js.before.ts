import type { Auth0Client } from "@auth0/auth0-spa-js";

/** The bearer is an ID token, and the body only names B: 401. */
export async function link(auth0: Auth0Client, provider: string, secondId: string) {
  const claims = await auth0.getIdTokenClaims();
  await fetch(`https://{yourDomain}/api/v2/users/${claims?.sub}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${claims?.__raw}`, "Content-Type": "application/json" },
    body: JSON.stringify({ provider, user_id: secondId }),
  });
}
