import type { User } from "#emulator/model.ts";
import { invalidQuery } from "#emulator/management/query.ts";
import { ROOT_FIELDS } from "./fields.ts";

/**
 * Reads `sort`: a field of the first level and `1` or `-1`. Users without the field come last, either way;
 * equal ones keep their order.
 * @throws ApiError `query-invalid`
 * @see https://auth0.com/docs/manage-users/user-search/sort-search-results
 */
export function readSort(sort: string): (one: User, other: User) => number {
  const [, name = "", order] = /^([\w.]+):(1|-1)$/.exec(sort) ?? [];
  if (order === undefined)
    throw invalidQuery("String does not match pattern ^(([a-zA-Z0-9_\\.]+))\\:(1|-1)$ on sort");
  if (!ROOT_FIELDS.has(name) || name.startsWith("identities."))
    throw invalidQuery(`Sorting by ${name} is not supported on sort`);
  const factor = Number(order);
  return (one, other) => {
    const [left, right] = [valueOf(one, name), valueOf(other, name)];
    if (left === right) return 0;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right ? -factor : factor;
  };
}

/** A value that can be compared; texts of folded fields in lower case. Lists and objects are none. */
function valueOf(user: User, name: string): string | number | undefined {
  const field = ROOT_FIELDS.get(name);
  let found: string | number | undefined;
  field?.some(
    user,
    (value) => {
      if (typeof value === "number" || typeof value === "boolean") found = Number(value);
      if (typeof value === "string") found = field.isFolded ? value.toLowerCase() : value;
      return true;
    },
    () => undefined,
  );
  return found;
}
