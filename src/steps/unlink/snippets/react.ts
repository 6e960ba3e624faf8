import { useAuth0 } from "@auth0/auth0-react";

/** Takes an identity off the user who is logged in. It comes back as a user without metadata. */
export function useUnlink() {
  const { user, getAccessTokenSilently } = useAuth0();
  return async (identity: { provider: string; user_id: string }): Promise<unknown> => {
    if (!user?.sub) throw new Error("not logged in");
    const token = await getAccessTokenSilently();
    const path = [user.sub, "identities", identity.provider, identity.user_id];
    const response = await fetch(
      `https://{yourDomain}/api/v2/users/${path.map(encodeURIComponent).join("/")}`,
      { method: "DELETE", headers: { Authorization: `Bearer ${token}` } },
    );
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return await response.json(); // the identities that remain
  };
}
