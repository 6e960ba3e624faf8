import { decodeFormValue, decodeJsonString, decodePercent } from "./decode.ts";
import { decodeBase64, findCookies, passwordsIn, schemeOf } from "./find-in-header.ts";
import { WEIGHTS, type Span } from "./marker.ts";
import { looksSecret, secretNamed } from "./secret-names.ts";
import { holding, named, type Finder } from "./span.ts";

// A name, what tells that its value comes, and a quote; the value is read by hand, so that no text is read twice.
// Quotes may be escaped for JSON, PowerShell or cmd. A comma tells it among the quoted arguments of a call, a tab in a
// table, a blank behind an option. What stands under `value` is of the name before. Without quotes, what stands away from
// a longer sign is compared with, or is a function.
const NAMED =
  /(?<!\w|\w-)([A-Za-z_][\w-]{1,60})\]?(?:[\\`^]*["'`])?\s*(:(?!=)|=(?![=>])|(?:=>|:=|={2,3}(?!=))(?=\S|\s*["'`])|(?<=["'`]\s*),(?=\s*[\\`^]*["'`])|\t|\s(?<=(?:^|\s)--?[\w-]{2,60}\s)|(?=value=))\s*(?:[>|]-?\s+)?([\\`^]*["'`])?/g;
/** An argument of a call that is no address, and not the name of a member. */
const ARGUMENT = /(?!\w+:)[^\s"'`\\]{8,}(?=[\\`^]*["'`](?!\s*:))/y;
/** A cookie begins, and more may follow behind blanks. */
const COOKIES = /[^\s"'`=;]+=/y;
/** A call that makes a cookie of what it is given. */
const MAKES_COOKIE = /cookies?(?:\.set)?\(["'`]$/i;
const PRIVATE_KEY = /(?<=-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[^]+?(?=-----END|$)/g;
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
    ...findPrivateKeys(text, finder),
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
  let before = "";
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [, own = "", sign = "", quote = ""] = match;
    const name = /^value$/i.test(own) ? before : own;
    const isArgument = sign === ",";
    before = isArgument || sign === "" ? own : "";
    const around = text.slice(Math.max(0, match.index - 14), match.index);
    const secret = isArgument && MAKES_COOKIE.test(around) ? "cookie" : secretNamed(name);
    if (secret === null || sign === "") continue;

    let start = pattern.lastIndex;
    const areCookies = secret === "cookie" && isAt(COOKIES, text, start);
    if (isArgument && !areCookies && !isAt(ARGUMENT, text, start)) continue;
    if (secret === "credentials") start += schemeOf(text.slice(start, start + 20)).length;
    const [outer = areCookies ? "\n" : ""] = /["'`]$/.exec(around) ?? [];
    const end = Math.min(
      quote === "" && !areCookies ? endOfWord(text, start, sign) : text.length,
      endOfQuoted(text, start, quote || outer),
    );
    const raw = text.slice(start, end);
    // What follows a colon in a sentence is seldom a value.
    const isSaid = areCookies || /[= ]/.test(sign) || (quote !== "" && !isArgument);
    if (raw === "" || (!isSaid && !looksSecret(raw))) continue;
    pattern.lastIndex = end;
    if (areCookies) {
      for (const span of findCookies(raw, finder))
        spans.push({ ...span, start: span.start + start, end: span.end + start });
    } else {
      const value = quote === "" ? decodeFormValue(raw) : decodeJsonString(raw, 0, raw.length).text;
      spans.push(named(value, secret, start, end, finder));
    }
  }
  return spans;
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function endOfWord(text: string, start: number, sign: string): number {
  const pattern = sign.includes("=") ? /[&#\s]/g : /[&#\s,;}]/g;
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}

/** @param quote none where the text itself is the end */
function endOfQuoted(text: string, start: number, quote: string): number {
  let end = quote === "" ? -1 : text.indexOf(quote, start);
  while (end > start && quote.length === 1 && text.charAt(end - 1) === "\\") {
    end = text.indexOf(quote, end + 1);
  }
  return end === -1 ? text.length : end;
}

/** What stands between the first and the last line of a key, or to the end of the text. */
function findPrivateKeys(text: string, finder: Finder): Span[] {
  return Array.from(text.matchAll(PRIVATE_KEY), ({ 0: key, index }) =>
    named(key, "private key", index, index + key.length, finder),
  );
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
