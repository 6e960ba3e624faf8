import type { Field } from "./fields.ts";
import { GROWN, matchesFolded } from "./fold.ts";
import type { Place, ToLower } from "./fold.ts";
import type { Look } from "./path.ts";
import type { Bound, Test } from "./query.ts";
import { invalidSearch } from "./refuse.ts";
import { readPeriod } from "./period.ts";

type Passes = (value: unknown) => boolean;

/** Characters that are compared in the time of one look at a value. */
const COMPARED_IN_A_LOOK = 100;
/** Characters that are put into lower case in that time. */
const LOWERED_IN_A_LOOK = 50;

/**
 * Makes of a test what asks one value of a field.
 * @param look told what a literal costs that can be anywhere in a text, and a text that has to be lowered
 * @throws ApiError `search-invalid` when the field has no such values, or does not take such tests
 */
export function compileTest(
  name: string,
  { type, isFolded, takesPatterns }: Field,
  test: Test,
  look: Look,
): Passes {
  const toLower: ToLower = (text) => {
    look(1 + text.length / LOWERED_IN_A_LOOK);
    return text.toLowerCase();
  };
  const fold = isFolded ? toLower : undefined;
  if (test.kind === "exists") return () => true;
  if (test.kind === "equals") return compileEquals(name, type, fold, test.text);
  if (!takesPatterns) throw invalidSearch(`ranges and wildcards are not supported on ${name}`);
  if (test.kind === "range") return compileRange(name, type, fold, test.from, test.to);
  if (type !== "text" && type !== "open")
    throw invalidSearch(`wildcards are not supported on ${name}`);
  return compilePattern(test.literals, fold, look);
}

function compileEquals(
  name: string,
  type: Field["type"],
  toLower: ToLower | undefined,
  text: string,
): Passes {
  if (type === "open") {
    // Read once: a number may be written with two thousand digits. None is written to be compared.
    const number = text.trim() === "" ? Number.NaN : Number(text);
    return (value) => (typeof value === "number" ? value === number : String(value) === text);
  }
  if (type === "text")
    return toLower === undefined ? (value) => value === text : equalsFolded(text, toLower);
  if (type === "boolean") {
    if (text !== "true" && text !== "false") throw invalidSearch(`${name} is true or false`);
    const wanted = text === "true";
    return (value) => value === wanted;
  }
  if (type === "number") {
    const wanted = readNumber(name, text);
    return (value) => value === wanted;
  }
  const { start, end } = readTime(name, text);
  return (value) => typeof value === "number" && value >= start && value <= end;
}

function equalsFolded(text: string, toLower: ToLower): Passes {
  const wanted = text.toLowerCase();
  // No text of another length becomes ASCII by being lowered.
  const hasLength = /^\p{ASCII}*$/u.test(wanted);
  return (value) =>
    typeof value === "string" &&
    (!hasLength || value.length === wanted.length) &&
    matchesFolded(value, wanted, "whole", toLower);
}

function compilePattern(
  literals: readonly string[],
  toLower: ToLower | undefined,
  look: Look,
): Passes {
  if (toLower === undefined)
    return (value) => typeof value === "string" && fits(value, literals, look);
  const wanted = literals.map((literal) => literal.toLowerCase());
  const [first, last] = [wanted[0] ?? "", wanted.at(-1) ?? ""];
  const place: Place = first === "" ? "end" : "start";
  const edge = first === "" ? last : first;
  if (edge.includes(GROWN))
    return (value) => typeof value === "string" && fits(toLower(value), wanted, look);
  return (value) =>
    typeof value === "string" &&
    matchesFolded(value, edge, place, toLower) &&
    fits(toLower(value), wanted, look);
}

/** Whether a text begins with the first literal, ends with the last, and has the others between, in order. */
function fits(text: string, literals: readonly string[], look: Look): boolean {
  const first = literals[0] ?? "";
  const last = literals.at(-1) ?? "";
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const literal of literals.slice(1, -1)) {
    look((text.length * literal.length) / COMPARED_IN_A_LOOK);
    const found = text.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return at <= text.length - last.length;
}

type Side = (value: unknown) => boolean;

function compileRange(
  name: string,
  type: Field["type"],
  toLower: ToLower | undefined,
  from: Bound | undefined,
  to: Bound | undefined,
): Passes {
  const isAbove = compileSide(name, type, toLower, from, "from");
  const isBelow = compileSide(name, type, toLower, to, "to");
  return (value) => isAbove(value) && isBelow(value);
}

function compileSide(
  name: string,
  type: Field["type"],
  toLower: ToLower | undefined,
  bound: Bound | undefined,
  side: "from" | "to",
): Side {
  if (type === "boolean") throw invalidSearch(`ranges are not supported on ${name}`);
  if (bound === undefined) return () => true;
  const { text, isIncluded } = bound;
  if (type === "number") return compareNumbers(readNumber(name, text), isIncluded, side);
  if (type === "time") {
    const { start, end } = readTime(name, text);
    // A day or a month that is included is so to its end; one that is excluded, from its beginning.
    const edge = (side === "from") === isIncluded ? start : end;
    return compareNumbers(edge, isIncluded, side);
  }
  const number = type === "open" && text.trim() !== "" ? Number(text) : Number.NaN;
  const ofNumbers = compareNumbers(number, isIncluded, side);
  const ofTexts = compareTexts(text, isIncluded, side, toLower);
  return (value) => (typeof value === "number" ? ofNumbers(value) : ofTexts(value));
}

function compareNumbers(edge: number, isIncluded: boolean, side: "from" | "to"): Side {
  return (value) =>
    typeof value === "number" &&
    ((isIncluded && value === edge) || (side === "from" ? value > edge : value < edge));
}

function compareTexts(
  bound: string,
  isIncluded: boolean,
  side: "from" | "to",
  toLower: ToLower | undefined,
): Side {
  const edge = toLower === undefined ? bound : bound.toLowerCase();
  return (value) => {
    if (typeof value !== "string") return false;
    const text = toLower === undefined ? value : toLower(value);
    return (isIncluded && text === edge) || (side === "from" ? text > edge : text < edge);
  };
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw invalidSearch(`${name} is a number`);
  return number;
}

function readTime(name: string, text: string): { start: number; end: number } {
  const period = readPeriod(text);
  if (period === undefined)
    throw invalidSearch(`${name} is a time, such as 2017-12, 2017-12-31 or 2017-12-31T23:59:59Z`);
  return period;
}
