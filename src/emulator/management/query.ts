import { ApiError } from "#emulator/rules/errors.ts";

/** The part of a list that was asked for. */
export type Paging = {
  page: number;
  perPage: number;
  includeTotals: boolean;
};

/**
 * Checks that a query has no parameter that would be ignored, and none twice but those of `lists`.
 * @throws ApiError `query-invalid`, `query-unsupported`
 */
export function readQuery(
  url: string,
  known: readonly string[],
  unsupported: readonly string[] = [],
  lists: readonly string[] = [],
): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (unsupported.includes(name)) throw new ApiError("query-unsupported", { what: name });
    if (!known.includes(name)) throw invalidQuery(`Additional properties not allowed: ${name}`);
    if (query.has(name) && !lists.includes(name))
      throw invalidQuery(`Property included more than once: ${name}`);
    query.set(name, value);
  }
  return query;
}

/**
 * Reads `page` (from 0), `per_page` (0 to 100) and `include_totals`.
 * @throws ApiError `query-invalid`
 */
export function readPaging(query: ReadonlyMap<string, string>): Paging {
  return {
    page: readNumber(query, "page", 0, 0, 1_000_000),
    perPage: readNumber(query, "per_page", 50, 0, 100),
    includeTotals: readBoolean(query, "include_totals") ?? false,
  };
}

/** Every value of a parameter that may be sent several times. */
export function readList(url: string, name: string): readonly string[] {
  return new URL(url).searchParams.getAll(name);
}

/** A part of a list by checkpoint: `take` items, from the one that the last answer named. */
export type Checkpoint = {
  from: string | undefined;
  take: number;
};

/**
 * Reads `from` and `take` (1 to 100); undefined where neither is sent.
 * @throws ApiError `query-invalid`
 * @see https://auth0.com/docs/api/management/v2/connections/get-connections
 */
export function readCheckpoint(query: ReadonlyMap<string, string>): Checkpoint | undefined {
  if (!query.has("from") && !query.has("take")) return undefined;
  return { from: query.get("from"), take: readNumber(query, "take", 50, 1, 100) };
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

/** What a user may have at its root, besides what only some provider knows. */
const USER_FIELDS: ReadonlySet<string> = new Set(
  [
    "user_id email email_verified username phone_number phone_verified name given_name family_name",
    "middle_name nickname picture locale zoneinfo birthdate gender website profile address",
    "preferred_username identities user_metadata app_metadata multifactor blocked created_at updated_at",
    "last_ip last_login last_password_reset logins_count",
  ].flatMap((line) => line.split(" ")),
);

/**
 * `fields` and `include_fields`: the properties to show, or to leave out.
 * @param known the properties that there are; those of a user unless told otherwise
 * @throws ApiError `query-invalid`, `query-unsupported`
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 */
export function readFields(
  query: ReadonlyMap<string, string>,
  known: ReadonlySet<string> = USER_FIELDS,
) {
  const isIncluded = readBoolean(query, "include_fields") ?? true;
  const fields = query.get("fields")?.split(",");
  for (const field of fields ?? []) {
    if (/^(?:user|app)_metadata\./.test(field))
      throw new ApiError("query-unsupported", { what: "fields within metadata" });
    if (!known.has(field)) throw invalidQuery(`No property is named ${field} on property fields`);
  }
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
