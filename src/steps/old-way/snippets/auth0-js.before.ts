import { Management } from "auth0-js";

/** The token is an ID token, which tells the API nothing: 401. */
export function link(idToken: string, userId: string, linkWith: string) {
  const management = new Management({ domain: "{yourDomain}", token: idToken });
  management.linkUser(userId, linkWith, () => {});
}
