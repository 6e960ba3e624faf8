import { codeBlocksOf, type CodeBlock } from "./code-blocks.ts";
import { indexCode } from "./code.ts";
import { exchangeOf, isWorthTelling } from "./exchange-of.ts";
import { draftsOf } from "./drafts.ts";
import { loginOf } from "./logins.ts";
import { parseCode } from "./parse-code.ts";
import type { FoundCall, Unread } from "#reader/found.ts";

/** Longer texts (UTF-16 units) are no code that somebody wrote. */
export const CODE_SIZE_LIMIT = 2 * 1024 * 1024;

/**
 * Finds the calls that link, unlink or ask something else of an API in JavaScript and TypeScript, and
 * reads what can be known of them without running it. Code that is broken or partial is read, too. The
 * parser is loaded with the first text. A text over {@link CODE_SIZE_LIMIT} is not read: see
 * {@link unreadCode}.
 */
export async function readCode(text: string): Promise<readonly FoundCall[]> {
  if (unreadCode(text) !== null) return [];
  const found: FoundCall[] = [];
  const lines = linesOf(text);
  for (const block of codeBlocksOf(text)) found.push(...(await readBlock(block, lines)));
  return found;
}

/** Why a text is not read as code; `null` if it is. */
export function unreadCode(text: string): Unread | null {
  if (text.length <= CODE_SIZE_LIMIT) return null;
  return { reason: "too-large", place: { start: 0, end: text.length, line: 1, layers: [] } };
}

async function readBlock(
  block: CodeBlock,
  lines: (position: number) => number,
): Promise<readonly FoundCall[]> {
  const code = indexCode(block.text, await parseCode(block.text));
  const login = loginOf(code);
  const { start } = block;
  const move = <Range extends { start: number; end: number }>(range: Range): Range => ({
    ...range,
    start: range.start + start,
    end: range.end + start,
  });
  return draftsOf(code).flatMap((draft): readonly FoundCall[] => {
    const { exchange, parts } = exchangeOf(code, draft, login);
    if (!isWorthTelling(exchange)) return [];
    const { from, to } = draft.node;
    const range = move({ start: from, end: to });
    const place = { ...range, line: lines(range.start), layers: [] };
    return [{ kind: "call", library: draft.library, place, exchange, parts: parts.map(move) }];
  });
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
