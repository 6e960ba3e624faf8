import { decodeBase64url, decodeUtf8, type LooseEncoding } from "./base64url.ts";
import { readJsonText, type JsonText } from "./json-text.ts";
import {
  isRecord,
  stringClaim,
  TOKEN_SIZE_LIMIT,
  type Claims,
  type DecodedToken,
} from "./token.ts";

/**
 * What a text turned out to be. Only `jwt` is a signed claims set; and even that is decoded, not
 * verified.
 */
export type TokenKind =
  | "jwt"
  | "unsecured"
  | "unsigned"
  | "detached"
  | "encrypted"
  | "not-claims"
  | "not-json"
  | "broken-header"
  | "broken-payload"
  | "wrong-parts"
  | "opaque"
  | "too-large";

/** Something that was tolerated, or that a reader should know of a token that decodes. */
export type Notice =
  | LooseEncoding
  | "blanks"
  | "invisible-characters"
  | "duplicate-names"
  | "inexact-numbers"
  | "deep"
  | "embedded-key";

/** Why a part could not be read. */
export type Fault = "not-base64url" | "not-utf8" | "not-json" | "not-object";

/** A token's text taken apart as far as it goes. Nothing is verified. */
export type TokenReading = {
  /** Exactly as it was found. */
  readonly raw: string;
  readonly kind: TokenKind;
  /** The parts between the dots, blanks removed. */
  readonly parts: readonly string[];
  readonly header: JsonText | null;
  readonly payload: JsonText | null;
  readonly fault: Fault | null;
  readonly notices: readonly Notice[];
  /** Names that stand twice in the header or the payload. */
  readonly duplicates: readonly string[];
  /** Numbers of header and payload that most libraries read as another number, as written. */
  readonly inexact: readonly string[];
};

/** Deeper JSON is shown with an ellipsis. */
export const DEPTH_LIMIT = 64;

const BLANKS = /[\s\u0085]/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const EMBEDDED_KEYS = ["jku", "jwk", "x5u", "x5c"];

/** What stands where somebody took the signature out before showing the token. */
const TAKEN_OUT = /^(?:\*+|x+|[[<(]?(?:redacted|removed|hidden|masked|signature)[\])>]?)$/i;

type Part = { readonly json: JsonText } | { readonly fault: Fault; readonly isBytes: boolean };

/**
 * Takes a token's text apart: number of parts, strict base64url, UTF-8, JSON. Whatever the text,
 * the answer is a kind, never an exception.
 *
 * @see RFC 7515 section 3.1 and appendix F (detached), RFC 7516 section 3.1, RFC 7519 section 6
 */
export function readToken(raw: string): TokenReading {
  if (raw.length > TOKEN_SIZE_LIMIT) return reading(raw, "too-large", [], []);
  const notices = new Set<Notice>();
  const text = clean(raw, notices);
  const parts = text.split(".");
  const [first = "", second = "", third = ""] = parts;
  if (parts.length === 1) return reading(raw, "opaque", parts, [...notices]);

  const header = readPart(first, notices);
  const found = { header: "json" in header ? header.json : null, notices, raw, parts };
  if (!("json" in header)) return finish(found, "broken-header", null, header.fault);
  const { value } = header.json;
  if (!isRecord(value)) return finish(found, "broken-header", null, "not-object");
  if (EMBEDDED_KEYS.some((name) => Object.hasOwn(value, name))) notices.add("embedded-key");

  if (parts.length === 5) return finish(found, "encrypted", null, null);
  if (parts.length > 3) return finish(found, "wrong-parts", null, null);
  const isUnsecured = isNone(value);
  // Whatever the payload turns out to be, the text is as strict as its last part.
  const signature = decodeBase64url(third);
  for (const looseness of signature?.looseness ?? []) notices.add(looseness);
  if (second === "") return finish(found, third === "" ? "wrong-parts" : "detached", null, null);

  const payload = readPart(second, notices);
  if (!("json" in payload)) {
    const kind = payload.isBytes && payload.fault === "not-json" ? "not-json" : "broken-payload";
    return finish(found, kind, null, payload.fault);
  }
  if (!isRecord(payload.json.value)) return finish(found, "not-claims", payload.json, null);
  if (parts.length === 2) return finish(found, "unsigned", payload.json, null);
  if (isUnsecured) return finish(found, "unsecured", payload.json, null);
  if (isTakenOut(third)) return finish(found, "unsigned", payload.json, null);
  if (signature === null) return finish(found, "unsigned", payload.json, "not-base64url");
  return finish(found, "jwt", payload.json, null);
}

/** The header and claims of a reading that has both. Decoded is not verified. */
export function asDecodedToken(token: TokenReading): DecodedToken | null {
  const header = token.header?.value;
  const claims = token.payload?.value;
  return isRecord(header) && isRecord(claims) ? { raw: token.raw, header, claims } : null;
}

/** Whether there is no signature, or a word in its place: then nothing can be verified, or is invalid. */
export function isTakenOut(signature: string | undefined): boolean {
  return signature === "" || TAKEN_OUT.test(signature ?? "");
}

/** Removes what is no part of a token but comes with copying, and says so. */
function clean(raw: string, notices: Set<Notice>): string {
  const outer = raw.trim();
  if (!BLANKS.test(outer) && !INVISIBLE.test(outer)) return outer;
  const visible = outer.replaceAll(new RegExp(INVISIBLE, "g"), "");
  if (visible !== outer) notices.add("invisible-characters");
  const text = visible.replaceAll(new RegExp(BLANKS, "g"), "");
  if (text !== visible.trim()) notices.add("blanks");
  return text;
}

function readPart(part: string, notices: Set<Notice>): Part {
  const decoded = decodeBase64url(part);
  if (decoded === null) return { fault: "not-base64url", isBytes: false };
  for (const looseness of decoded.looseness) notices.add(looseness);
  const text = decodeUtf8(decoded.bytes);
  if (text === null) return { fault: "not-utf8", isBytes: true };
  const json = readJsonText(text);
  if (json === null) return { fault: "not-json", isBytes: true };
  if (json.duplicates.length > 0) notices.add("duplicate-names");
  if (json.inexact.length > 0) notices.add("inexact-numbers");
  if (json.depth > DEPTH_LIMIT) notices.add("deep");
  return { json };
}

/** `none` in any spelling: only the exact one is standard, and none of them is a signature. */
function isNone(header: Claims): boolean {
  return stringClaim(header, "alg")?.toLowerCase() === "none";
}

function finish(
  found: {
    raw: string;
    parts: readonly string[];
    header: JsonText | null;
    notices: ReadonlySet<Notice>;
  },
  kind: TokenKind,
  payload: JsonText | null,
  fault: Fault | null,
): TokenReading {
  const { raw, parts, header, notices } = found;
  const duplicates = [...(header?.duplicates ?? []), ...(payload?.duplicates ?? [])];
  const inexact = [...(header?.inexact ?? []), ...(payload?.inexact ?? [])];
  return { raw, kind, parts, header, payload, fault, notices: [...notices], duplicates, inexact };
}

function reading(
  raw: string,
  kind: TokenKind,
  parts: readonly string[],
  notices: readonly Notice[],
): TokenReading {
  const nothing = { header: null, payload: null, fault: null, duplicates: [], inexact: [] };
  return { raw, kind, parts, notices, ...nothing };
}
