import type { Auth0Client } from "@auth0/auth0-spa-js";

/** B proves itself: link_with takes the ID token of a fresh login as B. */
export async function link(auth0: Auth0Client, linkWith: string) {
  const user = await auth0.getUser();
  if (!user?.sub) throw new Error("not logged in");
  const token = await auth0.getTokenSilently();
  const id = encodeURIComponent(user.sub);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ link_with: linkWith }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
