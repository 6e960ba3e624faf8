import { invalidSearch } from "./refuse.ts";

const MAX_LENGTH = 2000;
const MAX_DEPTH = 4;

/** Syntax of Lucene that Auth0's page about its syntax does not have. */
const FOREIGN: readonly [sign: string, name: string][] = [
  ["^", "boosts (^)"],
  ["~", "fuzzy and proximity searches (~)"],
  ["/", "regular expressions (/…/)"],
];

/** In a phrase only what means something to Lucene can be escaped. */
const PHRASE_OR_ESCAPE = /("(?:[^"\\]|\\[ !"&'()*+\-:?[\\\]^{|}~])*")|\\./gs;
/** What a phrase becomes before words are looked at, since it may hold anything. */
const PHRASE = "\u{0}";
/** A phrase that something stands at. */
const GLUED = new RegExp(`[^\\s(:+!-]${PHRASE}|${PHRASE}[^\\s)]`, "u");

/** A parenthesis, a range, or a word with its field. */
const TOKEN = /[()]|[[{][^\s()[\]{}]+\s+TO\s+[^\s()[\]{}]+[\]}]|[^\s()[\]{}]+|\s+/gy;
const WORD = /^[-+!]?(?:([^:]+):)?([-+!]?[^-+!:][^:]*)?$/;
const BINARY = new Set(["AND", "OR", "&&", "||"]);

const isOperator = (token: string) => BINARY.has(token) || token === "NOT";

/**
 * Refuses all that the parser would refuse, because it needs minutes to do so where `NOT` stands before groups,
 * and what it would take without a word: operators that lack a side, and what Lucene has and Auth0 has not.
 * @throws ApiError `search-invalid`
 */
export function guardSyntax(q: string): void {
  if (q.length > MAX_LENGTH) throw invalidSearch(`longer than ${MAX_LENGTH} characters`);
  const marked = q.replace(PHRASE_OR_ESCAPE, (_, phrase) => (phrase === undefined ? "x" : PHRASE));
  if (marked.includes('"'))
    throw invalidSearch(
      "a phrase does not end, or a backslash in it stands before a plain character",
    );
  const bare = marked.replaceAll(PHRASE, "x");
  for (const [sign, name] of FOREIGN)
    if (bare.includes(sign)) throw invalidSearch(`${name} are not supported`);
  if (GLUED.test(marked)) throw syntaxError();
  const all = bare.match(TOKEN) ?? [];
  if (all.join("") !== bare) throw syntaxError();
  const tokens = all.filter((token) => token.trim() !== "");
  guardGroups(tokens);
  guardOperators(tokens);
  guardWords(tokens);
}

function guardGroups(tokens: readonly string[]): void {
  let depth = 0;
  for (const token of tokens) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth < 0) break;
    if (depth > MAX_DEPTH) throw invalidSearch(`more than ${MAX_DEPTH} groups in each other`);
  }
  if (depth !== 0) throw invalidSearch("a parenthesis has no other one");
}

function guardOperators(tokens: readonly string[]): void {
  for (const [index, token] of tokens.entries()) {
    if (!isOperator(token)) continue;
    const before = tokens[index - 1] ?? "(";
    const after = tokens[index + 1] ?? ")";
    const lacksLeft = token !== "NOT" && (before === "(" || isOperator(before));
    if (lacksLeft || after === ")" || (token === "NOT" && after === "NOT"))
      throw invalidSearch(`${token} lacks what it stands for`);
  }
}

function guardWords(tokens: readonly string[]): void {
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token === ")" && before === "(") throw syntaxError();
    if (/^[()[{]/.test(token) || isOperator(token)) continue;
    const [whole, field, value] = WORD.exec(token) ?? [];
    if (whole === undefined || (field === undefined && value === undefined)) throw syntaxError();
    if (value === undefined && !isValue(tokens[index + 1])) throw syntaxError();
  }
}

/** What may follow a field and its colon. */
function isValue(token: string | undefined): boolean {
  if (token === undefined || token === ")" || isOperator(token)) return false;
  return token === "(" || /^[[{]/.test(token) || !token.includes(":");
}

function syntaxError() {
  return invalidSearch("the syntax is not that of a query");
}
