import { readAnsiC } from "./ansi-c.ts";
import { buildText, mapVerbatim, type MappedText, type TextBuilder } from "./mapped-text.ts";
import type { ShellCommand } from "./shell-command.ts";
import type { Variables } from "./variables.ts";

type Heredoc = { readonly mark: string; readonly isRaw: boolean; readonly hasTabs: boolean };

/** Where the reading stands. A word is `null` between words: an empty word is one, too. */
type State = {
  readonly source: string;
  readonly variables: Variables<MappedText>;
  at: number;
  word: TextBuilder | null;
  readonly words: MappedText[];
  stdin: MappedText | null;
  heredoc: Heredoc | null;
};

const PLAIN = /[^\s\\'"$`;&|()<>#]+/y;
const PLAIN_IN_QUOTES = /[^"\\$`]+/y;
const PLAIN_IN_HEREDOC = /[^\\$`]+/y;
const NAME = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;
/** A blank before the line end is a slip that breaks the command; what was meant is plain. */
const CONTINUATION = /\\[ \t]*\r?\n(?:>[ \t])?/y;
/** `<YOUR_TOKEN>` stands for something; people do not redirect that way. */
const STAND_IN = /<[\w.:-]{1,60}>/y;
const REDIRECTION = /&?(?:<<<|<<-?|>>|>\||[<>]&?)[ \t]*/y;

/**
 * Cuts a command into the words that bash would give to the program. Names that the text gives a
 * value are replaced; all others, and commands inside the command, stay as they are written.
 *
 * @param stop a character that ends the command, as the backtick around code in Markdown
 * @see Bash manual, sections 3.1.2 and 3.6
 */
export function readBashCommand(
  source: string,
  start: number,
  variables: Variables<MappedText>,
  stop: string | null,
): ShellCommand {
  const state: State = {
    source,
    variables,
    at: start,
    word: null,
    words: [],
    stdin: null,
    heredoc: null,
  };
  while (state.at < source.length) {
    const character = source[state.at] ?? "";
    if (character === stop || /[\n;|()]/.test(character)) break;
    if (character === "\r" && source[state.at + 1] === "\n") break;
    if (character === "&" && source[state.at + 1] !== ">") break;
    if (character === "#" && state.word === null) {
      state.at = lineEnd(source, state.at);
      break;
    }
    readPiece(state, character);
  }
  finishWord(state);
  const end = state.heredoc === null ? state.at : readHeredoc(state, state.heredoc);
  return { words: state.words, stdin: state.stdin, end };
}

/** Reads one word, such as the value of an assignment, and says where it ends. */
export function readBashWord(
  source: string,
  start: number,
  variables: Variables<MappedText>,
): { value: MappedText; end: number } {
  const state: State = {
    source,
    variables,
    at: start,
    word: buildText(source),
    words: [],
    stdin: null,
    heredoc: null,
  };
  while (state.at < source.length && !/[\s;&|()<>]/.test(source[state.at] ?? ""))
    readPiece(state, source[state.at] ?? "");
  finishWord(state);
  return { value: state.words[0] ?? mapVerbatim(source, start, start), end: state.at };
}

function readPiece(state: State, character: string): void {
  const { source } = state;
  if (/\s/.test(character)) {
    finishWord(state);
    state.at += 1;
  } else if (character === "'") {
    const close = source.indexOf("'", state.at + 1);
    const end = close === -1 ? source.length : close;
    wordOf(state).keep(state.at + 1, end);
    state.at = Math.min(source.length, end + 1);
  } else if (character === '"') {
    state.at = readQuoted(state, state.at + 1, '"', PLAIN_IN_QUOTES, wordOf(state));
  } else if (character === "\\") {
    readBackslash(state);
  } else if (character === "$" || character === "`") {
    readExpansion(state);
  } else if (character === "<" || character === ">" || character === "&") {
    readRedirection(state);
  } else {
    const plain = match(PLAIN, state)?.[0] ?? character;
    wordOf(state).keep(state.at, state.at + plain.length);
    state.at += plain.length;
  }
}

function readBackslash(state: State): void {
  const continuation = match(CONTINUATION, state);
  if (continuation !== null) {
    state.at += continuation[0].length;
    return;
  }
  const end = Math.min(state.source.length, state.at + 2);
  wordOf(state).put(state.source.slice(state.at + 1, end) || "\\", state.at, end);
  state.at = end;
}

function readExpansion(state: State): void {
  const next = state.source[state.at + 1];
  if (state.source[state.at] === "$" && next === "'")
    state.at = readAnsiC(state.source, state.at + 2, wordOf(state));
  else if (state.source[state.at] === "$" && next === '"') state.at += 1;
  else state.at = expand(state, state.at, wordOf(state));
}

/** A name that is known becomes its value, anything else stays as it is written. */
function expand({ source, variables }: State, at: number, out: TextBuilder): number {
  NAME.lastIndex = at;
  const name = NAME.exec(source);
  if (name !== null) {
    const end = at + name[0].length;
    const value = variables.get(name[1] ?? name[2] ?? "");
    if (value === undefined) out.keep(at, end);
    else out.put(value.text, at, end);
    return end;
  }
  const end = expansionEnd(source, at);
  out.keep(at, end);
  return end;
}

function expansionEnd(source: string, at: number): number {
  const open = source[at] === "`" ? "`" : source[at + 1];
  if (open === "`") {
    const close = source.indexOf("`", at + 1);
    return close === -1 ? at + 1 : close + 1;
  }
  if (open !== "(" && open !== "{") return at + 1;
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let index = at + 1; index < source.length; index += 1) {
    if (source[index] === open) depth += 1;
    else if (source[index] === close) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return source.length;
}

/** Reads to the closing quote, or to the end of `source` where there is none. */
function readQuoted(
  state: State,
  from: number,
  close: string | null,
  plain: RegExp,
  out: TextBuilder,
): number {
  const { source } = state;
  let at = from;
  while (at < source.length && source[at] !== close) {
    plain.lastIndex = at;
    const text = plain.exec(source)?.[0];
    if (text !== undefined) {
      out.keep(at, at + text.length);
      at += text.length;
    } else if (source[at] === "\\") {
      const next = source[at + 1] ?? "";
      if (next === "\n") at += 2;
      else if (next !== "" && `$\`\\${close ?? ""}`.includes(next)) {
        out.put(next, at, at + 2);
        at += 2;
      } else {
        out.keep(at, at + 1);
        at += 1;
      }
    } else {
      at = expand(state, at, out);
    }
  }
  return Math.min(source.length, at + (close?.length ?? 0));
}

function readRedirection(state: State): void {
  const standIn = match(STAND_IN, state);
  if (standIn !== null) {
    wordOf(state).keep(state.at, state.at + standIn[0].length);
    state.at += standIn[0].length;
    return;
  }
  const redirection = match(REDIRECTION, state)?.[0] ?? "<";
  const before = state.word?.finish();
  state.word = null;
  // In `2>file` the digit belongs to the redirection.
  if (before !== undefined && !/^\d$/.test(before.text)) state.words.push(before);
  state.at += redirection.length;
  const { value, end } = readBashWord(state.source, state.at, state.variables);
  const isRaw = /["'\\]/.test(state.source.slice(state.at, Math.min(end, state.at + 100)));
  state.at = end;
  const operator = redirection.trim();
  if (operator === "<<<") state.stdin = value;
  else if (operator.startsWith("<<") && value.text !== "")
    state.heredoc = { mark: value.text, isRaw, hasTabs: operator === "<<-" };
}

/** Reads the lines after the command, and says where they end. */
function readHeredoc(state: State, { mark, isRaw, hasTabs }: Heredoc): number {
  const { source } = state;
  const from = Math.min(source.length, lineEnd(source, state.at) + 1);
  const out = buildText(source);
  let at = from;
  while (at < source.length) {
    const end = lineEnd(source, at);
    const next = Math.min(source.length, end + 1);
    const line = source.slice(at, end);
    const tabs = hasTabs ? (/^\t+/.exec(line)?.[0].length ?? 0) : 0;
    if (line.slice(tabs).replace(/\r$/, "") === mark) {
      state.stdin = out.finish();
      return next;
    }
    const inLine = { ...state, source: source.slice(0, next) };
    if (isRaw) out.keep(at + tabs, next);
    else readQuoted(inLine, at + tabs, null, PLAIN_IN_HEREDOC, out);
    at = next;
  }
  state.stdin = out.finish();
  return source.length;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}

function match(pattern: RegExp, { source, at }: State): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function wordOf(state: State): TextBuilder {
  state.word ??= buildText(state.source);
  return state.word;
}

function finishWord(state: State): void {
  if (state.word !== null) state.words.push(state.word.finish());
  state.word = null;
}
