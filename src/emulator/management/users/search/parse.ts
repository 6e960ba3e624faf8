import lucene from "lucene";
import type { AST, Node, NodeRangedTerm, NodeTerm } from "lucene";
import { unescapeText } from "./escape.ts";
import { guardSyntax } from "./guard.ts";
import { joinClauses } from "./join.ts";
import type { Clause } from "./join.ts";
import type { Bound, Query, Test } from "./query.ts";
import { invalidSearch } from "./refuse.ts";
import { readTerm } from "./term.ts";

/** The parser's name for a field that is not named. */
const IMPLICIT = "<implicit>";

/**
 * Reads Lucene's syntax as Auth0 takes it.
 * @throws ApiError `search-invalid`
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function parseSearch(q: string): Query {
  const text = spellPlainly(q);
  guardSyntax(text);
  return readTree(parse(text), undefined);
}

/** Whatever may slip through the guard is the caller's mistake all the same. */
function parse(text: string): AST {
  try {
    return lucene.parse(text);
  } catch {
    throw invalidSearch("the syntax is not that of a query");
  }
}

/**
 * Writes `-(…)` and `!(…)` as `NOT (…)`, since the parser takes a sign before a field or a term only, and the
 * bounds of a range without quotes, which it does not take there.
 */
function spellPlainly(q: string): string {
  return q.replace(
    /("(?:[^"\\]|\\.)*"|\\.)|([[{](?:"[^\s"\\[\]{}]+"|[^\s"[\]{}]+)\s+TO\s+(?:"[^\s"\\[\]{}]+"|[^\s"[\]{}]+)[\]}])|(^|[\s(])[-!](?=\()/gs,
    (_, kept?: string, range?: string, before = "") =>
      kept ?? range?.replaceAll('"', "") ?? `${before}NOT `,
  );
}

/** A chain of clauses: the parser hangs each next one to the right of the one before. */
function readTree(tree: AST, outer: string | undefined): Query {
  const clauses: Clause[] = [];
  let operator: string = "start" in tree && tree.start !== undefined ? tree.start : "";
  let rest: AST | Node | undefined = tree;
  while (rest !== undefined) {
    const isChain: boolean = "left" in rest && (rest === tree || rest.parenthesized !== true);
    const head: AST | Node = isChain && "left" in rest ? rest.left : rest;
    clauses.push(readClause(operator, head, outer));
    if (!isChain || !("right" in rest)) break;
    operator = rest.operator;
    rest = rest.right;
  }
  return joinClauses(clauses);
}

function readClause(operator: string, node: AST | Node, outer: string | undefined): Clause {
  const { sign, field } = readField(node.field, outer);
  if ("left" in node) return { operator, sign, query: readTree(node, field) };
  if ("term_min" in node)
    return { operator, sign, query: { kind: "leaf", field, test: readRange(node) } };
  return readTermClause(operator, sign, field, node);
}

/** The parser leaves the sign before a field in its name. */
function readField(name: string | undefined, outer: string | undefined) {
  if (name === undefined || name === IMPLICIT) return { sign: "", field: outer };
  const [, sign = "", field = ""] = /^([-+!]?)(.*)$/s.exec(name) ?? [];
  return { sign, field: unescapeText(field) };
}

function readTermClause(
  operator: string,
  fieldSign: string,
  field: string | undefined,
  node: NodeTerm,
): Clause {
  // After a field and its colon, a sign belongs to the value: `logins_count:-1`, `phone_number:+1`.
  const isOfValue = node.field !== IMPLICIT;
  const text = (isOfValue ? (node.prefix ?? "") : "") + node.term;
  const sign = isOfValue ? fieldSign : (node.prefix ?? "");
  return { operator, sign, query: readTerm(field, text, node.quoted) };
}

const INCLUDED = {
  both: [true, true],
  none: [false, false],
  left: [true, false],
  right: [false, true],
} as const satisfies Record<NodeRangedTerm["inclusive"], readonly [boolean, boolean]>;

function readRange({ term_min, term_max, inclusive }: NodeRangedTerm): Test {
  const [hasFrom, hasTo] = INCLUDED[inclusive];
  return { kind: "range", from: readBound(term_min, hasFrom), to: readBound(term_max, hasTo) };
}

function readBound(text: string, isIncluded: boolean): Bound | undefined {
  return text === "*" ? undefined : { text: unescapeText(text), isIncluded };
}
