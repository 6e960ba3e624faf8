import { Management } from "auth0-js";

/** Reads the user who is logged in, with all identities. */
export function readUser(accessToken: string, userId: string): Promise<unknown> {
  const management = new Management({ domain: "{yourDomain}", token: accessToken });
  return new Promise((resolve, reject) => {
    management.getUser(encodeURIComponent(userId), (error, user) => {
      if (error) reject(new Error(`${error.statusCode}: ${error.code}`));
      else resolve(user);
    });
  });
}
