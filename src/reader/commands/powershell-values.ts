import {
  buildText,
  joinTexts,
  mapVerbatim,
  mapWhole,
  type MappedText,
  type TextBuilder,
} from "./mapped-text.ts";
import { asJson, type PowerShellValue } from "./powershell-json.ts";
import type { Variables } from "./variables.ts";

/** What is read, and the names whose values are known, in lower case. */
export type PowerShellSource = {
  readonly source: string;
  readonly variables: Variables<PowerShellValue>;
};

/** A value and where it ends. */
export type ReadValue = { readonly value: PowerShellValue; readonly end: number };

/** Nobody writes deeper values by hand. */
const DEPTH_LIMIT = 32;

const BLANKS = /(?:[ \t]+|`[ \t]*\r?\n){0,1000}/y;
const SPACE = /[\s;,]*/y;
const NAME = /\$(?:\{([^}\n]{1,200})\}|((?:env:)?[A-Za-z_]\w*))/y;
const MEMBER = /(?:\.[A-Za-z_]\w*){1,20}/y;
const CAST = /\[[\w.[\],]{1,100}\]/y;
const BYTES = /\[(?:System\.)?Text\.Encoding\]::\w+\.GetBytes\(/iy;
const CONVERT =
  /ConvertTo-(Json|SecureString)\b(?:\s+-(?:InputObject|String|Compress|Depth\s+\d+)){0,6}\s*/iy;
const PIPE_TO_JSON = /\s*\|\s*ConvertTo-Json\b[^\n)|;}]{0,200}/iy;
const CHARACTER = /\$\(\[char\](0x[\da-f]{1,6}|\d{1,7})\)/iy;
const PLAIN = /[^"`$]+/y;
const COMMAND = /(?!ConvertTo-)[A-Za-z]/iy;
const BARE = /[^\s;|(){}'"`$,@]+/y;
const HERE_STRING = /@(["'])[ \t]*\r?\n/y;
const ESCAPED: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
  "0": "\0",
};

/** Matches at a place only. */
export function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

/** Where blanks and continued lines end. */
export function skipBlanks(source: string, at: number): number {
  return at + (matchAt(BLANKS, source, at)?.[0].length ?? 0);
}

/**
 * Reads an expression: a literal, a name, texts added up, and `| ConvertTo-Json` after it. `null` for
 * what would have to be run.
 *
 * @see about_Quoting_Rules, about_Hash_Tables of PowerShell
 */
export function readExpression(from: PowerShellSource, at: number, depth = 0): ReadValue | null {
  const first = readPrimary(from, skipBlanks(from.source, at), depth);
  if (first === null) return null;
  const texts: MappedText[] = first.value.kind === "text" ? [first.value.text] : [];
  let { value, end } = first;
  for (;;) {
    const plus = skipBlanks(from.source, end);
    if (texts.length === 0 || from.source[plus] !== "+") break;
    const next = readPrimary(from, skipBlanks(from.source, plus + 1), depth);
    if (next === null || next.value.kind !== "text") break;
    texts.push(next.value.text);
    end = next.end;
  }
  if (texts.length > 1) value = textValue(joinTexts(texts, ""));
  const pipe = matchAt(PIPE_TO_JSON, from.source, end);
  if (pipe === null) return { value, end };
  return { value: asJson(value), end: end + pipe[0].length };
}

/** Reads one value of an argument or an expression. */
export function readPrimary(from: PowerShellSource, at: number, depth = 0): ReadValue | null {
  const { source } = from;
  if (depth > DEPTH_LIMIT || at >= source.length) return null;
  const hereString = matchAt(HERE_STRING, source, at);
  if (hereString !== null) return readHereString(from, hereString, at);
  if (source[at] === "'" || source[at] === '"') {
    const out = buildText(source);
    const end = readString(from, at, out);
    return { value: textValue(out.finish()), end };
  }
  if (source.startsWith("@{", at)) return readHash(from, at + 2, depth);
  if (source.startsWith("@(", at)) return readList(from, at + 2, depth);
  if (source[at] === "(") return readParens(from, at + 1, depth);
  const bytes = matchAt(BYTES, source, at);
  if (bytes !== null) return readParens(from, at + bytes[0].length, depth);
  const before = matchAt(CAST, source, at) ?? matchAt(CONVERT, source, at);
  if (before !== null) {
    const inner = readPrimary(from, skipBlanks(source, at + before[0].length), depth + 1);
    return inner && before[1] === "Json" ? { ...inner, value: asJson(inner.value) } : inner;
  }
  if (source[at] === "$") return readName(from, at);
  const bare = matchAt(BARE, source, at)?.[0];
  if (bare === undefined) return null;
  const text = mapVerbatim(source, at, at + bare.length);
  const isJson = /^-?\d+(?:\.\d+)?$/.test(bare.slice(0, 40));
  return { value: { kind: "text", text, isJson }, end: at + bare.length };
}

/** Reads a string between quotes, and says where it ends. */
export function readString(
  { source, variables }: PowerShellSource,
  from: number,
  out: TextBuilder,
): number {
  const quote = source[from] ?? "";
  let at = from + 1;
  while (at < source.length) {
    if (source[at] === quote) {
      if (source[at + 1] !== quote) return at + 1;
      out.put(quote, at, at + 2);
      at += 2;
    } else if (quote === "'") {
      const close = source.indexOf("'", at);
      const end = close === -1 ? source.length : close;
      out.keep(at, end);
      at = end;
    } else at = readInQuotes({ source, variables }, at, out);
  }
  return at;
}

/** A piece between double quotes: plain text, an escape, or a name. */
function readInQuotes(from: PowerShellSource, at: number, out: TextBuilder): number {
  const { source } = from;
  const plain = matchAt(PLAIN, source, at)?.[0].length ?? 0;
  if (plain > 0) out.keep(at, at + plain);
  if (plain > 0) return at + plain;
  if (source[at] === "`") return readEscape(source, at, out);
  return readNameInText(from, at, out);
}

/** A backtick and what follows it. At the end of a line it is nothing. */
export function readEscape(source: string, at: number, out: TextBuilder): number {
  const next = source[at + 1] ?? "";
  if (next === "\n") return at + 2;
  if (next === "\r" && source[at + 2] === "\n") return at + 3;
  const end = Math.min(source.length, at + 2);
  out.put(ESCAPED[next] ?? next, at, end);
  return end;
}

/** A name in a text becomes its value where that is known and is text. */
export function readNameInText(from: PowerShellSource, at: number, out: TextBuilder): number {
  const { source, variables } = from;
  const character = matchAt(CHARACTER, source, at);
  if (character !== null) {
    const code = Number(character[1]);
    const end = at + character[0].length;
    out.put(code > 0x10_ff_ff ? "\ufffd" : String.fromCodePoint(code), at, end);
    return end;
  }
  const name = matchAt(NAME, source, at);
  const end = name === null ? subexpressionEnd(source, at) : at + name[0].length;
  const value = name === null ? undefined : variables.get(keyOf(name));
  if (value?.kind === "text") out.put(value.text.text, at, end);
  else out.keep(at, end);
  return end;
}

function keyOf([, braced, plain]: RegExpExecArray): string {
  return (braced ?? plain ?? "").toLowerCase();
}

function subexpressionEnd(source: string, at: number): number {
  return source[at + 1] === "(" ? closeOf(source, at + 2) : at + 1;
}

/** Where a parenthesis that is open ends, quotes not counted. */
function closeOf(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "(") depth += 1;
    else if (source[at] === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.length;
}

function readName({ source, variables }: PowerShellSource, at: number): ReadValue | null {
  const name = matchAt(NAME, source, at);
  const isExpression = name === null;
  const nameEnd = isExpression ? subexpressionEnd(source, at) : at + name[0].length;
  const end = nameEnd + (matchAt(MEMBER, source, nameEnd)?.[0].length ?? 0);
  const text = mapVerbatim(source, at, end);
  const word = /^\$(true|false|null)$/i.exec(text.text.slice(0, 10))?.[1];
  if (word !== undefined)
    return {
      value: { kind: "text", text: mapWhole(word.toLowerCase(), { start: at, end }), isJson: true },
      end,
    };
  const value = isExpression || end > nameEnd ? undefined : variables.get(keyOf(name));
  return { value: value ?? textValue(text), end };
}

function readHereString(from: PowerShellSource, open: RegExpExecArray, at: number): ReadValue {
  const { source } = from;
  const start = at + open[0].length;
  // An empty one has its end on the very next line.
  const close = source.indexOf(`\n${open[1]}@`, start - 1);
  const stop = close === -1 ? source.length : Math.max(start, close);
  const content = source[stop - 1] === "\r" && stop > start ? stop - 1 : stop;
  const out = buildText(source);
  if (open[1] === "'") out.keep(start, content);
  else {
    const inner = { ...from, source: source.slice(0, content) };
    let next = start;
    while (next < content) {
      if (source[next] === '"') out.keep(next, next + 1);
      next = source[next] === '"' ? next + 1 : readInQuotes(inner, next, out);
    }
  }
  const end = close === -1 ? source.length : close + 3;
  return { value: textValue(out.finish()), end };
}

function readHash(from: PowerShellSource, start: number, depth: number): ReadValue | null {
  const { source } = from;
  const entries: [MappedText, PowerShellValue][] = [];
  let at = skipSpace(source, start);
  while (at < source.length && source[at] !== "}") {
    const key = readPrimary(from, at, depth + 1);
    if (key === null || key.value.kind !== "text") return null;
    const { text } = key.value;
    const glued = text.text.indexOf("=");
    // Without quotes and blanks, `a=1` is one bare word.
    const isGlued = glued > 0 && source[at] !== '"' && source[at] !== "'";
    const equals = isGlued ? at + glued : skipSpace(source, key.end);
    if (source[equals] !== "=") return null;
    const value = readExpression(from, skipSpace(source, equals + 1), depth + 1);
    if (value === null) return null;
    entries.push([isGlued ? mapVerbatim(source, at, equals) : text, value.value]);
    at = skipSpace(source, value.end);
  }
  return { value: { kind: "hash", entries }, end: Math.min(source.length, at + 1) };
}

function readList(from: PowerShellSource, start: number, depth: number): ReadValue | null {
  const items: PowerShellValue[] = [];
  let at = skipSpace(from.source, start);
  while (at < from.source.length && from.source[at] !== ")") {
    const item = readExpression(from, at, depth + 1);
    if (item === null) return null;
    items.push(item.value);
    at = skipSpace(from.source, item.end);
  }
  return { value: { kind: "list", items }, end: Math.min(from.source.length, at + 1) };
}

/** What cannot be read between parentheses stays as it is written, as names do. */
function readParens(from: PowerShellSource, start: number, depth: number): ReadValue {
  const { source } = from;
  const at = skipSpace(source, start);
  const inner = readExpression(from, at, depth + 1);
  const close = inner === null ? start : skipSpace(source, inner.end);
  if (inner === null || (source[close] !== ")" && matchAt(COMMAND, source, at) !== null)) {
    const end = closeOf(source, start);
    return { value: textValue(mapVerbatim(source, start - 1, end)), end };
  }
  return { value: inner.value, end: source[close] === ")" ? close + 1 : closeOf(source, close) };
}

function skipSpace(source: string, at: number): number {
  let next = at;
  for (;;) {
    next += matchAt(SPACE, source, next)?.[0].length ?? 0;
    const isContinued = source[next] === "`" && /\s/.test(source[next + 1] ?? "");
    if (!isContinued && source[next] !== "#") return next;
    const end = source.indexOf("\n", next);
    next = end === -1 ? source.length : end;
  }
}

function textValue(text: MappedText): PowerShellValue {
  return { kind: "text", text, isJson: false };
}
