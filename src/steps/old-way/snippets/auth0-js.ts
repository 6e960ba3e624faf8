import { Management } from "auth0-js";

/** The token is an access token for the Management API. */
export function link(accessToken: string, userId: string, linkWith: string) {
  const management = new Management({ domain: "{yourDomain}", token: accessToken });
  management.linkUser(encodeURIComponent(userId), linkWith, (error) => {
    if (error) throw new Error(`${error.statusCode}: ${error.code}`);
  });
}
