import { useAuth0 } from "@auth0/auth0-react";

/** B proves itself: link_with takes the ID token of a fresh login as B. */
export function useLink() {
  const { user, getAccessTokenSilently } = useAuth0();
  return async (linkWith: string) => {
    if (!user?.sub) throw new Error("not logged in");
    const token = await getAccessTokenSilently();
    const id = encodeURIComponent(user.sub);
    const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ link_with: linkWith }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  };
}
