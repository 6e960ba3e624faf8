import { decodeJsonString, decodePercent, type Decoded } from "./decode.ts";
import { findInHeader } from "./find-in-header.ts";
import { findInText } from "./find-in-text.ts";
import { contentOf, jsonTokens, type JsonToken } from "./json-tokens.ts";
import { WEIGHTS, type Span } from "./marker.ts";
import { isPrivateKeyPart, looksSecret, secretNamed } from "./secret-names.ts";
import { named, type Finder } from "./span.ts";

/** How often a text may be packed into another, by JSON or by percent. What is deeper is not shown. */
const DEEPEST = 6;

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
  /** The value before. What is called `value`, or is next in a list, may be of that name. */
  let last = "";
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
      } else {
        const before = tokens[index - 1];
        const isTold =
          name === "value" ||
          (before !== undefined &&
            text.charAt(before.start) === "," &&
            looksSecret(decoded.text) &&
            !/^\w+:|\s/.test(decoded.text));
        const told = isTold && secretNamed(last) !== null ? last : name;
        append(spans, findInValue(told, decoded, inner, depth));
        last = decoded.text;
      }
    } else if (kind === "sign") {
      const sign = text.charAt(start);
      if (sign === "{" || sign === "[") around.push(name);
      if (sign === "{") {
        name = null;
        last = "";
      }
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

function append<Item>(list: Item[], more: readonly Item[]): void {
  for (const item of more) list.push(item);
}
