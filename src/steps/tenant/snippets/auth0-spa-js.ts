import { Auth0Client } from "@auth0/auth0-spa-js";

export const auth0 = new Auth0Client({
  domain: "{yourDomain}",
  clientId: "{yourClientId}",
  authorizationParams: {
    redirect_uri: window.location.origin,
    // The slash at the end is part of the audience.
    audience: "https://{yourDomain}/api/v2/",
    scope: "openid profile email read:current_user update:current_user_identities",
  },
});
