type Identity = { provider: string; user_id: string };

/** A person's access token, and a body that only names B: 403. */
export async function link(accessToken: string, userId: string, identity: Identity) {
  const id = encodeURIComponent(userId);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify(identity),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
