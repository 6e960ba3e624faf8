import type { Claims } from "#protocol/token.ts";

/** What a claim has to be. */
export type ClaimType = "text" | "date" | "boolean" | "recipient" | "scope";

/** What a claim is instead. */
export type FoundType =
  | "text"
  | "number"
  | "infinite"
  | "boolean"
  | "list"
  | "object"
  | "null"
  | "milliseconds";

/** Why a claim cannot be read: it is not there, or it is something else. Never that its value is wrong. */
export type ClaimFault = {
  readonly state: "missing" | "wrong-type";
  readonly claim: string;
  readonly expected: ClaimType;
  /** `null` for what is missing. */
  readonly found: FoundType | null;
};

/** A claim that was read: its value, or why there is none. */
export type ClaimReading<T> = { readonly state: "ok"; readonly value: T } | ClaimFault;

/** A NumericDate of the year 5138: larger ones are milliseconds, of the year 1973 or later. */
const FIRST_MILLISECOND = 100_000_000_000;
/** The year 9999 in milliseconds. Nothing beyond is a time at all. */
const LAST_MILLISECOND = 253_402_300_799_999;

/** A claim that must be text, such as `sub`. */
export function readText(claims: Claims, claim: string): ClaimReading<string> {
  return read(claims, claim, "text", isText);
}

/** `scope`: names divided by blanks in one text. @see RFC 8693 section 4.2 */
export function readScope(claims: Claims): ClaimReading<string> {
  return read(claims, "scope", "scope", isText);
}

/** A claim that must be `true` or `false`. */
export function readBoolean(claims: Claims, claim: string): ClaimReading<boolean> {
  return read(claims, claim, "boolean", (value) => typeof value === "boolean");
}

/** `aud`: one text or a list of texts. @see RFC 7519 section 4.1.3 */
export function readRecipient(claims: Claims): ClaimReading<string | readonly string[]> {
  return read(
    claims,
    "aud",
    "recipient",
    (value): value is string | readonly string[] =>
      isText(value) || (Array.isArray(value) && value.every(isText)),
  );
}

/**
 * A NumericDate, in seconds. Milliseconds are a number, too: they are read, and told by {@link isMilliseconds}.
 *
 * @see RFC 7519 section 2
 */
export function readDate(claims: Claims, claim: string): ClaimReading<number> {
  return read(claims, claim, "date", (value): value is number => Number.isFinite(value));
}

/** Whether a number is a time in milliseconds that stands where seconds should. */
export function isMilliseconds(value: number): boolean {
  return value >= FIRST_MILLISECOND && value <= LAST_MILLISECOND;
}

/** That a time is in milliseconds, as a fault. */
export function inMilliseconds(claim: string): ClaimFault {
  return { state: "wrong-type", claim, expected: "date", found: "milliseconds" };
}

function read<T>(
  claims: Claims,
  claim: string,
  expected: ClaimType,
  isExpected: (value: unknown) => value is T,
): ClaimReading<T> {
  // Own properties only: a token may lack a claim that every object has.
  if (!Object.hasOwn(claims, claim)) return { state: "missing", claim, expected, found: null };
  const value = claims[claim];
  if (isExpected(value)) return { state: "ok", value };
  return { state: "wrong-type", claim, expected, found: typeOf(value) };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function typeOf(value: unknown): FoundType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isFinite(value) ? "number" : "infinite";
  return "object";
}

const TYPES: Readonly<Record<ClaimType, string>> = {
  text: "text",
  date: "a number of seconds since 1970",
  boolean: "true or false, without quotes",
  recipient: "text or a list of texts",
  scope: "text, with blanks between the scopes",
};

const FOUND: Readonly<Record<FoundType, string>> = {
  text: "text",
  number: "a number",
  infinite: "larger than any number",
  boolean: "true or false",
  list: "a list",
  object: "an object",
  null: "null",
  milliseconds: "in milliseconds",
};

/** A fault in a sentence: "sub is a number; it should be text." */
export function describeFault({ claim, expected, found }: ClaimFault): string {
  const is = found === null ? "is missing" : `is ${FOUND[found]}`;
  return `${claim} ${is}; it should be ${TYPES[expected]}.`;
}
