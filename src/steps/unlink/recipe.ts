import { Auth0Client } from "@auth0/auth0-spa-js";

/** The API's audience is `https://{canonical domain}/api/v2/`, also where `domain` is a custom one. */
type Tenant = { domain: string; clientId: string; audience: string };

/** Links a second account to the signed-in user. Call it from a click, or the popup is blocked. */
export async function linkAccount(primary: Auth0Client, { domain, clientId, audience }: Tenant) {
  // A client of its own keeps the primary's session. Never call logout() on it.
  const secondary = new Auth0Client({ domain, clientId });
  await secondary.loginWithPopup({
    authorizationParams: { prompt: "login", redirect_uri: window.location.origin },
  });
  const proof = await secondary.getIdTokenClaims();
  const user = await primary.getUser();
  if (!proof || !user?.sub) throw new Error("both accounts must be logged in");
  if (proof.sub === user.sub) throw new Error("that is the same account again");
  if (!proof.email_verified || !user.email_verified) throw new Error("verify both e-mails first");

  return await callIdentities(primary, audience, user.sub, "", {
    method: "POST",
    body: JSON.stringify({ link_with: proof.__raw }),
  });
}

/** Unlinks an identity. It becomes a user of its own again, without metadata. */
export async function unlinkAccount(
  primary: Auth0Client,
  { audience }: Tenant,
  identity: { provider: string; user_id: string },
) {
  const user = await primary.getUser();
  if (!user?.sub) throw new Error("not logged in");
  const path = `/${encodeURIComponent(identity.provider)}/${encodeURIComponent(identity.user_id)}`;
  return await callIdentities(primary, audience, user.sub, path, { method: "DELETE" });
}

async function callIdentities(
  primary: Auth0Client,
  audience: string,
  userId: string,
  path: string,
  init: { method: string; body?: string },
): Promise<unknown> {
  const token = await primary.getTokenSilently({
    authorizationParams: { audience, scope: "update:current_user_identities" },
  });
  const response = await fetch(`${audience}users/${encodeURIComponent(userId)}/identities${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  });
  // A 4xx is an answer too: without this line a refused link looks like a success.
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return await response.json();
}
