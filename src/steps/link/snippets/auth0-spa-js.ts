import type { Auth0Client } from "@auth0/auth0-spa-js";

/** Links B to the user who is logged in. `linkWith` is B's raw ID token. */
export async function link(auth0: Auth0Client, linkWith: string): Promise<unknown> {
  const user = await auth0.getUser();
  if (!user?.sub) throw new Error("not logged in");
  const token = await auth0.getTokenSilently();
  const id = encodeURIComponent(user.sub);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ link_with: linkWith }),
  });
  // A refusal is an answer too: without this line it looks like a success.
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return await response.json(); // the identities, A's first
}
