import { invalidSearch } from "./refuse.ts";

/** The deepest nesting that is read: the parser's time doubles with each group more. */
const MAX_DEPTH = 4;
const MAX_LENGTH = 2000;

/** Syntax of Lucene that Auth0's page about its syntax does not have. */
const FOREIGN: readonly [sign: string, name: string][] = [
  ["^", "boosts (^)"],
  ["~", "fuzzy and proximity searches (~)"],
  ["/", "regular expressions (/…/)"],
];

const BINARY = new Set(["AND", "OR", "&&", "||"]);

/**
 * Refuses what the parser would take without a word, or would need minutes for: phrases and groups that
 * do not end, operators without a side, what Lucene has and Auth0 has not.
 * @throws ApiError `search-invalid`
 */
export function guardSyntax(q: string): void {
  if (q.length > MAX_LENGTH) throw invalidSearch(`longer than ${MAX_LENGTH} characters`);
  const bare = q.replace(/"(?:[^"\\]|\\.)*"|\\./gs, "x");
  if (bare.includes('"')) throw invalidSearch("a phrase does not end");
  for (const [sign, name] of FOREIGN)
    if (bare.includes(sign)) throw invalidSearch(`${name} are not supported`);
  const words = bare.match(/[()]|[^\s()]+/g) ?? [];
  guardGroups(words);
  guardOperators(words);
}

function guardGroups(words: readonly string[]): void {
  let depth = 0;
  for (const word of words) {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    if (depth < 0) break;
    if (depth > MAX_DEPTH) throw invalidSearch(`more than ${MAX_DEPTH} groups in each other`);
  }
  if (depth !== 0) throw invalidSearch("a parenthesis has no other one");
}

function guardOperators(words: readonly string[]): void {
  for (const [index, word] of words.entries()) {
    const isBinary = BINARY.has(word);
    if (!isBinary && word !== "NOT") continue;
    const before = words[index - 1] ?? "(";
    const after = words[index + 1] ?? ")";
    const lacksLeft = isBinary && (before === "(" || before === "NOT" || BINARY.has(before));
    if (lacksLeft || after === ")" || (word === "NOT" && after === "NOT"))
      throw invalidSearch(`${word} lacks what it stands for`);
  }
}
