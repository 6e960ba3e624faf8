import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The address of the picture of somebody who has none: Gravatar's by the MD5 of the e-mail address, and
 * Auth0's picture of two letters where Gravatar knows none. Nothing loads it here.
 * @see ID token of a real tenant in the tests of auth0.js, `test/web-auth/web-auth.test.js`
 */
export function defaultPicture(email: string): string {
  const address = email.trim().toLowerCase();
  const letters = `https://cdn.auth0.com/avatars/${address.slice(0, 2)}.png`;
  const hash = bytesToHex(md5(utf8ToBytes(address)));
  return `https://s.gravatar.com/avatar/${hash}?s=480&r=pg&d=${encodeURIComponent(letters)}`;
}
