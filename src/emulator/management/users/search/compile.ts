import { ApiError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { BARE_FIELDS, findField } from "./fields.ts";
import type { Field } from "./fields.ts";
import { parseSearch } from "./parse.ts";
import type { Look } from "./path.ts";
import type { Leaf, Query } from "./query.ts";
import { invalidSearch } from "./refuse.ts";
import { compileTest } from "./values.ts";

/**
 * Values of metadata and profiles that one search may look at: half a second of them. Anybody may fill their own
 * metadata, and each term looks at all of it; a text with asterisks may have to be compared at each character.
 */
const MOST_LOOKS = 5_000_000;

/** Whether a user is among what was searched for. */
export type IsFound = (user: User) => boolean;

/**
 * Makes of a search what asks one user. What is wrong with it shows here, whoever the users are; only that it
 * asks too much shows later.
 * @throws ApiError `search-invalid`, `query-unsupported`
 */
export function compileSearch(q: string): IsFound {
  let left = MOST_LOOKS;
  return compile(parseSearch(q), (cost) => {
    left -= cost;
    if (left < 0) throw invalidSearch("it looks at too many values");
  });
}

function compile(query: Query, look: Look): IsFound {
  if (query.kind === "all") return () => true;
  if (query.kind === "leaf") return compileLeaf(query, look);
  if (query.kind === "not") {
    const isFound = compile(query.part, look);
    return (user) => !isFound(user);
  }
  const parts = query.parts.map((part) => compile(part, look));
  // Pairs of functions, because a loop over a list is slow where each function is another.
  return query.kind === "and"
    ? parts.reduceRight((rest, isFound) => (user) => isFound(user) && rest(user))
    : parts.reduceRight((rest, isFound) => (user) => isFound(user) || rest(user));
}

function compileLeaf({ field: name, test }: Leaf, look: Look): IsFound {
  if (name !== undefined) {
    const field = requireField(name);
    const passes = compileTest(name, field, test, look);
    return (user) => field.some(user, passes, look);
  }
  const asked = BARE_FIELDS.map((field) => ({
    field,
    passes: compileTest("q", field, test, look),
  }));
  return (user) => asked.some(({ field, passes }) => field.some(user, passes, look));
}

function requireField(name: string): Field {
  const field = findField(name);
  if (field === undefined)
    throw new ApiError("query-unsupported", { what: `a search of the field ${name}` });
  return field;
}
