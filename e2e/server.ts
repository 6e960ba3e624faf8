import type { APIRequestContext, APIResponse } from "@playwright/test";

/** The machine-to-machine application of the seed: what an operator's server would be. */
const BACKEND = { client_id: "linklab-backend", client_secret: "linklab-backend-secret" };

/** Headers with which a server with all Management scopes calls the API. */
export async function asServer(
  request: APIRequestContext,
  tenantOrigin: string,
): Promise<{ Authorization: string }> {
  const token = await request.post(`${tenantOrigin}/oauth/token`, {
    form: {
      ...BACKEND,
      grant_type: "client_credentials",
      audience: `${tenantOrigin}/api/v2/`,
    },
  });
  const { access_token: accessToken } = await token.json();
  return { Authorization: `Bearer ${accessToken}` };
}

/** Reads a user as a server with `read:users` sees it. */
export async function readUserAsServer(
  request: APIRequestContext,
  tenantOrigin: string,
  userId: string,
): Promise<APIResponse> {
  return await request.get(`${tenantOrigin}/api/v2/users/${encodeURIComponent(userId)}`, {
    headers: await asServer(request, tenantOrigin),
  });
}
