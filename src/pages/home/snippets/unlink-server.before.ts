/** The bearer is A's ID token, which tells the API nothing: 401. */
export async function unlink(idToken: string, userId: string, provider: string, secondId: string) {
  const path = [userId, "identities", provider, secondId].map(encodeURIComponent).join("/");
  const response = await fetch(`https://{yourDomain}/api/v2/users/${path}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${idToken}` },
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
