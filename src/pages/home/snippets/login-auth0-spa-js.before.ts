import { Auth0Client } from "@auth0/auth0-spa-js";

export const auth0 = new Auth0Client({
  domain: "{yourDomain}",
  clientId: "{yourClientId}",
  authorizationParams: {
    redirect_uri: window.location.origin,
  },
});
