import type { Actor } from "./event.ts";
import { decodeFormValue, decodeJsonString, decodePercent, type Decoded } from "./decode.ts";
import { contentOf, jsonTokens, type JsonToken } from "./json-tokens.ts";
import { WEIGHTS, type Memory, type Span } from "./memory.ts";
import { isPrivateKeyPart, looksSecret, secretNamed } from "./secret-names.ts";

/** How often a text may be packed into another, by JSON or by percent. What is deeper is not shown. */
const DEEPEST = 6;

// A name and what may stand between it and its value; the value is read by hand, so that no text is
// read twice.
const NAMED = /(?<![A-Za-z0-9_])([A-Za-z][\w-]{1,30})\]?(\\*["'])?\s*([:=])\s*(\\*["'])?/g;
const SCHEME = /(?<![\w-])(Bearer|DPoP|Basic)\s+([\w.~+/=-]+)/gi;
const WHOLE_SCHEME = /^\s*(?:Bearer|DPoP)\s+(\S+)\s*$/i;
// Up to the last `@` before the path.
const USER_INFO = /:\/\/([^\s/?#]+)@/g;
const CUT_USER_INFO = /:\/\/([^\s/?#@:]*:(?!\d*$)[^\s/?#]*)$/g;
const RUN = /[\w.-]+/g;
const JWT_START = /ey[JAI]|ew[ko0]/g;
// With the five parts of an encrypted token (RFC 7516).
const JWT = /[\w-]{7,}(?:\.[\w-]*){1,4}/y;

/** What is looked for, and how. */
export type Finder = {
  readonly memory: Memory;
  /** Owns what is not known by value. */
  readonly actor: Actor | null;
  /** Whether the text goes on after its end: then a secret may have been cut in half there. */
  readonly isCut: boolean;
};

/**
 * Finds what is secret in a URL, a header value or a body: by its name, by its looks and by its value,
 * also where it is percent-encoded or packed into JSON. Takes a few passes, however the text is made.
 */
export function findSecrets(text: string, finder: Finder): Span[] {
  return findIn(text, finder, 0);
}

function findIn(text: string, finder: Finder, depth: number): Span[] {
  // Most members of JSON are short words.
  if (text.length < 8 && !/[^\w-]/.test(text)) return [];
  const tokens = jsonTokens(text);
  const decoded = tokens === null && text.includes("%") ? decodePercent(text) : null;
  const isEncoded = decoded !== null && decoded.text.length < text.length;
  if ((tokens !== null || isEncoded) && depth === DEEPEST) {
    const marker = { owner: null, name: "packed too deep" };
    return [{ start: 0, end: text.length, marker, weight: WEIGHTS.unread }];
  }
  if (tokens !== null) return findInJson(text, tokens, finder, depth);
  const spans = [...findInText(text, finder), ...finder.memory.search(text, finder.isCut)];
  if (isEncoded) append(spans, findDecoded(decoded, finder, depth));
  return spans;
}

function findDecoded(decoded: Decoded, finder: Finder, depth: number): Span[] {
  return findIn(decoded.text, finder, depth + 1).map((span) => ({
    ...span,
    start: decoded.at(span.start),
    end: decoded.at(span.end),
  }));
}

function findInJson(
  text: string,
  tokens: readonly JsonToken[],
  finder: Finder,
  depth: number,
): Span[] {
  const spans: Span[] = [];
  /** Names of the members around; what is in a list goes by the name of the list. */
  const around: (string | null)[] = [];
  let name: string | null = null;
  for (const [index, token] of tokens.entries()) {
    const { kind, start, end } = token;
    if (kind === "string") {
      const content = contentOf(text, token);
      const decoded = decodeJsonString(text, ...content);
      const inner = { ...finder, isCut: finder.isCut && content[1] === text.length };
      const next = tokens[index + 1];
      if (next?.kind === "sign" && text.charAt(next.start) === ":") {
        name = decoded.text;
        append(spans, findDecoded(decoded, inner, depth));
      } else append(spans, findInValue(name, decoded, inner, depth));
    } else if (kind === "sign") {
      const sign = text.charAt(start);
      if (sign === "{" || sign === "[") around.push(name);
      if (sign === "{") name = null;
      if (sign === "}" || sign === "]") name = around.pop() ?? null;
    } else if (kind === "number") {
      append(spans, findInNumber(name, text.slice(start, end), start, finder));
    }
  }
  return spans;
}

function findInValue(name: string | null, decoded: Decoded, finder: Finder, depth: number): Span[] {
  const { text, at } = decoded;
  if (text === "") return [];
  const secret = name === null ? null : secretNamed(name);
  if (secret === "credentials" || secret === "cookie") {
    return findInHeader(name ?? "", text, finder).map((span) => ({
      ...span,
      start: at(span.start),
      end: at(span.end),
    }));
  }
  if (secret !== null) return [named(text, secret, at(0), at(text.length), finder)];
  if (name !== null && isPrivateKeyPart(name, text)) {
    return [named(text, "private key", at(0), at(text.length), finder)];
  }
  return findDecoded(decoded, finder, depth);
}

/** A code or a password of digits may come as a number; the code of an error is shorter. */
function findInNumber(name: string | null, text: string, start: number, finder: Finder): Span[] {
  const secret = name === null ? null : secretNamed(name);
  const spans =
    secret !== null && text.length >= 6
      ? [named(text, secret, 0, text.length, finder)]
      : finder.memory.search(text, false);
  return spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
}

/** Finds what is secret in the value of a header, by the header's name. */
export function findInHeaderOf(name: string, value: string, finder: Finder): Span[] {
  return secretNamed(name) === null
    ? findIn(value, finder, 0)
    : [...findInHeader(name, value, finder), ...finder.memory.search(value, finder.isCut)];
}

function findInHeader(name: string, value: string, finder: Finder): Span[] {
  const secret = secretNamed(name) ?? "credentials";
  if (secret === "cookie") return findCookies(value, finder);
  const [, scheme = "", rest = ""] = /^(\s*[\w-]+\s+)?(.*)$/s.exec(value) ?? [];
  const credentials = rest.trimEnd();
  if (credentials === "" || /^(Bearer|Basic|DPoP|Digest|Negotiate)$/i.test(credentials)) return [];
  const isToken = secret === "credentials" && /^\s*(Bearer|DPoP)\s/i.test(scheme);
  const passwords = /^\s*Basic\s/i.test(scheme) ? passwordsIn(credentials) : [];
  const start = scheme.length;
  const words = isToken ? "access token" : secret;
  const span = named(credentials, words, start, start + credentials.length, finder);
  return [holding(span, passwords, "client secret", finder)];
}

/** Attributes of `Set-Cookie`, whose values are no secrets. @see RFC 6265 section 4.1.1 */
const ATTRIBUTES = /^(path|domain|expires|max-age|samesite|priority|secure|httponly|partitioned)$/i;

function findCookies(value: string, finder: Finder): Span[] {
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

function findInText(text: string, finder: Finder): Span[] {
  return [
    ...findSchemes(text, finder),
    ...findNamed(text, finder),
    ...findUserInfo(text, finder),
    ...findJwts(text, finder),
  ];
}

function findSchemes(text: string, finder: Finder): Span[] {
  const whole = WHOLE_SCHEME.exec(text);
  if (whole !== null) {
    const [, token = ""] = whole;
    const end = text.trimEnd().length;
    return [named(token, "access token", end - token.length, end, finder)];
  }
  const spans: Span[] = [];
  for (const match of text.matchAll(SCHEME)) {
    const [found, scheme = "", credentials = ""] = match;
    const end = match.index + found.length;
    const isBasic = scheme.toLowerCase() === "basic";
    const passwords = isBasic ? passwordsIn(credentials) : [];
    if (isBasic ? passwords.length === 0 : !looksSecret(credentials)) continue;
    const words = isBasic ? "credentials" : "access token";
    const span = named(credentials, words, end - credentials.length, end, finder);
    spans.push(holding(span, passwords, "client secret", finder));
  }
  return spans;
}

function findNamed(text: string, finder: Finder): Span[] {
  const spans: Span[] = [];
  const pattern = new RegExp(NAMED);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [, name = "", , sign = "", quote = ""] = match;
    const secret = secretNamed(name);
    if (secret === null) continue;
    const start = pattern.lastIndex;
    const end = quote === "" ? endOfWord(text, start, sign) : endOfQuoted(text, start, quote);
    const raw = text.slice(start, end);
    pattern.lastIndex = Math.max(end, start);
    // What follows a colon in a sentence is seldom a value.
    if (raw === "" || (sign === ":" && quote === "" && !looksSecret(raw))) continue;
    const value = quote === "" ? decodeFormValue(raw) : decodeJsonString(raw, 0, raw.length).text;
    spans.push(named(value, secret, start, end, finder));
  }
  return spans;
}

function endOfWord(text: string, start: number, sign: string): number {
  const pattern = sign === "=" ? /[&#\s]/g : /[&#\s,;}]/g;
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}

function endOfQuoted(text: string, start: number, quote: string): number {
  let end = text.indexOf(quote, start);
  while (end > start && quote.length === 1 && text.charAt(end - 1) === "\\") {
    end = text.indexOf(quote, end + 1);
  }
  return end === -1 ? text.length : end;
}

function findUserInfo(text: string, finder: Finder): Span[] {
  const cut = finder.isCut ? [...text.matchAll(CUT_USER_INFO)] : [];
  return [...text.matchAll(USER_INFO), ...cut].map((match) => {
    const [, value = ""] = match;
    const start = match.index + "://".length;
    const [, password = ""] = /^[^:]*:(.*)$/s.exec(value) ?? [];
    const span = named(value, "credentials", start, start + value.length, finder);
    return holding(span, [decodePercent(password).text], "password", finder);
  });
}

function findJwts(text: string, finder: Finder): Span[] {
  const spans: Span[] = [];
  for (const run of text.matchAll(RUN)) {
    const [word] = run;
    const starts = new RegExp(JWT_START);
    for (let begin = starts.exec(word); begin !== null; begin = starts.exec(word)) {
      const pattern = new RegExp(JWT);
      pattern.lastIndex = begin.index;
      // Without a dot there is no token from here on.
      if (!word.includes(".", begin.index)) break;
      const token = isHeaderAt(word, begin.index) ? pattern.exec(word)?.[0] : undefined;
      if (token === undefined) continue;
      const start = run.index + begin.index;
      const marker = finder.memory.known(token);
      spans.push({
        start,
        end: start + token.length,
        marker: marker ?? { owner: finder.actor, name: "token" },
        weight: marker === undefined ? WEIGHTS.looks : WEIGHTS.value,
      });
      starts.lastIndex = begin.index + token.length;
    }
  }
  return spans;
}

/** Whether a JWS header begins here: `{"`, with blanks between or not. `eyJ` is, without a look. */
function isHeaderAt(word: string, start: number): boolean {
  if (word.startsWith("eyJ", start)) return true;
  const head = decodeBase64(word.slice(start, start + 24).replace(/\..*$/s, ""));
  return head !== null && /^\{\s*"/.test(head);
}

/** The password of Basic credentials, in its spellings; none where the text is no such. @see RFC 7617 */
function passwordsIn(credentials: string): readonly string[] {
  const text = decodeBase64(credentials);
  const [, password] = /^[\x20-\x7e\x80-\xff]*?:(.*)$/s.exec(text ?? "") ?? [];
  // The credentials of a client are percent-encoded before (RFC 6749 section 2.3.1).
  return password === undefined ? [] : [password, decodeFormValue(password)];
}

function decodeBase64(text: string): string | null {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  // Of a text that was cut, the last character may be too few bits for a byte.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain;
  try {
    return atob(whole);
  } catch {
    return null;
  }
}

function named(
  value: string,
  name: string,
  start: number,
  end: number,
  { memory, actor }: Finder,
): Span {
  const known = memory.known(value);
  if (known !== undefined) return { start, end, marker: known, weight: WEIGHTS.value };
  const marker = { owner: actor, name };
  return { start, end, marker, weight: WEIGHTS.name, calls: [[value, marker]] };
}

/** A span within which other secrets stand in another form, such as a password in Basic credentials. */
function holding(span: Span, values: readonly string[], name: string, finder: Finder): Span {
  const marker = { owner: finder.actor, name };
  const calls = values.map((value): [string, typeof marker] => [value, marker]);
  return { ...span, calls: [...(span.calls ?? []), ...calls] };
}

function append<Item>(list: Item[], more: readonly Item[]): void {
  for (const item of more) list.push(item);
}
