import { decodeFormValue, decodeJsonString, decodePercent } from "./decode.ts";
import { decodeBase64, passwordsIn } from "./find-in-header.ts";
import { WEIGHTS, type Span } from "./marker.ts";
import { looksSecret, secretNamed } from "./secret-names.ts";
import { holding, named, type Finder } from "./span.ts";

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

/** Finds what is secret in text by its looks and by the names in it, each in one pass. */
export function findInText(text: string, finder: Finder): Span[] {
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
    // What follows a colon in a sentence is seldom a value.
    if (raw === "" || (sign === ":" && quote === "" && !looksSecret(raw))) continue;
    pattern.lastIndex = end;
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
      const marker = finder.memory.recall(token);
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
