import { buildText, joinTexts, mapWhole, rangeOf, type MappedText } from "./mapped-text.ts";

/** A literal of JavaScript. `isText` is false for numbers, `true`, `false` and `null`. */
export type JsLiteral =
  | { readonly kind: "scalar"; readonly text: MappedText; readonly isText: boolean }
  | { readonly kind: "list"; readonly items: readonly JsLiteral[] }
  | {
      readonly kind: "object";
      readonly members: readonly {
        readonly name: string;
        readonly isQuoted: boolean;
        /** Where its name begins. */
        readonly start: number;
        readonly value: JsLiteral;
      }[];
    };

type Read = { readonly value: JsLiteral; readonly end: number };

const DEPTH_LIMIT = 32;
const SPACE = /\s*/y;
const WORD = /(?:true|false|null|-?\d[\d.]{0,30})(?![\w$])/y;
const KEY = /[A-Za-z_$][\w$]*/y;
const STRINGIFY = /JSON\.stringify\(/y;
const PLAIN: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\n]+/y,
  "'": /[^'\\\n]+/y,
  "`": /[^`\\$]+/y,
};
const ESCAPE = /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[^]))/y;
const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\r\n": "",
};

/**
 * Reads a literal: strings, objects, lists, and `JSON.stringify` of a literal. `null` for everything
 * that has a value only when it runs.
 *
 * @see ECMA-262, section 12.9
 */
export function readJsLiteral(source: string, from: number, depth = 0): Read | null {
  const at = skipSpace(source, from);
  const first = source[at] ?? "";
  if (depth > DEPTH_LIMIT || first === "") return null;
  if (PLAIN[first] !== undefined) return readString(source, at);
  if (first === "{") return readObject(source, at + 1, depth);
  if (first === "[") return readList(source, at + 1, depth);
  const call = matchAt(STRINGIFY, source, at);
  if (call !== null) return readStringify(source, at + call.length, depth);
  const word = matchAt(WORD, source, at);
  if (word === null) return null;
  const end = at + word.length;
  return {
    value: { kind: "scalar", text: mapWhole(word, { start: at, end }), isText: false },
    end,
  };
}

/** Where blanks end. */
export function skipSpace(source: string, at: number): number {
  return at + (matchAt(SPACE, source, at)?.length ?? 0);
}

function readString(source: string, from: number): Read | null {
  const quote = source[from] ?? "";
  const plain = PLAIN[quote];
  const out = buildText(source);
  let at = from + 1;
  while (at < source.length && source[at] !== quote) {
    const text = plain === undefined ? null : matchAt(plain, source, at);
    if (text !== null) {
      out.keep(at, at + text.length);
      at += text.length;
      continue;
    }
    if (source[at] === "$" && source[at + 1] !== "{") {
      out.keep(at, at + 1);
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    const escape = ESCAPE.exec(source);
    if (escape === null) return null;
    out.put(characterOf(escape), at, at + escape[0].length);
    at += escape[0].length;
  }
  if (at >= source.length) return null;
  return { value: { kind: "scalar", text: out.finish(), isText: true }, end: at + 1 };
}

function characterOf([, braced, short, hex, other = ""]: RegExpExecArray): string {
  const code = braced ?? short ?? hex;
  if (code === undefined) return SIMPLE[other] ?? other;
  const point = Number.parseInt(code, 16);
  return point > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(point);
}

function readObject(source: string, from: number, depth: number): Read | null {
  const members: { name: string; isQuoted: boolean; start: number; value: JsLiteral }[] = [];
  let at = skipSpace(source, from);
  while (source[at] !== "}") {
    const key = readKey(source, at);
    const colon = key === null ? at : skipSpace(source, key.end);
    if (key === null || source[colon] !== ":") return null;
    const value = readJsLiteral(source, colon + 1, depth + 1);
    if (value === null) return null;
    members.push({ name: key.name, isQuoted: key.isQuoted, start: at, value: value.value });
    at = skipSpace(source, value.end);
    if (source[at] === ",") at = skipSpace(source, at + 1);
    else if (source[at] !== "}") return null;
  }
  return { value: { kind: "object", members }, end: at + 1 };
}

function readKey(
  source: string,
  at: number,
): { name: string; isQuoted: boolean; end: number } | null {
  if (source[at] === '"' || source[at] === "'") {
    const key = readString(source, at);
    if (key?.value.kind !== "scalar") return null;
    return { name: key.value.text.text, isQuoted: true, end: key.end };
  }
  const name = matchAt(KEY, source, at);
  return name === null ? null : { name, isQuoted: false, end: at + name.length };
}

function readList(source: string, from: number, depth: number): Read | null {
  const items: JsLiteral[] = [];
  let at = skipSpace(source, from);
  while (source[at] !== "]") {
    const item = readJsLiteral(source, at, depth + 1);
    if (item === null) return null;
    items.push(item.value);
    at = skipSpace(source, item.end);
    if (source[at] === ",") at = skipSpace(source, at + 1);
    else if (source[at] !== "]") return null;
  }
  return { value: { kind: "list", items }, end: at + 1 };
}

/** Only what has no other arguments: a replacer would change what is sent. */
function readStringify(source: string, from: number, depth: number): Read | null {
  const inner = readJsLiteral(source, from, depth + 1);
  if (inner === null) return null;
  const close = skipSpace(source, inner.end);
  if (source[close] !== ")") return null;
  const text = jsonOf(inner.value, from);
  return { value: { kind: "scalar", text, isText: true }, end: close + 1 };
}

function jsonOf(value: JsLiteral, near: number): MappedText {
  if (value.kind === "scalar") {
    if (!value.isText) return value.text;
    return mapWhole(
      JSON.stringify(value.text.text),
      rangeOf(value.text) ?? { start: near, end: near },
    );
  }
  const isObject = value.kind === "object";
  const parts = isObject
    ? value.members.map((member) => {
        const text = jsonOf(member.value, near);
        const out = buildText("");
        const end = rangeOf(text)?.start ?? member.start;
        out.put(`${JSON.stringify(member.name)}:`, member.start, end);
        out.add(text);
        return out.finish();
      })
    : value.items.map((item) => jsonOf(item, near));
  const out = buildText("");
  out.put(isObject ? "{" : "[", near, near);
  out.add(joinTexts(parts, ","));
  out.put(isObject ? "}" : "]", near, near);
  return out.finish();
}

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}
