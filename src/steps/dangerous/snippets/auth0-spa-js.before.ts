import type { Auth0Client } from "@auth0/auth0-spa-js";

/** Names B by its ID. Anybody can know an ID, so the API refuses it from a browser. */
export async function link(auth0: Auth0Client, provider: string, secondId: string) {
  const user = await auth0.getUser();
  const token = await auth0.getTokenSilently();
  await fetch(`https://{yourDomain}/api/v2/users/${user?.sub}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ provider, user_id: secondId }),
  });
}
