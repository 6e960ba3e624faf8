import { jwtDecode } from "jwt-decode";
import { isCanonical } from "./base64url.ts";
import { ProtocolError } from "./errors.ts";

/** Claims of a token as they came: untrusted, read by name with {@link stringClaim} and its like. */
export type Claims = Readonly<Record<string, unknown>>;

/** A decoded token. Decoded is not verified. */
export type DecodedToken = {
  readonly raw: string;
  readonly header: Claims;
  readonly claims: Claims;
};

/** Larger tokens are refused before anything is decoded (bytes of ASCII text). */
export const TOKEN_SIZE_LIMIT = 256 * 1024;

const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Decodes a token of an SDK: a JWS in compact form whose payload is a claims set. Nothing is verified.
 * What people paste is read by `readToken`, which names what is wrong with it.
 *
 * @throws ProtocolError `malformed_token`
 * @see RFC 7519 section 7.2
 */
export function decodeToken(raw: string): DecodedToken {
  assertCompactJws(raw);
  return { raw, header: decodePart(raw, true), claims: decodePart(raw, false) };
}

/**
 * Refuses what cannot be a JWS in compact form by its size or its look. Nothing is decoded.
 *
 * @throws ProtocolError `malformed_token`
 * @see RFC 7515 section 3.1
 */
export function assertCompactJws(raw: string): void {
  if (raw.length > TOKEN_SIZE_LIMIT) throw malformed("the token is larger than 256 KB");
  if (!COMPACT_JWS.test(raw)) throw malformed("not a signed token of three base64url parts");
}

/** Like {@link decodeToken}, but `null` for what is not a JWT, such as an opaque access token. */
export function tryDecodeToken(raw: string): DecodedToken | null {
  try {
    return decodeToken(raw);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** A claim that must be text; `null` when it is absent or something else. */
export function stringClaim(claims: Claims, name: string): string | null {
  const value = ownClaim(claims, name);
  return typeof value === "string" ? value : null;
}

/** A NumericDate claim in seconds; `null` when it is absent or not a finite number. */
export function dateClaim(claims: Claims, name: string): number | null {
  const value = ownClaim(claims, name);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Whether a claim is exactly `true`. */
export function isTrueClaim(claims: Claims, name: string): boolean {
  return ownClaim(claims, name) === true;
}

/** `aud` as a list: the claim may be one string or several. @see RFC 7519 section 4.1.3 */
export function audiences(claims: Claims): readonly string[] {
  const value = ownClaim(claims, "aud");
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function ownClaim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function decodePart(raw: string, header: boolean): Claims {
  // jwt-decode reads loose base64url, too.
  if (!isCanonical(raw.split(".")[header ? 0 : 1] ?? ""))
    throw malformed(header ? "the header is not base64url" : "the payload is not base64url");
  let value: unknown;
  try {
    value = header ? jwtDecode<unknown>(raw, { header: true }) : jwtDecode<unknown>(raw);
  } catch (cause) {
    throw malformed(header ? "the header is not JSON" : "the payload is not JSON", cause);
  }
  if (!isRecord(value)) throw malformed(header ? "the header is no object" : "no claims set");
  return value;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string, cause?: unknown): ProtocolError {
  return new ProtocolError("malformed_token", message, { cause });
}
