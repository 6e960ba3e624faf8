import type { Auth0Client } from "@auth0/auth0-spa-js";

/** Takes an identity off the user who is logged in. It comes back as a user without metadata. */
export async function unlink(auth0: Auth0Client, identity: { provider: string; user_id: string }) {
  const user = await auth0.getUser();
  if (!user?.sub) throw new Error("not logged in");
  const token = await auth0.getTokenSilently();
  const path = [user.sub, "identities", identity.provider, identity.user_id];
  const response = await fetch(
    `https://{yourDomain}/api/v2/users/${path.map(encodeURIComponent).join("/")}`,
    { method: "DELETE", headers: { Authorization: `Bearer ${token}` } },
  );
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as unknown; // the identities that remain
}
