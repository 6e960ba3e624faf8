/** The bearer is A's ID token, which tells the API nothing: 401. */
export async function link(idToken: string, userId: string, linkWith: string) {
  const id = encodeURIComponent(userId);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${idToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ link_with: linkWith }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
