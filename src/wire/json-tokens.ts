/** A token of JSON by its place in the text. `word` is `true`, `false` or `null`. */
export type JsonToken = {
  readonly kind: "string" | "number" | "word" | "sign";
  readonly start: number;
  readonly end: number;
};

const SIGNS = "{}[],:";
const NUMBER = /[-+.\d]/;
const WORDS = ["true", "false", "null"];

/**
 * Reads the tokens of JSON, in one pass and without a stack, so that no nesting is too deep. How they
 * follow each other is not checked, and the text may break off anywhere.
 *
 * @returns `null` where the text does not begin with `{`, `[` or a quote, or holds what is no token
 * @see RFC 8259
 */
export function jsonTokens(text: string): readonly JsonToken[] | null {
  if (!/^[\ufeff\s]*[[{"]/.test(text)) return null;
  const tokens: JsonToken[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === " " || char === "\n" || char === "\r" || char === "\t") {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at, char);
    if (token === null) return null;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** The bounds of what stands between the quotes of a string. */
export function contentOf(text: string, { start, end }: JsonToken): [start: number, end: number] {
  return [start + 1, isClosed(text, start, end) ? end - 1 : end];
}

function tokenAt(text: string, start: number, char: string): JsonToken | null {
  if (char === '"') return { kind: "string", start, end: endOfString(text, start) };
  if (SIGNS.includes(char)) return { kind: "sign", start, end: start + 1 };
  if (NUMBER.test(char)) return { kind: "number", start, end: endOf(text, start, /[-+.\deE]/) };
  const end = endOf(text, start, /[a-z]/);
  const word = text.slice(start, end);
  const isWord =
    word !== "" &&
    WORDS.some((one) => one === word || (end === text.length && one.startsWith(word)));
  return isWord ? { kind: "word", start, end } : null;
}

function endOf(text: string, start: number, chars: RegExp): number {
  let end = start;
  while (end < text.length && chars.test(text.charAt(end))) end += 1;
  return end;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char === "\\") at += 1;
  }
  return text.length;
}

/** Whether a string ends with a quote of its own, and not with one that a backslash makes text. */
function isClosed(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text.charAt(end - 1) !== '"') return false;
  let slashes = 0;
  while (text.charAt(end - 2 - slashes) === "\\" && end - 2 - slashes > start) slashes += 1;
  return slashes % 2 === 0;
}
