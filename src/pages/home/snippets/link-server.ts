/** The bearer is A's access token: ask for the audience https://{yourDomain}/api/v2/ at the login. */
export async function link(accessToken: string, userId: string, linkWith: string) {
  const id = encodeURIComponent(userId);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ link_with: linkWith }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
