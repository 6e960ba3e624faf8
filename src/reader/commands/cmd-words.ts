import { buildText, type MappedText, type TextBuilder } from "./mapped-text.ts";
import type { ShellCommand } from "./shell-command.ts";

/** What the program has seen so far. Backslashes wait for what follows them. */
type State = {
  readonly source: string;
  readonly words: MappedText[];
  word: TextBuilder | null;
  isQuoted: boolean;
  slashes: number;
  slashesFrom: number;
};

/**
 * Cuts a command of Windows' cmd into words. Two programs read it one after the other: cmd takes its
 * carets away, but not between quotes that it sees; the program then reads quotes and backslashes.
 *
 * @see https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function readCmdCommand(source: string, start: number): ShellCommand {
  const state: State = {
    source,
    words: [],
    word: null,
    isQuoted: false,
    slashes: 0,
    slashesFrom: start,
  };
  let isQuotedForCmd = false;
  let at = start;
  while (at < source.length) {
    const character = source[at] ?? "";
    if (character === "^" && !isQuotedForCmd) {
      at = readCaret(state, at);
      continue;
    }
    if (newlineAt(source, at) > 0) break;
    if (!isQuotedForCmd && /[&|<>]/.test(character)) break;
    if (character === '"') isQuotedForCmd = !isQuotedForCmd;
    see(state, character, at, at + 1);
    at += 1;
  }
  flushSlashes(state, state.slashes, at);
  finishWord(state);
  return { words: state.words, stdin: null, end: Math.min(source.length, at) };
}

/** A caret takes the meaning of the next sign away, and of a line end the end: a second is meant. */
function readCaret(state: State, at: number): number {
  const { source } = state;
  const newline = newlineAt(source, at + 1);
  if (newline === 0) {
    const meant = source[at + 1];
    if (meant !== undefined) see(state, meant, at, at + 2);
    return at + 2;
  }
  const next = at + 1 + newline;
  const second = newlineAt(source, next);
  if (second > 0) see(state, "\n", at, next + second);
  return next + second;
}

function see(state: State, character: string, start: number, end: number): void {
  if (character === "\\") {
    if (state.slashes === 0) state.slashesFrom = start;
    state.slashes += 1;
    return;
  }
  if (character === '"') {
    const isEscaped = state.slashes % 2 === 1;
    flushSlashes(state, Math.floor(state.slashes / 2), start);
    if (isEscaped) wordOf(state).put('"', start, end);
    else state.isQuoted = !state.isQuoted;
    wordOf(state);
    return;
  }
  flushSlashes(state, state.slashes, start);
  if (/\s/.test(character) && !state.isQuoted) finishWord(state);
  else if (end - start === 1) wordOf(state).keep(start, end);
  else wordOf(state).put(character, start, end);
}

function flushSlashes(state: State, count: number, end: number): void {
  if (count > 0) wordOf(state).put("\\".repeat(count), state.slashesFrom, end);
  state.slashes = 0;
}

function newlineAt(source: string, at: number): number {
  if (source[at] === "\n") return 1;
  return source[at] === "\r" && source[at + 1] === "\n" ? 2 : 0;
}

function wordOf(state: State): TextBuilder {
  state.word ??= buildText(state.source);
  return state.word;
}

function finishWord(state: State): void {
  if (state.word !== null) state.words.push(state.word.finish());
  state.word = null;
}
