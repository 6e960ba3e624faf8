import type { Auth0Client } from "@auth0/auth0-spa-js";

/** The bearer is an ID token, which tells the API nothing: 401. */
export async function link(auth0: Auth0Client, linkWith: string) {
  const claims = await auth0.getIdTokenClaims();
  await fetch(`https://{yourDomain}/api/v2/users/${claims?.sub}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${claims?.__raw}`, "Content-Type": "application/json" },
    body: JSON.stringify({ link_with: linkWith }),
  });
}
