type Identity = { provider: string; user_id: string };

/** The bearer is your server's own. Let the person log in to B first: only your server checks that. */
export async function link(serverToken: string, userId: string, identity: Identity) {
  const id = encodeURIComponent(userId);
  const response = await fetch(`https://{yourDomain}/api/v2/users/${id}/identities`, {
    method: "POST",
    headers: { Authorization: `Bearer ${serverToken}`, "Content-Type": "application/json" },
    body: JSON.stringify(identity),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}

/** An access token with update:users, which the dashboard grants to your server. */
export async function fetchServerToken(clientId: string, clientSecret: string): Promise<unknown> {
  const response = await fetch("https://{yourDomain}/oauth/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: "https://{yourDomain}/api/v2/",
    }),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return await response.json(); // access_token in it
}
