/** The bearer is an access token: A's, or your server's with update:users. */
export async function unlink(token: string, userId: string, provider: string, secondId: string) {
  const path = [userId, "identities", provider, secondId].map(encodeURIComponent).join("/");
  const response = await fetch(`https://{yourDomain}/api/v2/users/${path}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
