import { ApiError } from "#emulator/rules/errors.ts";

/** The part of a list that was asked for. */
export type Paging = {
  page: number;
  perPage: number;
  includeTotals: boolean;
};

/**
 * Checks that a query has no parameter that would be ignored, and none twice.
 * @throws ApiError `query-invalid`, `query-unsupported`
 */
export function readQuery(
  url: string,
  known: readonly string[],
  unsupported: readonly string[] = [],
): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (unsupported.includes(name)) throw new ApiError("query-unsupported", { what: name });
    if (!known.includes(name)) throw invalidQuery(`Additional properties not allowed: ${name}`);
    if (query.has(name)) throw invalidQuery(`Property included more than once: ${name}`);
    query.set(name, value);
  }
  return query;
}

/**
 * Reads `page` (from 0), `per_page` (1 to 100) and `include_totals`.
 * @throws ApiError `query-invalid`
 */
export function readPaging(query: ReadonlyMap<string, string>): Paging {
  return {
    page: readNumber(query, "page", 0, 0, 1_000_000),
    perPage: readNumber(query, "per_page", 50, 1, 100),
    includeTotals: readBoolean(query, "include_totals") ?? false,
  };
}

/** The page of a list, bare or with totals around it; of each item what is shown. */
export function paginate<Item>(
  items: readonly Item[],
  { page, perPage, includeTotals }: Paging,
  name: string,
  show: (item: Item) => unknown = (item) => item,
): object {
  const start = page * perPage;
  const part = items.slice(start, start + perPage).map(show);
  return includeTotals
    ? { start, limit: perPage, length: part.length, [name]: part, total: items.length }
    : part;
}

/**
 * `fields` and `include_fields`: the properties to show, or to leave out.
 * @throws ApiError `query-invalid`
 */
export function readFields(query: ReadonlyMap<string, string>) {
  const isIncluded = readBoolean(query, "include_fields") ?? true;
  const fields = query.get("fields")?.split(",");
  return (record: Record<string, unknown>): Record<string, unknown> =>
    fields === undefined
      ? record
      : Object.fromEntries(
          Object.entries(record).filter(([name]) => fields.includes(name) === isIncluded),
        );
}

/** A refusal in Auth0's words for what is wrong with a query. */
export function invalidQuery(reason: string): ApiError {
  return new ApiError("query-invalid", { reason });
}

function readNumber(
  query: ReadonlyMap<string, string>,
  name: string,
  fallback: number,
  minimum: number,
  maximum: number,
): number {
  const value = query.get(name);
  if (value === undefined) return fallback;
  if (!/^\d{1,7}$/.test(value)) throw invalidQuery(`Expected type integer on property ${name}`);
  const number = Number(value);
  if (number < minimum || number > maximum)
    throw invalidQuery(`Value ${number} is not between ${minimum} and ${maximum} on ${name}`);
  return number;
}

function readBoolean(query: ReadonlyMap<string, string>, name: string): boolean | undefined {
  const value = query.get(name);
  if (value === undefined) return undefined;
  if (value !== "true" && value !== "false")
    throw invalidQuery(`Expected type boolean on property ${name}`);
  return value === "true";
}
