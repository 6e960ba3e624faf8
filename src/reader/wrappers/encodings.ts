import { decodeBase64url, decodeUtf8 } from "#protocol/base64url.ts";
import { decodedBy, replaced, type LayerText, type Opening } from "#reader/layers.ts";
import type { Range } from "#reader/found.ts";

/** An escape of JSON or of code. */
export const JSON_ESCAPE = /\\(?:u[\da-f]{4}|x[\da-f]{2}|[^])/gi;

const PERCENT = /(?:%[\da-f]{2})+/gi;

const CARET = /\^\r?\n\s*|\^[^]/g;

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
};

/** Escapes that were written out: in JSON inside a string of code, or in a line of a log. */
const WRITTEN_OUT = /\\(?:["nrt/]|u00[\da-f]{2}|\\[\\"nrt])/i;

/** A double quote as cmd takes it. */
const CMD = /\^["{]/;

/** What markup writes for quotes, brackets and ampersands. */
const ENTITY = /&(?:quot|apos|amp|lt|gt|#34|#39|#x22|#x27);/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  "&apos;": "'",
  "&#39;": "'",
  "&#x27;": "'",
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
};

/** What colours a terminal. */
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[\d;]*[A-Za-z]/g;

/** Two lines of an answer to a mail, and what stands before each. */
const QUOTED = /\n[ \t]{0,3}>(?<=^[ \t]{0,3}>[^\n]*\n[ \t]{0,3}>)/m;
const QUOTE = /^[ \t]{0,3}>[> \t]{0,20}/gm;

/** The longest base64 that is opened. */
const BASE64_LIMIT = 4 * 1024 * 1024;

/** One escape, decoded. What is none stays. */
export function decodeEscape(escaped: string): string {
  const code = escaped.charAt(1);
  const hex = /^\\[ux]([\da-f]{2,4})$/i.exec(escaped)?.[1];
  return hex === undefined ? (NAMED_ESCAPES[code] ?? code) : String.fromCharCode(parseInt(hex, 16));
}

/** A stretch with its percent-encoding taken off, once. Bytes that are not UTF-8 stay encoded. */
export function openPercent(layer: LayerText, range: Range, opening: Opening): LayerText {
  return decodedBy(layer, range, PERCENT, decodePercent, opening);
}

/** The whole text without colours, marks of a quoted mail, entities of markup, cmd's carets or escapes that were written out; `null` where there are none. */
export function openEscapes(layer: LayerText): LayerText | null {
  const { text } = layer;
  const range = { start: 0, end: text.length };
  const { isWhole } = layer;
  const opening: Opening = { layer: { kind: "escapes", at: null }, isWhole };
  if (text.includes("\u001b["))
    return decodedBy(layer, range, COLOUR, () => " ", { layer: null, isWhole });
  if (QUOTED.test(text)) return decodedBy(layer, range, QUOTE, () => "", { layer: null, isWhole });
  if (text.search(ENTITY) !== -1)
    return decodedBy(layer, range, ENTITY, (name) => ENTITIES[name.toLowerCase()] ?? '"', opening);
  if (CMD.test(text))
    return decodedBy(layer, range, CARET, (escaped) => escaped.slice(1).trimStart(), opening);
  if (WRITTEN_OUT.test(text)) return decodedBy(layer, range, JSON_ESCAPE, decodeEscape, opening);
  return null;
}

/** Base64 of something that can be looked into: of JSON, a token, or a header line. */
export function openBase64(layer: LayerText, range: Range): LayerText | null {
  if (range.end - range.start > BASE64_LIMIT) return null;
  const encoded = layer.text.slice(range.start, range.end).replaceAll(/\s+/g, "");
  const decoded = decodeBase64url(encoded);
  const text = decoded === null ? null : decodeUtf8(decoded.bytes);
  if (text === null || !/^\s*(?:[{["]|ey|Bearer )/.test(text)) return null;
  return replaced(layer, range, text, { layer: { kind: "base64", at: null } });
}

function decodePercent(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
