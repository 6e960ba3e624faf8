import { base64url, CompactSign } from "jose";
import type { CompactJWSHeaderParameters, JWTPayload } from "jose";
import { createLanes, Overloaded } from "#emulator/lanes.ts";

/** Signatures that may wait: about a second of them, each with all that came with its request. */
const MOST_WAITING = 1000;

/** More of them than a host has threads. What is written for a signature is several times the claims set. */
const lanes = createLanes(8, Infinity);

/**
 * To be asked before anything is changed for the sake of a token.
 * @throws Overloaded when too many wait to be signed
 */
export function requireSigner(): void {
  if (lanes.waiting() >= MOST_WAITING) throw new Overloaded();
}

/**
 * Signs a claims set. Jose's own class for it brings checks of times, which the tenant makes itself.
 * Rejects when the header asks for what the key cannot do.
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-7.1
 */
export function signClaims(
  claims: JWTPayload,
  header: CompactJWSHeaderParameters,
  key: CryptoKey | Uint8Array,
): Promise<string> {
  return lanes.run(() =>
    new CompactSign(encoder.encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key),
  );
}

/** An unsecured token, as an attacker writes it: RFC 7519 section 6. */
export function writeUnsecured(claims: JWTPayload): string {
  return [{ alg: "none" }, claims]
    .map((part) => `${base64url.encode(JSON.stringify(part))}.`)
    .join("");
}

const encoder = new TextEncoder();
