import { decodeFormValue } from "./decode.ts";
import type { Span } from "./marker.ts";
import { secretNamed } from "./secret-names.ts";
import { holding, named, type Finder } from "./span.ts";

const SCHEME = /^\s*(?:Bearer|Basic|DPoP|Digest|Negotiate|Token)(?:\s+|$)/i;

/** Finds what is secret in a header that is: all but its scheme, or the names of cookies. */
export function findInHeader(name: string, value: string, finder: Finder): Span[] {
  const secret = secretNamed(name) ?? "credentials";
  if (secret === "cookie") return findCookies(value, finder);
  const scheme = schemeOf(value);
  const credentials = value.slice(scheme.length).trimEnd();
  if (credentials === "") return [];
  const isToken = secret === "credentials" && /^\s*(Bearer|DPoP)\s/i.test(scheme);
  const passwords = /^\s*Basic\s/i.test(scheme) ? passwordsIn(credentials) : [];
  const start = scheme.length;
  const words = isToken ? "access token" : secret;
  const span = named(credentials, words, start, start + credentials.length, finder);
  return [holding(span, passwords, "client secret", finder)];
}

/** The scheme that credentials begin with, and the blanks behind it. */
export function schemeOf(value: string): string {
  return SCHEME.exec(value)?.[0] ?? "";
}

/** Attributes of `Set-Cookie`, whose values are no secrets. @see RFC 6265 section 4.1.1 */
const ATTRIBUTES = /^(path|domain|expires|max-age|samesite|priority|secure|httponly|partitioned)$/i;

/** Finds the values of cookies in a header. */
export function findCookies(value: string, finder: Finder): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const part of value.split(";")) {
    const equals = part.indexOf("=");
    const isAttribute = ATTRIBUTES.test(part.slice(0, equals === -1 ? undefined : equals).trim());
    // Where several are one header, the value of an attribute is followed by the next cookie.
    const before = isAttribute ? part.indexOf("=", equals + 1) : equals;
    const cookie = part.slice(before + 1).trim();
    if (cookie !== "" && !(isAttribute && before <= equals)) {
      const end = start + part.trimEnd().length;
      spans.push(named(cookie, "cookie", end - cookie.length, end, finder));
    }
    start += part.length + 1;
  }
  return spans;
}

/** The password of Basic credentials, in its spellings; none where the text is no such. @see RFC 7617 */
export function passwordsIn(credentials: string): readonly string[] {
  const text = decodeBase64(credentials);
  const [, password] = /^[\x20-\x7e\x80-\xff]*?:(.*)$/s.exec(text ?? "") ?? [];
  // The credentials of a client are percent-encoded before (RFC 6749 section 2.3.1).
  return password === undefined ? [] : [password, decodeFormValue(password)];
}

/** Bytes of base64 or base64url as characters, also of text that was cut; `null` for other text. */
export function decodeBase64(text: string): string | null {
  const plain = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/(?<!=)=+$/, "");
  // Of a text that was cut, the last character may be too few bits for a byte.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain;
  try {
    return atob(whole);
  } catch {
    return null;
  }
}
