import { AuthClient } from "@auth0/auth0-auth-js";
import { ofDomain } from "./settings.ts";
import { APP_ORIGIN, LINK_SCOPE, MANAGEMENT, SERVED, WEB } from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const CALLBACK = `${APP_ORIGIN}/callback`;

/** What auth0 for Node sends people to, since its version 7 logs nobody in. */
export const authClient = new AuthClient({
  ...ofDomain(SERVED),
  ...WEB,
  authorizationParams: {
    redirect_uri: CALLBACK,
    audience: MANAGEMENT,
    scope: `${LINK_SCOPE} offline_access`,
  },
});

export async function logIn(account: Account) {
  const { authorizationUrl, codeVerifier } = await authClient.buildAuthorizationUrl();
  const visitor = createVisitor();
  const { url } = await visitor.logIn(authorizationUrl.href, account, CALLBACK);
  return { visitor, tokens: await authClient.getTokenByCode(new URL(url), { codeVerifier }) };
}
