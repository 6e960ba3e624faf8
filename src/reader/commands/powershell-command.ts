import { buildText, mapVerbatim, type MappedText, type TextBuilder } from "./mapped-text.ts";
import type { PowerShellValue } from "./powershell-json.ts";
import {
  matchAt,
  readEscape,
  readNameInText,
  readPrimary,
  readString,
  skipBlanks,
  type PowerShellSource,
} from "./powershell-values.ts";
import type { ShellCommand } from "./shell-command.ts";

/** A named argument of a cmdlet in lower case, one by position, or the name of a splatted hash. */
export type CmdletArgument =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "value"; readonly value: PowerShellValue }
  | { readonly kind: "splat"; readonly name: string };

const PARAMETER = /-([A-Za-z]\w*)(?::[ \t]*)?(?=[\s;|)}`]|$|["'@($\w])/y;
const SPLAT = /@([A-Za-z_]\w*)/y;
const PLAIN = /[^\s;|)}'"`$]+/y;
/** A value that is more than a text when it stands alone. */
const ALONE = /[(]|@[{("']|\$[\w{]|\[(?:System\.)?Text\./y;

/**
 * Reads the arguments of a cmdlet up to the end of the command.
 *
 * @see about_Parsing, about_Splatting of PowerShell
 */
export function readCmdletArguments(
  from: PowerShellSource,
  start: number,
): { readonly arguments: readonly CmdletArgument[]; readonly end: number } {
  const found: CmdletArgument[] = [];
  let at = skipBlanks(from.source, start);
  while (!isEnd(from.source, at)) {
    const parameter = matchAt(PARAMETER, from.source, at);
    const splat = matchAt(SPLAT, from.source, at);
    if (parameter !== null) {
      found.push({ kind: "name", name: (parameter[1] ?? "").toLowerCase() });
      at += parameter[0].length;
    } else if (splat !== null) {
      found.push({ kind: "splat", name: (splat[1] ?? "").toLowerCase() });
      at += splat[0].length;
    } else {
      const read = readArgument(from, at);
      found.push({ kind: "value", value: read.value });
      at = read.end;
    }
    at = skipBlanks(from.source, at);
  }
  return { arguments: found, end: at };
}

/**
 * Reads the words that PowerShell gives to a program. Its older version loses quotes inside a word
 * unless a backslash stands before them, so people write `\"` where `"` arrives.
 */
export function readPowerShellWords(from: PowerShellSource, start: number): ShellCommand {
  const words: MappedText[] = [];
  let at = skipBlanks(from.source, start);
  while (!isEnd(from.source, at)) {
    const { value, end } = readArgument(from, at);
    if (value.kind === "text") words.push(withoutBackslashes(value.text));
    at = skipBlanks(from.source, end);
  }
  return { words, stdin: null, end: at };
}

function readArgument(from: PowerShellSource, at: number): { value: PowerShellValue; end: number } {
  const { source } = from;
  const alone = matchAt(ALONE, source, at) === null ? null : readPrimary(from, at);
  if (alone !== null && alone.end > at && /^[\s;|)}`]?$/.test(source[alone.end] ?? ""))
    return alone;
  const out = buildText(source);
  let end = at;
  while (end < source.length && !/[\s;|)}]/.test(source[end] ?? "")) {
    if (source[end] === "`" && /[\r\n]/.test(source[end + 1] ?? "")) break;
    end = readPiece(from, end, out);
  }
  // Whatever stands here, the reading goes on.
  if (end === at) end += 1;
  const text =
    end === at + 1 && out.finish().text === "" ? mapVerbatim(source, at, at) : out.finish();
  return { value: { kind: "text", text, isJson: false }, end };
}

function readPiece(from: PowerShellSource, at: number, out: TextBuilder): number {
  const { source } = from;
  const plain = matchAt(PLAIN, source, at)?.[0].length ?? 0;
  if (plain > 0) {
    out.keep(at, at + plain);
    return at + plain;
  }
  if (source[at] === "`") return readEscape(source, at, out);
  if (source[at] === "$") return readNameInText(from, at, out);
  return readString(from, at, out);
}

function withoutBackslashes(word: MappedText): MappedText {
  if (!word.text.includes('\\"')) return word;
  const out = buildText("");
  for (const { at, length, start, end } of word.runs) {
    const text = word.text.slice(at, at + length);
    const isVerbatim = end - start === length;
    if (!isVerbatim) {
      out.put(text.replaceAll('\\"', '"'), start, end);
      continue;
    }
    let from = 0;
    for (const { index } of text.matchAll(/\\"/g)) {
      out.put(text.slice(from, index), start + from, start + index);
      out.put('"', start + index, start + index + 2);
      from = index + 2;
    }
    out.put(text.slice(from), start + from, end);
  }
  return out.finish();
}

function isEnd(source: string, at: number): boolean {
  return at >= source.length || /[\r\n;|)}]/.test(source[at] ?? "");
}
