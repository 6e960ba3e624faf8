import { useAuth0 } from "@auth0/auth0-react";

/** The bearer is an ID token, which tells the API nothing: 401. */
export function useUnlink() {
  const { user, getIdTokenClaims } = useAuth0();
  return async (identity: { provider: string; user_id: string }) => {
    const claims = await getIdTokenClaims();
    const path = [user?.sub, "identities", identity.provider, identity.user_id];
    await fetch(`https://{yourDomain}/api/v2/users/${path.join("/")}`, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${claims?.__raw}` },
    });
  };
}
