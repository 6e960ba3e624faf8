import { useAuth0 } from "@auth0/auth0-react";

/** Names B by its ID. Anybody can know an ID, so the API refuses it from a browser. */
export function useLink() {
  const { user, getAccessTokenSilently } = useAuth0();
  return async (provider: string, secondId: string) => {
    const token = await getAccessTokenSilently();
    await fetch(`https://{yourDomain}/api/v2/users/${user?.sub}/identities`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ provider, user_id: secondId }),
    });
  };
}
