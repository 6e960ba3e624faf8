import { useAuth0 } from "@auth0/auth0-react";

/** The bearer is an ID token, and the body only names B: 401. */
export function useLink() {
  const { user, getIdTokenClaims } = useAuth0();
  return async (provider: string, secondId: string) => {
    const claims = await getIdTokenClaims();
    await fetch(`https://{yourDomain}/api/v2/users/${user?.sub}/identities`, {
      method: "POST",
      headers: { Authorization: `Bearer ${claims?.__raw}`, "Content-Type": "application/json" },
      body: JSON.stringify({ provider, user_id: secondId }),
    });
  };
}
