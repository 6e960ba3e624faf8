import { base64url, importJWK } from "jose";
import type { JWK } from "jose";
import { randomId } from "./ids.ts";
import type { Certify, Random } from "./ports.ts";

/** An RS256 key pair with its id. */
export type SigningKey = {
  /** 21 characters, as Auth0 makes them. */
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** What the JWKS shows. */
  publicJwk: JWK;
};

/** The keys of a tenant: `current` signs, `next` is announced so that rotation surprises nobody. */
export type SigningKeys = {
  current: SigningKey;
  next: SigningKey;
};

/**
 * Makes two RSA-2048 key pairs, which takes some tenths of a second. Nobody can read the private keys.
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.3
 */
export async function generateSigningKeys(random: Random): Promise<SigningKeys> {
  const [current, next] = await Promise.all([generateKey(random), generateKey(random)]);
  return { current, next };
}

/** What WebCrypto calls it, with a modulus of 2048 bits and the exponent 65537. */
const RS256 = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};

/** Makes one of them. */
export async function generateKey(random: Random): Promise<SigningKey> {
  const kid = randomId(random, 21);
  const { privateKey, publicKey } = await crypto.subtle.generateKey(RS256, false, [
    "sign",
    "verify",
  ]);
  const { n, e } = await crypto.subtle.exportKey("jwk", publicKey);
  if (n === undefined || e === undefined) throw new TypeError("not an RSA key");
  return {
    kid,
    privateKey,
    publicKey,
    publicJwk: { kty: "RSA", use: "sig", n, e, kid, alg: "RS256" },
  };
}

/** Keys that somebody brought, as private JWKs. */
export type PrivateJwks = {
  current: JWK & { kid: string };
  /** Default: one that is made. */
  next?: (JWK & { kid: string }) | undefined;
};

/**
 * Takes keys that somebody brought. They stay in memory.
 * @throws TypeError when one is no private RSA key of at least 2048 bits, or both have one `kid`
 */
export async function importSigningKeys(
  { current, next }: PrivateJwks,
  random: Random,
): Promise<SigningKeys> {
  if (current.kid === next?.kid) throw new TypeError("keys.next: it has the kid of keys.current");
  return {
    current: await importKey(current, "keys.current"),
    next: next === undefined ? await generateKey(random) : await importKey(next, "keys.next"),
  };
}

async function importKey(jwk: JWK & { kid: string }, name: string): Promise<SigningKey> {
  const { kid, n = "", e = "" } = jwk;
  try {
    const publicJwk = { kty: "RSA", use: "sig", n, e, kid, alg: "RS256" };
    const { key_ops: _, use: __, ...key } = jwk;
    const privateKey = await importJWK({ ...key, ext: false }, "RS256");
    const publicKey = await importJWK({ ...publicJwk, ext: true }, "RS256");
    if (
      privateKey instanceof Uint8Array ||
      publicKey instanceof Uint8Array ||
      base64url.decode(n).length < 256
    )
      throw new TypeError("it has less than 2048 bits");
    return { kid, privateKey, publicKey, publicJwk };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`${name}: no private RSA key of at least 2048 bits: ${reason}`, {
      cause: error,
    });
  }
}

/**
 * What the JWKS shows of a key, in the order of a real tenant's; with a certificate where one can be made.
 * @param name of the tenant
 * @param now milliseconds since the epoch
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4.7
 */
export async function showKey(
  { publicJwk, publicKey, privateKey }: SigningKey,
  certify: Certify | undefined,
  name: string,
  now: number,
): Promise<JWK> {
  if (certify === undefined) return publicJwk;
  const { alg = "RS256", ...key } = publicJwk;
  const der = await certify({ publicKey, privateKey }, name, now);
  const thumbprint = await crypto.subtle.digest("SHA-1", der);
  return {
    ...key,
    x5t: base64url.encode(new Uint8Array(thumbprint)),
    x5c: [btoa(String.fromCharCode(...der))],
    alg,
  };
}
