import { isTakenOut, readToken, type TokenReading } from "#protocol/token-reading.ts";
import { isRecord, stringClaim, TOKEN_SIZE_LIMIT } from "#protocol/token.ts";
import type { FoundOther, FoundToken, OtherKind, PlaceSays, Range } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";
import { isSessionCookie, isTenantCookie, isTokenName } from "#reader/place-names.ts";

/** A stretch of a text that may be a token, and what stands around it. */
export type Candidate = Range & {
  readonly name: string | null;
  readonly says: PlaceSays | null;
  /** Whether its name or scheme stands right before it, and not at the text it is in. */
  readonly isNear: boolean;
  /** Whether there is nothing else in the text, so that it is one thing and no prose. */
  readonly isAlone: boolean;
};

/** Signs that somebody took a secret out before showing the text. */
const REDACTED = /^(?:\*{3,}|x{6,}|•{3,}|<?(?:redacted|removed|hidden|filtered|masked|secret)>?)$/i;

const PLACEHOLDER =
  /^(?:<.*>|\$\{?\w+\}?|%\w+%|your[-_ ].*|token|null|undefined|true|false|\.{3}|…)$/i;

/** `SECONDARY_ID_TOKEN`: a name, as docs have it in place of a value. */
const NAME_OF_VALUE = /^[A-Z]{2,40}(?:_[A-Z\d]{1,40}){1,8}$/;

const PASETO = /^v[1-4]\.(?:local|public)\.[\w-]{8,}(?:\.[\w-]+)?$/;

const REFRESH = /^v1\.[\w-]{16,}$/;

/** A signed token with its disclosures behind tildes. @see RFC 9901 */
const SD_JWT = /^ey[\w-]+\.[\w-]+\.[\w-]+~(?:[\w-]*~)*[\w.-]*$/;

/** A token shortened or made unusable by whoever shows it. */
const SHORTENED =
  /^ey[\w-]*(?:\.[\w-]+)*(?:\.{3,}|…|\.?\*{3,}|\.[[<(]|\.(?:redacted|removed|signature|x{6,})$)/i;

const IN_ALPHABET = /^[\w+/=~.-]+$/;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Kinds of readings that are a token even among other words. */
const WHOLE: readonly TokenReading["kind"][] = [
  "jwt",
  "unsecured",
  "unsigned",
  "detached",
  "encrypted",
  "not-claims",
  "not-json",
  "broken-payload",
  "wrong-parts",
];

/** What a stretch is: a token, something that is none, or nothing of the kind. */
export function tellToken(layer: LayerText, candidate: Candidate): FoundToken | FoundOther | null {
  const { start, end, name, says, isAlone } = candidate;
  const raw = layer.text.slice(start, end);
  const place = layer.placeOf(start, end);
  const other = (what: OtherKind): FoundOther => ({ kind: "other", what, place, name });
  const token = (reading: TokenReading): FoundToken => ({
    kind: "token",
    place,
    name,
    says,
    token: reading,
  });
  if (raw.length > TOKEN_SIZE_LIMIT)
    return raw.startsWith("ey") || (isAlone && IN_ALPHABET.test(raw))
      ? token(readToken(raw))
      : null;
  const isNamed = says === "cookie" ? isSessionCookie(name) : says !== null || isTokenName(name);
  if (REDACTED.test(raw)) return isNamed ? other("redacted-token") : null;
  const reading = raw.includes(".") ? readToken(raw) : null;
  // Without its signature it is still read; that nothing can be verified is for its reading to say.
  if (reading?.kind === "unsigned" && isTakenOut(reading.parts[2])) return token(reading);
  const told = tellForm(raw);
  if (told !== null) return other(told);

  if (reading !== null) {
    if (reading.kind === "encrypted") {
      const encrypted = tellEncrypted(reading, candidate);
      return encrypted === null ? token(reading) : other(encrypted);
    }
    if (reading.parts.length === 2 && reading.parts[1] === "" && isPart(reading.parts[0] ?? ""))
      return other("one-part");
    if (WHOLE.includes(reading.kind)) return token(reading);
    if (says === "refresh-token") return other("refresh-token");
    if ((isAlone || isNamed) && looksLikeToken(reading)) return token(reading);
  }
  return tellWord(raw, candidate, isNamed, other);
}

function tellForm(raw: string): OtherKind | null {
  if (PASETO.test(raw)) return "paseto";
  if (REFRESH.test(raw)) return "refresh-token";
  if (SHORTENED.test(raw)) return "redacted-token";
  return SD_JWT.test(raw) ? "sd-jwt" : null;
}

/** A word without dots, or with dots that mean nothing. */
function tellWord(
  raw: string,
  { name, says, isAlone, isNear }: Candidate,
  isNamed: boolean,
  other: (what: OtherKind) => FoundOther,
): FoundOther | null {
  if (PLACEHOLDER.test(raw) || NAME_OF_VALUE.test(raw)) return null;
  if (isTenantCookie(name) && says === "cookie") return other("session-cookie");
  if (isPart(raw)) return other("one-part");
  if (says === "refresh-token" && (isAlone || isNear)) return other("refresh-token");
  if (isSessionCookie(name)) return other("session-cookie");
  if (isNamed && IN_ALPHABET.test(raw) && (isAlone || (isNear && looksRandom(raw))))
    return other("opaque-token");
  const isBare = isAlone && name === null && !/[./]/.test(raw);
  return isBare && looksRandom(raw) ? other("opaque-token") : null;
}

/**
 * Encrypted with a key that only one side has.
 *
 * @see RFC 7518 section 4.5: `dir`
 */
function tellEncrypted({ header }: TokenReading, { name, says }: Candidate): OtherKind | null {
  const value = header?.value;
  if (!isRecord(value) || stringClaim(value, "alg") !== "dir")
    return isSessionCookie(name) ? "session-cookie" : null;
  if (stringClaim(value, "iss") !== null) return "token-without-audience";
  return says === "cookie" || isSessionCookie(name) ? "session-cookie" : null;
}

/** A header or payload without the rest of its token. */
function isPart(raw: string): boolean {
  if (!/^ey[\w-]{14,}={0,2}$/.test(raw)) return false;
  const { header } = readToken(`${raw.replace(/=+$/, "")}.`);
  const value = header?.value;
  if (!isRecord(value)) return true;
  return ["alg", "iss", "sub", "aud", "exp", "iat"].some((name) => Object.hasOwn(value, name));
}

/** Three parts in the alphabet of a token, one of which begins like JSON. */
function looksLikeToken({ parts }: TokenReading): boolean {
  return (
    parts.length >= 3 &&
    parts.some((part) => part.startsWith("ey") && part.length >= 12) &&
    parts.every((part) => /^[\w+/=-]*$/.test(part))
  );
}

/** Long, with digits and letters, as no word of a language is. */
function looksRandom(raw: string): boolean {
  if (UUID.test(raw)) return false;
  return raw.length >= 16 && IN_ALPHABET.test(raw) && /\d/.test(raw) && /[a-z]/i.test(raw);
}
