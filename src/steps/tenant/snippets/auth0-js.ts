import { WebAuth } from "auth0-js";

export const webAuth = new WebAuth({
  domain: "{yourDomain}",
  clientID: "{yourClientId}",
  redirectUri: window.location.origin,
  // The implicit flow. New code should use auth0-spa-js.
  responseType: "token id_token",
  // The slash at the end is part of the audience.
  audience: "https://{yourDomain}/api/v2/",
  scope: "openid profile email read:current_user update:current_user_identities",
});
