import { toStrictBase64url } from "./base64url.ts";
import type { KeySet } from "./discovery.ts";
import { isTakenOut, readToken, type TokenReading } from "./token-reading.ts";
import { isRecord, stringClaim } from "./token.ts";

/** Why a signature does not hold. */
export type InvalidReason = "mismatch" | "loose-encoding" | "extension";

/** Why nothing was checked. */
export type UncheckedReason =
  | "not-asked"
  | "no-signature"
  | "no-issuer"
  | "other-issuer"
  | "no-keys";

/**
 * Which text a signature holds for: the one that was given, or what is left of it without blanks, padding and
 * the other alphabet. An API gets the text that is sent.
 */
export type SignedText = "as-given" | "cleaned";

/** What is known of a signature. Only `valid` says that the issuer made the token. */
export type SignatureVerdict =
  | { readonly state: "not-checked"; readonly reason: UncheckedReason }
  | { readonly state: "valid"; readonly kid: string | null; readonly text: SignedText }
  | { readonly state: "invalid"; readonly reason: InvalidReason }
  | { readonly state: "key-not-found"; readonly kid: string | null; readonly alg: string }
  | { readonly state: "algorithm-refused"; readonly alg: string | null };

/** What Auth0 signs with a private key. `HS256` needs a shared secret, which no page may have. */
const ALGORITHMS = ["RS256", "PS256"];

/**
 * Verifies the signature of a JWS over its exact text, with keys that were fetched before. A text that is not
 * strict base64url is tried as it is and cleaned. Only the signature: time and audience have verdicts of their
 * own. Keys in the token's header are ignored.
 *
 * @see RFC 7515 section 5.2
 * @see RFC 8725 section 3.1: the algorithm is the verifier's choice
 */
export async function verifySignature(raw: string, keys: KeySet): Promise<SignatureVerdict> {
  const token = readToken(raw);
  const early = judgeWithoutKeys(token);
  if (early !== null) return early;
  const given = raw.trim();
  const cleaned = token.parts.map(toStrictBase64url).join(".");
  const verdict = await verifyText(cleaned, token, keys);
  if (cleaned === given) return verdict;
  if (verdict.state === "valid") return { ...verdict, text: "cleaned" };
  const asGiven = await verifyText(given, token, keys);
  if (verdict.state === "invalid" && asGiven.state === "invalid")
    return { state: "invalid", reason: "loose-encoding" };
  return asGiven.state === "valid" ? asGiven : verdict;
}

/** Whether a signature holds for the very text that is sent. */
export function holdsAsGiven(verdict: SignatureVerdict): boolean {
  return verdict.state === "valid" && verdict.text === "as-given";
}

async function verifyText(
  text: string,
  token: TokenReading,
  keys: KeySet,
): Promise<SignatureVerdict> {
  const kid = headerText(token, "kid");
  const { createLocalJWKSet, compactVerify, errors } = await import("jose");
  try {
    const keySet = createLocalJWKSet({ keys: [...keys.keys] });
    await compactVerify(text, keySet, { algorithms: ALGORITHMS });
    return { state: "valid", kid, text: "as-given" };
  } catch (error) {
    if (error instanceof errors.JOSENotSupported) return { state: "invalid", reason: "extension" };
    if (
      error instanceof errors.JWSInvalid ||
      error instanceof errors.JWSSignatureVerificationFailed
    )
      return { state: "invalid", reason: "mismatch" };
    // No key of that name, several without a name, or one that cannot be used.
    return { state: "key-not-found", kid, alg: headerText(token, "alg") ?? "" };
  }
}

/** What can be said of a signature before any key is fetched; `null` where a key must decide. */
export function judgeWithoutKeys(token: TokenReading): SignatureVerdict | null {
  if (token.header === null || token.parts.length !== 3 || token.kind === "broken-header")
    return { state: "not-checked", reason: "no-signature" };
  const alg = headerText(token, "alg");
  if (alg === null || !ALGORITHMS.includes(alg)) return { state: "algorithm-refused", alg };
  if (isTakenOut(token.parts[2])) return { state: "not-checked", reason: "no-signature" };
  return token.fault === "not-base64url" ? { state: "invalid", reason: "loose-encoding" } : null;
}

function headerText(token: TokenReading, name: string): string | null {
  const header = token.header?.value;
  return isRecord(header) ? stringClaim(header, name) : null;
}
