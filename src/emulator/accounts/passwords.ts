import { createLanes } from "#emulator/lanes.ts";
import type { Random } from "#emulator/ports.ts";

/** Characters. Auth0's default policy asks for kinds of them besides, which this tenant does not. */
export const MIN_PASSWORD = 8;

/** Rounds of a hash: a login with more of them would keep others waiting for seconds. */
export const MOST_ROUNDS = 2_000_000;
/** Rounds of the hashes that this tenant makes. */
const OWN_ROUNDS = 60_000;
/** Bytes of a hash, which are those of the longest digest: of more, each part takes all rounds again. */
const LONGEST_HASH = 64;

/** `pbkdf2` as a PHC string, which Auth0 asks for and Web Crypto can verify; base64 without padding. */
const PHC = /^\$pbkdf2-sha(1|256|384|512)\$i=(\d+),l=\d+\$([^$\s]+)\$([^$\s]+)$/;

/**
 * Reads a PHC string such as `$pbkdf2-sha256$i=60000,l=32$salt$hash`; undefined for one that is none, or takes
 * too long to verify.
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples
 */
export function readHash(phc: string) {
  const [, digest, rounds, salt = "", hash = ""] = PHC.exec(phc) ?? [];
  const iterations = Number(rounds);
  if (!(iterations > 0 && iterations <= MOST_ROUNDS)) return undefined;
  try {
    const expected = decode(hash);
    if (expected.length > LONGEST_HASH) return undefined;
    return { digest: `SHA-${digest}`, iterations, salt: decode(salt), expected };
  } catch {
    return undefined; // no base64
  }
}

/** Compares a password with a PHC string. One that cannot be read is nobody's. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const hash = readHash(phc);
  // HMAC fills a key up with zeros, so that one with zeros behind it would be the same.
  if (hash === undefined || password.endsWith("\0")) return false;
  const { salt, digest, iterations, expected } = hash;
  return isEqual(await derive(password, salt, digest, iterations, expected.length), expected);
}

/** Hashes a password in the form that `verifyPassword` takes. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = random(16);
  const hash = await derive(password, salt, "SHA-256", OWN_ROUNDS, 32);
  return `$pbkdf2-sha256$i=${OWN_ROUNDS},l=32$${encode(salt)}$${encode(hash)}`;
}

async function derive(
  password: string,
  salt: Uint8Array,
  hash: string,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(password);
  const parameters = { name: "PBKDF2", hash, salt: Uint8Array.from(salt), iterations };
  const bits = await lanes.run(
    async () => {
      const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
      return crypto.subtle.deriveBits(parameters, key, length * 8);
    },
    // Few rounds hold as much memory as many.
    Math.max(iterations, OWN_ROUNDS),
  );
  return new Uint8Array(bits);
}

/**
 * Rounds that may wait: some seconds of them, and five hundred hashes of this tenant's own, each with all that came
 * with its request. A suite that makes all its users at once has fewer.
 */
const MOST_WAITING = 500 * OWN_ROUNDS;

/** A hash keeps a thread of the machine busy for long, and a host has few, which sign and verify tokens as well. */
const lanes = createLanes(2, MOST_WAITING);

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  // No early end: the time taken must not tell how much of it was right.
  let difference = one.length ^ other.length;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
}

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");

const decode = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
