import { WebAuth } from "auth0-js";

export const webAuth = new WebAuth({
  domain: "{yourDomain}",
  clientID: "{yourClientId}",
  redirectUri: window.location.origin,
  responseType: "id_token",
  scope: "openid",
});
