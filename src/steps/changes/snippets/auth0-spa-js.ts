import type { Auth0Client } from "@auth0/auth0-spa-js";

/** Reads the user who is logged in, with all identities. */
export async function readUser(auth0: Auth0Client): Promise<unknown> {
  const user = await auth0.getUser();
  if (!user?.sub) throw new Error("not logged in");
  const token = await auth0.getTokenSilently();
  const id = encodeURIComponent(user.sub);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return await response.json();
}
