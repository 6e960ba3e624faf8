import { Management } from "auth0-js";

/** Links B to A. `accessToken` and `userId` are A's, `linkWith` is B's raw ID token. */
export function link(accessToken: string, userId: string, linkWith: string): Promise<unknown> {
  const management = new Management({ domain: "{yourDomain}", token: accessToken });
  return new Promise((resolve, reject) => {
    // auth0.js sends link_with, but does not encode the ID.
    management.linkUser(encodeURIComponent(userId), linkWith, (error, identities: unknown) => {
      if (error) reject(new Error(`${error.statusCode}: ${error.code}`));
      else resolve(identities);
    });
  });
}
