import type { Query } from "./query.ts";

/** A part of a query, with what stands before it. */
export type Clause = {
  /** `AND`, `OR`, `NOT`, `AND NOT`, `OR NOT`, `&&`, `||`, `<implicit>`, or nothing before the first. */
  operator: string;
  /** `-` and `!` forbid, `+` asks for. */
  sign: string;
  query: Query;
};

/** Clauses that `AND` and `OR` hold together. */
type Group = [Clause, ...Clause[]];

/**
 * Joins clauses. `AND` binds before `OR`, as Auth0's own examples read. Clauses without an operator between
 * them are Lucene's: those with `-` or `NOT` must not be, those with `+` must, and of the others one has to.
 */
export function joinClauses(clauses: readonly Clause[]): Query {
  const groups: Group[] = [];
  for (const clause of clauses) {
    const last = groups.at(-1);
    const isHeld = /^(?:AND|OR|&&|\|\|)/.test(clause.operator);
    if (last !== undefined && isHeld) last.push(clause);
    else groups.push([clause]);
  }
  const [first, ...others] = groups;
  if (first === undefined) return { kind: "all" };
  if (others.length === 0) return joinGroup(first);
  const needed = groups.filter((group) => isAlone(group) && group[0].sign === "+");
  const forbidden = groups.filter((group) => isAlone(group) && isNegated(group[0]));
  const free = groups.filter((group) => !needed.includes(group) && !forbidden.includes(group));
  const wanted: Query[] =
    needed.length > 0 || free.length === 0
      ? needed.map(joinGroup)
      : [flatten("or", free.map(joinGroup))];
  return flatten("and", [...wanted, ...forbidden.map(joinGroup)]);
}

function joinGroup(group: Group): Query {
  const sides: Query[][] = [];
  for (const clause of group) {
    const query: Query = isNegated(clause) ? { kind: "not", part: clause.query } : clause.query;
    const last = sides.at(-1);
    if (last === undefined || /^(?:OR|\|\|)/.test(clause.operator)) sides.push([query]);
    else last.push(query);
  }
  return flatten(
    "or",
    sides.map((side) => flatten("and", side)),
  );
}

/** One part is itself, and a part of the same kind brings its own: `(a AND b) AND c` asks three questions. */
function flatten(kind: "and" | "or", parts: readonly Query[]): Query {
  const all = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { kind, parts: all };
}

function isAlone(group: Group): boolean {
  return group.length === 1;
}

function isNegated({ operator, sign }: Clause): boolean {
  const isSigned = sign === "-" || sign === "!";
  return operator.endsWith("NOT") !== isSigned;
}
