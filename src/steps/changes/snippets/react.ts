import { useAuth0 } from "@auth0/auth0-react";

/** Reads the user who is logged in, with all identities. */
export function useReadUser() {
  const { user, getAccessTokenSilently } = useAuth0();
  return async (): Promise<unknown> => {
    if (!user?.sub) throw new Error("not logged in");
    const token = await getAccessTokenSilently();
    const id = encodeURIComponent(user.sub);
    const response = await fetch(`https://{yourDomain}/api/v2/users/${id}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return await response.json();
  };
}
