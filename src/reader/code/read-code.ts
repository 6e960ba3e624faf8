import { codeBlocksOf, type CodeBlock } from "./code-blocks.ts";
import { indexCode } from "./code.ts";
import { exchangeOf, isWorthTelling } from "./exchange-of.ts";
import { draftsOf } from "./drafts.ts";
import { loginOf } from "./logins.ts";
import { parseCode } from "./parse-code.ts";
import type { FoundCall, Unread } from "#reader/found.ts";

/** The calls of a text, and why some of it was not read. */
export type CodeReading = {
  readonly calls: readonly FoundCall[];
  readonly unread: readonly Unread[];
};

/** Longer texts (UTF-16 units) are no code that somebody wrote. */
export const CODE_SIZE_LIMIT = 2 * 1024 * 1024;

/**
 * Finds the calls that link, unlink or ask something else of an API in JavaScript and TypeScript, and
 * reads what can be known of them without running it. Code that is broken or partial is read, too. The
 * parser is loaded with the first text. A text over {@link CODE_SIZE_LIMIT} is not read, and one that
 * leads too far is not followed to its end; `unread` says so.
 */
export async function readCode(text: string): Promise<CodeReading> {
  const place = { start: 0, end: text.length, line: 1, layers: [] };
  if (text.length > CODE_SIZE_LIMIT) return { calls: [], unread: [{ reason: "too-large", place }] };
  const calls: FoundCall[] = [];
  const unread: Unread[] = [];
  const lines = linesOf(text);
  for (const block of codeBlocksOf(text)) {
    const read = await readBlock(block, lines);
    for (const call of read.calls) calls.push(call);
    if (!read.isWhole && unread.length === 0) unread.push({ reason: "not-followed", place });
  }
  return { calls, unread };
}

async function readBlock(
  block: CodeBlock,
  lines: (position: number) => number,
): Promise<{ readonly calls: readonly FoundCall[]; readonly isWhole: boolean }> {
  const code = indexCode(block.text, await parseCode(block.text));
  const login = loginOf(code);
  const { start } = block;
  const move = <Range extends { start: number; end: number }>(range: Range): Range => ({
    ...range,
    start: range.start + start,
    end: range.end + start,
  });
  const calls = draftsOf(code).flatMap((draft): readonly FoundCall[] => {
    const { exchange, parts } = exchangeOf(code, draft, login);
    if (!isWorthTelling(exchange)) return [];
    const { from, to } = draft.node;
    const range = move({ start: from, end: to });
    const place = { ...range, line: lines(range.start), layers: [] };
    return [{ kind: "call", library: draft.library, place, exchange, parts: parts.map(move) }];
  });
  return { calls, isWhole: code.budget.left >= 0 && !code.budget.isCut };
}

/** The line of a position, for positions in any order. */
function linesOf(text: string): (position: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (position) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
