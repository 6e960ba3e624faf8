import { base64url, compactVerify, decodeProtectedHeader } from "jose";
import type { Core } from "#emulator/core.ts";

/** Claims of a token whose signature and times are right. Nothing else about it is known yet. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Why a token is not accepted; `odd` where no source says that Auth0 does not. */
export type TokenFailure = "malformed" | "algorithm" | "signature" | "expired" | "odd";

/** Thrown by `verifyToken`. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly reason: TokenFailure;
  /** Which check failed, for the log. */
  readonly because: string;

  constructor(reason: TokenFailure, because: string) {
    super(because);
    this.reason = reason;
    this.because = because;
  }
}

/** Seconds that `iat` and `nbf` may be ahead of the tenant's own clock. */
const LEEWAY = 60;

/** Header parameters that name a key or change the rules. Only `kid` chooses, and only among ours. */
const FORBIDDEN = ["b64", "jwk", "jku", "x5u", "x5c", "zip"];

/**
 * Checks that this tenant signed a JWT with RS256 and that it is not over.
 * @throws TokenRefused
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3
 */
export async function verifyToken(core: Core, token: string): Promise<VerifiedClaims> {
  requireSpelling(token);
  const header = readHeader(token);
  if (header["alg"] !== "RS256") throw new TokenRefused("algorithm", "alg is not RS256");
  if (Object.hasOwn(header, "crit")) throw malformed("crit asks for an extension");
  const { current, next } = await core.keys();
  const key = [current, next].find(({ kid }) => kid === header["kid"]);
  if (key === undefined) throw malformed("kid names no key of the tenant");
  const payload = await compactVerify(token, key.publicKey, { algorithms: ["RS256"] }).then(
    (verified) => verified.payload,
    () => {
      throw new TokenRefused("signature", "the signature does not fit the key");
    },
  );
  const claims = readClaims(payload);
  checkPlain(header);
  checkTimes(claims, Math.floor(core.clock() / 1000));
  return claims;
}

/**
 * A token has one spelling: no blank, no padding, no bit in its last characters that nobody reads.
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-2
 */
function requireSpelling(token: string): void {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(token)?.slice(1);
  if (parts === undefined || parts.some(({ length }) => length % 4 === 1))
    throw malformed("it is no JWS of three parts in base64url");
  if (!parts.every(isCanonical)) throw odd("a part has bits that encode nothing");
}

function isCanonical(part: string): boolean {
  return base64url.encode(base64url.decode(part)) === part;
}

function readHeader(token: string): Record<string, unknown> {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // Not a JWS at all: refused like one that we do not want.
    throw malformed("the header is no JSON object");
  }
}

function checkPlain(header: Record<string, unknown>): void {
  const type = header["typ"] ?? "JWT";
  const isPlain = FORBIDDEN.every((name) => !Object.hasOwn(header, name));
  if (!isPlain || typeof type !== "string" || type.toUpperCase() !== "JWT")
    throw odd("the header is not that of a plain JWT");
}

function readClaims(payload: Uint8Array): VerifiedClaims {
  try {
    const claims: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
    if (isRecord(claims)) return claims;
  } catch {
    // Signed by us, yet no claims set.
  }
  throw malformed("the payload is no claims set");
}

function malformed(because: string): TokenRefused {
  return new TokenRefused("malformed", because);
}

function odd(because: string): TokenRefused {
  return new TokenRefused("odd", because);
}

function checkTimes({ exp, iat, nbf }: VerifiedClaims, now: number): void {
  if (!isNumericDate(exp)) throw odd("exp is no time");
  if (!isNumericDate(iat)) throw odd("iat is no time");
  if (nbf !== undefined && !isNumericDate(nbf)) throw odd("nbf is no time");
  if (iat > now + LEEWAY) throw odd("iat is in the future");
  if (nbf !== undefined && nbf > now + LEEWAY) throw malformed("nbf is in the future");
  if (exp <= now) throw new TokenRefused("expired", "exp is in the past");
}

function isNumericDate(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
