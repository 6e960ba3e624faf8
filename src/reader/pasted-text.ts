import { readJsonText } from "#protocol/json-text.ts";
import { readToken, type TokenReading } from "#protocol/token-reading.ts";
import { TOKEN_SIZE_LIMIT } from "#protocol/token.ts";

/** What stood around the tokens of a pasted text. */
export type Wrapping =
  | "bare"
  | "quoted"
  | "bearer"
  | "header"
  | "json"
  | "fragment"
  | "query"
  | "curl"
  | "text";

/** A token of a pasted text, and the name it had there, such as `id_token`. */
export type FoundToken = { readonly name: string | null; readonly token: TokenReading };

/** What a pasted text is. Without a token it says what it is instead. */
export type PastedText =
  | { readonly kind: "tokens"; readonly wrapping: Wrapping; readonly found: readonly FoundToken[] }
  | { readonly kind: "empty" | "too-large" | "code" | "oauth-error" | "no-token" };

/** Room for what may stand around a token of the largest size. */
const TEXT_LIMIT = 2 * TOKEN_SIZE_LIMIT;

const TOKEN_NAMES = [
  "access_token",
  "id_token",
  "link_with",
  "refresh_token",
  "token",
  "id_token_hint",
];

/** A JOSE object in compact form somewhere in a text: it begins with `{"` in base64url. */
const COMPACT = /\bey[\w-]{6,}(?:\.[\w-]*){1,5}/g;

const QUOTES = /^["'`“”‘’«»]+|["'`“”‘’«»][,;]?$|[,;]$/g;

/**
 * Finds the tokens in whatever was pasted: a token, `Bearer …`, a header line, quotes, JSON, a
 * callback URL, curl, code. Whatever the text, the answer is a named kind, never an exception.
 * Nothing is verified and nothing is sent.
 */
export function readPastedText(pasted: string): PastedText {
  if (pasted.length > TEXT_LIMIT) return { kind: "too-large" };
  const text = pasted.trim();
  if (text.replaceAll(/[\s\u200b-\u200f\u2060\ufeff]/g, "") === "") return { kind: "empty" };
  if (/^\$?\s*(?:curl|http|https|wget)\s/.test(text)) return search(text, "curl");
  return fromJson(text) ?? fromUrl(text) ?? fromLine(pasted);
}

function fromJson(text: string): PastedText | null {
  if (!/^[{["]/.test(text)) return null;
  const json = readJsonText(text);
  if (json === null) return null;
  if (typeof json.value === "string") {
    const inner = readPastedText(json.value);
    return inner.kind === "tokens" && inner.wrapping === "bare"
      ? { ...inner, wrapping: "quoted" }
      : inner;
  }
  const found: FoundToken[] = [];
  // A list to work off instead of recursion: depth is up to whoever wrote the text.
  const open: [string | null, unknown][] = [[null, json.value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, value] = next;
    if (typeof value === "string") found.push(...fromMember(name, value));
    else if (Array.isArray(value)) open.push(...value.map((item): [null, unknown] => [null, item]));
    else if (typeof value === "object" && value !== null) open.push(...Object.entries(value));
  }
  if (found.length === 0) return { kind: "no-token" };
  return { kind: "tokens", wrapping: "json", found: found.toReversed() };
}

function fromMember(name: string | null, value: string): readonly FoundToken[] {
  const key = name?.toLowerCase() ?? "";
  const text = value.replace(/^(?:Bearer|DPoP)\s+/i, "");
  const isToken = TOKEN_NAMES.includes(key) || key === "authorization" || isCompact(text);
  return isToken && text !== "" ? [{ name, token: readToken(text) }] : [];
}

function fromUrl(text: string): PastedText | null {
  if (/\s/.test(text)) return null;
  if (!/^(?:[a-z][a-z+.-]*:\/\/|[/?#])|[?#&]/i.test(text) && !/^[a-z_]+=/.test(text)) return null;
  const hash = text.indexOf("#");
  const question = text.indexOf("?");
  const fragment = hash === -1 ? "" : text.slice(hash + 1);
  const beforeHash = hash === -1 ? text : text.slice(0, hash);
  const hasNeither = hash === -1 && question === -1;
  const query = hasNeither ? text : question === -1 ? "" : beforeHash.slice(question + 1);
  const inFragment = fromParameters(fragment);
  if (inFragment.length > 0) return { kind: "tokens", wrapping: "fragment", found: inFragment };
  const inQuery = fromParameters(query);
  if (inQuery.length > 0) return { kind: "tokens", wrapping: "query", found: inQuery };
  const parameters = new URLSearchParams(`${query}&${fragment}`);
  if (parameters.has("error")) return { kind: "oauth-error" };
  if (parameters.has("code")) return { kind: "code" };
  return null;
}

function fromParameters(text: string): readonly FoundToken[] {
  const parameters = [...new URLSearchParams(text.replaceAll("+", "%2B"))];
  return parameters.flatMap(([name, value]) => {
    const isToken = TOKEN_NAMES.includes(name) || isCompact(value);
    return isToken && value !== "" ? [{ name, token: readToken(value) }] : [];
  });
}

/** A header line, `Bearer …`, quotes around it, or the token alone. */
function fromLine(pasted: string): PastedText {
  let wrapping: Wrapping = "bare";
  let text = pasted.trim();
  let name: string | null = null;
  const unquote = (): void => {
    const bare = text.replaceAll(QUOTES, "").trim();
    if (bare !== text && wrapping === "bare") wrapping = "quoted";
    text = bare;
  };
  unquote();
  const header = /^["'`]?([\w-]+)["'`]?\s*[:=]\s*(?=\S)/.exec(text);
  if (header && /^(?:authorization|[\w-]*token|link_with|cookie|jwt)$/i.test(header[1] ?? "")) {
    name = header[1] ?? null;
    text = text.slice(header[0].length);
    wrapping = "header";
    unquote();
  }
  const scheme = /^(?:Bearer|DPoP|JWT)\s+/i.exec(text);
  if (scheme) {
    text = text.slice(scheme[0].length);
    if (wrapping !== "header") wrapping = "bearer";
    unquote();
  }
  if (text === "") return { kind: "no-token" };

  const token = readToken(text);
  const isWhole = token.kind !== "opaque" && token.kind !== "broken-header";
  const isOneWord = /^[^\s"'{}<>()]+$/.test(text);
  // Prose has dots too. What is broken or opaque counts when it is one word that looks like a token.
  if (isWhole || (isOneWord && looksLikeToken(token, wrapping)))
    return { kind: "tokens", wrapping, found: [{ name, token }] };
  return search(pasted, "text");
}

function looksLikeToken(token: TokenReading, wrapping: Wrapping): boolean {
  if (wrapping === "header" || wrapping === "bearer") return true;
  if (token.kind === "opaque") return /^[\w+/=~-]{16,}$/.test(token.parts[0] ?? "");
  return token.parts.length >= 3 && /^[\w+/=.-]+$/.test(token.parts.join(""));
}

/** Every compact form in a longer text, each once; before a bearer or a name also opaque ones. */
function search(text: string, wrapping: Wrapping): PastedText {
  const found = new Map<string, FoundToken>();
  for (const match of text.matchAll(COMPACT)) {
    const [raw] = match;
    const name = nameBefore(text.slice(0, match.index));
    if (isCompact(raw)) found.set(raw, { name, token: readToken(raw) });
  }
  for (const [, raw = ""] of text.matchAll(/\b(?:Bearer|DPoP)\s+([\w+/=.~-]{8,})/gi))
    if (!found.has(raw)) found.set(raw, { name: "Authorization", token: readToken(raw) });
  if (found.size === 0) return { kind: "no-token" };
  return { kind: "tokens", wrapping, found: [...found.values()] };
}

/** The name in front of a token in JSON, form data or a header line. */
function nameBefore(text: string): string | null {
  const before = text.slice(-48);
  if (/\b(?:Bearer|DPoP)\s+$/i.test(before)) return "Authorization";
  return /([\w-]+)\\?["']?\s*[:=]\s*\\?["']?$/.exec(before)?.[1] ?? null;
}

/** Whether a text is in compact form with a header that is JSON. */
function isCompact(text: string): boolean {
  if (!/^ey[\w+/=-]{6,}(?:\.[\w+/=-]*){1,5}$/.test(text)) return false;
  const { kind } = readToken(text);
  return kind !== "broken-header" && kind !== "opaque";
}
