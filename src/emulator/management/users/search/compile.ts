import { ApiError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { BARE_FIELDS, findField } from "./fields.ts";
import type { Field } from "./fields.ts";
import { parseSearch } from "./parse.ts";
import type { Leaf, Query } from "./query.ts";
import { compileTest } from "./values.ts";

/** Whether a user is among what was searched for. */
export type IsFound = (user: User) => boolean;

/**
 * Makes of a search what asks one user. All that is wrong with it shows here, whoever the users are.
 * @throws ApiError `search-invalid`, `query-unsupported`
 */
export function compileSearch(q: string): IsFound {
  return compile(parseSearch(q));
}

function compile(query: Query): IsFound {
  if (query.kind === "all") return () => true;
  if (query.kind === "leaf") return compileLeaf(query);
  if (query.kind === "not") {
    const isFound = compile(query.part);
    return (user) => !isFound(user);
  }
  const parts = query.parts.map(compile);
  // Pairs of functions, because a loop over a list is slow where each function is another.
  return query.kind === "and"
    ? parts.reduceRight((rest, isFound) => (user) => isFound(user) && rest(user))
    : parts.reduceRight((rest, isFound) => (user) => isFound(user) || rest(user));
}

function compileLeaf({ field: name, test }: Leaf): IsFound {
  if (name !== undefined) {
    const field = requireField(name);
    const passes = compileTest(name, field, test);
    return (user) => field.some(user, passes);
  }
  const asked = BARE_FIELDS.map((field) => ({ field, passes: compileTest("q", field, test) }));
  return (user) => asked.some(({ field, passes }) => field.some(user, passes));
}

function requireField(name: string): Field {
  const field = findField(name);
  if (field === undefined)
    throw new ApiError("query-unsupported", { what: `a search of the field ${name}` });
  return field;
}
