import { unescapeText } from "./escape.ts";
import type { Query, Test } from "./query.ts";
import { invalidSearch } from "./refuse.ts";

const COMPARISON = /^([<>]=?)(.+)$/s;
const MIN_LITERAL = 3;

/**
 * Reads a term: a phrase, a value, a comparison, a value with asterisks, or the name of a field that must
 * be there.
 * @throws ApiError `search-invalid`
 */
export function readTerm(field: string | undefined, text: string, isQuoted: boolean): Query {
  const whole = unescapeText(text);
  if (field === "_exists_") return { kind: "leaf", field: whole, test: { kind: "exists" } };
  if (field === "_missing_")
    throw invalidSearch(`_missing_ is not supported; write NOT _exists_:${whole}`);
  if (isQuoted) return { kind: "leaf", field, test: { kind: "equals", text: whole } };
  if (text === "*" && (field === undefined || field === "*")) return { kind: "all" };
  return { kind: "leaf", field, test: readValue(text) };
}

function readValue(text: string): Test {
  const [, sign, bound] = COMPARISON.exec(text) ?? [];
  if (sign !== undefined && bound !== undefined) return compare(sign, unescapeText(bound));
  const parts = splitAt(text, "*");
  if (splitAt(text, "?").length > 1)
    throw invalidSearch("? is no wildcard; * stands for any number of characters");
  if (parts.length === 1) return { kind: "equals", text: unescapeText(text) };
  const literals = parts.map(unescapeText);
  if (literals.every((literal) => literal === "")) return { kind: "exists" };
  const [first = "", ...others] = literals;
  const isPrefix = first !== "" && others.every((literal) => literal === "");
  if (!isPrefix && literals.some(({ length }) => length > 0 && length < MIN_LITERAL))
    throw invalidSearch(
      `wildcards that are no prefix need ${MIN_LITERAL} characters or more in each literal`,
    );
  return { kind: "pattern", literals };
}

function compare(sign: string, text: string): Test {
  const bound = { text, isIncluded: sign.endsWith("=") };
  return sign.startsWith(">")
    ? { kind: "range", from: bound, to: undefined }
    : { kind: "range", from: undefined, to: bound };
}

/** Cuts a text at a character, but not where that is escaped. */
function splitAt(text: string, character: string): string[] {
  const parts = [""];
  for (const piece of text.match(/\\.|./gs) ?? [])
    if (piece === character) parts.push("");
    else parts.push((parts.pop() ?? "") + piece);
  return parts;
}
