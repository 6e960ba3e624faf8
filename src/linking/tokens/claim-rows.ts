import { formatJson, minifyJson, type JsonText } from "#protocol/json-text.ts";
import { DEPTH_LIMIT, type TokenReading } from "#protocol/token-reading.ts";
import { isRecord, type Claims } from "#protocol/token.ts";
import { claimNote, headerNote } from "./claim-notes.ts";
import { describeInstant } from "./human-time.ts";
import {
  describeFault,
  isMilliseconds,
  readBoolean,
  readDate,
  readRecipient,
  readScope,
  readText,
  type ClaimReading,
} from "./read-claim.ts";
import type { TokenRole } from "./token-role.ts";

/** A claim as it is printed: always text, whatever the token holds. */
export type ClaimRow = {
  readonly part: "header" | "payload";
  readonly name: string;
  /** A string's own text, or the JSON as it was written. */
  readonly value: string;
  /** Seconds since the epoch, `"invalid"` for a time that is none, `null` for all other claims. */
  readonly time: number | "invalid" | "milliseconds" | null;
  /** Why it is not of the type that it should be; `null` where it is. */
  readonly fault: string | null;
  /** `null` for a claim that is not known here. */
  readonly says: string | null;
  readonly mustBe: string | null;
};

const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

/** A claim as it is printed at a time: a row whose time is in words. */
export type PrintedClaim = Omit<ClaimRow, "time" | "fault"> & { readonly time: string | null };

/** NumericDates up to the year 9999: what is beyond is a mistake. */
const LAST_SECOND = 253_402_300_799;

const INLINE = 40;

/** Claims of one type only, in every token of Auth0. */
const READERS: Readonly<Record<string, (claims: Claims, name: string) => ClaimReading<unknown>>> = {
  iss: readText,
  sub: readText,
  azp: readText,
  email: readText,
  nonce: readText,
  email_verified: readBoolean,
  aud: readRecipient,
  scope: readScope,
  exp: readDate,
  iat: readDate,
  nbf: readDate,
  auth_time: readDate,
};

/** Header and claims of a token in the order of its text. */
export function claimRows(token: TokenReading, role: TokenRole): readonly ClaimRow[] {
  return [
    ...rowsOf(token.header).map(({ name, value }) =>
      row("header", name, value, null, null, headerNote(name, token.kind === "encrypted")),
    ),
    ...rowsOf(token.payload).map(({ name, value, raw }) =>
      row(
        "payload",
        name,
        value,
        TIMES.has(name) ? asNumericDate(raw) : null,
        faultOf(token.payload?.value, name),
        claimNote(name, role),
      ),
    ),
  ];
}

/** Rows with their times in words, seen from `now` in seconds. */
export function printClaims(rows: readonly ClaimRow[], now: number): readonly PrintedClaim[] {
  return rows.map(({ fault, ...each }) => ({
    ...each,
    time: fault ?? printTime(each.time, now),
  }));
}

function printTime(time: ClaimRow["time"], now: number): string | null {
  if (time === null) return null;
  if (time === "milliseconds") return "in milliseconds; a NumericDate is in seconds";
  return time === "invalid" ? "not a NumericDate" : describeInstant(time, now);
}

/**
 * A NumericDate that a clock can show, in seconds.
 *
 * @see RFC 7519 section 2: a JSON number of seconds, which may have a fraction
 */
export function asNumericDate(value: unknown): number | "invalid" | "milliseconds" {
  if (typeof value === "number" && isMilliseconds(value)) return "milliseconds";
  const isDate = typeof value === "number" && Math.abs(value) <= LAST_SECOND;
  return isDate ? value : "invalid";
}

function faultOf(claims: unknown, name: string): string | null {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (reader === undefined || !isRecord(claims)) return null;
  const reading = reader(claims, name);
  return reading.state === "ok" ? null : describeFault(reading);
}

function rowsOf(json: JsonText | null) {
  return (json?.members ?? []).map(({ name, source }) => {
    const isString = source.startsWith('"');
    const raw: unknown = isString || /^[-\d]/.test(source) ? JSON.parse(source) : source;
    const value = isString ? String(raw) : print(source);
    return { name, value, raw: isString ? null : raw };
  });
}

/** Short lists stay on their line. */
function print(source: string): string {
  const line = minifyJson(source);
  return line.length <= INLINE ? line : formatJson(source, DEPTH_LIMIT);
}

function row(
  part: ClaimRow["part"],
  name: string,
  value: string,
  time: ClaimRow["time"],
  fault: string | null,
  note: { says: string; mustBe?: string } | null,
): ClaimRow {
  const { says = null, mustBe = null } = note ?? {};
  return { part, name, value, time, fault, says, mustBe };
}
