import { isRecord } from "#protocol/token.ts";

/** The two kinds of metadata that a user has. */
export const METADATA_KINDS = ["user_metadata", "app_metadata"] as const;

export type MetadataKind = (typeof METADATA_KINDS)[number];

/** Members of one kind of metadata, as the API gives them. */
export type Metadata = Readonly<Record<string, unknown>>;

/** A user's metadata: `{}` where there is none, `null` where a kind could not be read. */
export type UserMetadata = Readonly<Record<MetadataKind, Metadata | null>>;

/** Whose value A has after the link; `both` joins two lists. */
export type MetadataChoice = "A" | "B" | "both";

/** A member that A, B or both have. */
export type MetadataRow = {
  /** Names the row among the choices. */
  readonly id: string;
  readonly kind: MetadataKind;
  readonly key: string;
  readonly hasA: boolean;
  readonly hasB: boolean;
  readonly a: unknown;
  readonly b: unknown;
  /** What A has in the end, by the choice. */
  readonly value: unknown;
  readonly options: readonly MetadataChoice[];
  readonly choice: MetadataChoice;
  /** Both have it, and not the same. */
  readonly isConflict: boolean;
  /** A gets another value than it has. */
  readonly isChanged: boolean;
  /** The choice puts one object in place of another: members that only A's has are gone. */
  readonly replacesObject: boolean;
};

/** What is to be sent, and what is lost. */
export type MetadataPlan = {
  readonly rows: readonly MetadataRow[];
  /** Body of the PATCH per kind; `null` where nothing is to be sent. */
  readonly patches: Readonly<Record<MetadataKind, Metadata | null>>;
  /** A's metadata after the PATCH and the link. */
  readonly result: UserMetadata;
  readonly calls: readonly PlannedCall[];
  /** Rows of B whose value ends with the link; unlinking does not bring it back. */
  readonly dropped: readonly MetadataRow[];
  /** Rows whose value A gets from B; unlinking does not take it off A again. */
  readonly carried: readonly MetadataRow[];
};

/** A call of the plan; whose token it takes. */
export type PlannedCall = {
  readonly id: "read-b" | "patch-user-metadata" | "patch-app-metadata" | "link";
  readonly token: "A" | "B" | "server";
};

/** The scopes that writing it takes: a page's own, and a server's. */
export const METADATA_SCOPES: Readonly<Record<MetadataKind, string>> = {
  user_metadata: "update:current_user_metadata",
  app_metadata: "update:users_app_metadata",
};

/**
 * Plans how B's metadata gets to A before a link, which drops it. Nothing is sent. A kind that was
 * not read of both is left out: what would be replaced is not known.
 *
 * @param choices by {@link MetadataRow.id}; what is not chosen, or cannot be, keeps everything: A's
 *   value in a conflict, both lists, and B's where A has none
 * @see Auth0 Management API, Update a User: metadata merges at the first level only, and a member
 *   that is `null` is removed
 */
export function planMetadata(
  a: UserMetadata,
  b: UserMetadata,
  choices: ReadonlyMap<string, MetadataChoice>,
): MetadataPlan {
  const rows = METADATA_KINDS.flatMap((kind) => rowsOf(kind, a[kind], b[kind], choices));
  const user = patchOf(rows, "user_metadata");
  const app = patchOf(rows, "app_metadata");
  return {
    rows,
    patches: { user_metadata: user, app_metadata: app },
    result: {
      user_metadata: user === null ? a.user_metadata : mergeMetadata(a.user_metadata ?? {}, user),
      app_metadata: app === null ? a.app_metadata : mergeMetadata(a.app_metadata ?? {}, app),
    },
    calls: [
      { id: "read-b", token: "B" },
      ...(user === null ? [] : [{ id: "patch-user-metadata", token: "A" } as const]),
      ...(app === null ? [] : [{ id: "patch-app-metadata", token: "server" } as const]),
      { id: "link", token: "A" },
    ],
    dropped: rows.filter((row) => row.hasB && row.choice === "A" && (row.isConflict || !row.hasA)),
    carried: rows.filter((row) => row.isChanged),
  };
}

/**
 * Metadata after a PATCH, as the API merges it: members replace members whole, `null` removes one.
 *
 * @see Auth0 Management API, Update a User
 */
export function mergeMetadata(current: Metadata, patch: Metadata): Metadata {
  const members = { ...current, ...patch };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function rowsOf(
  kind: MetadataKind,
  a: Metadata | null,
  b: Metadata | null,
  choices: ReadonlyMap<string, MetadataChoice>,
): MetadataRow[] {
  if (a === null || b === null) return [];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) => {
    const values = { a: memberOf(a, key), b: memberOf(b, key) };
    if (values.a === undefined && values.b === undefined) return [];
    return [rowOf(kind, key, values, choices.get(`${kind}.${key}`))];
  });
}

/** Own members only: a key may be called `__proto__` or `constructor`. `null` is no value. */
function memberOf(metadata: Metadata, key: string): unknown {
  return Object.hasOwn(metadata, key) ? (metadata[key] ?? undefined) : undefined;
}

function rowOf(
  kind: MetadataKind,
  key: string,
  { a, b }: { a: unknown; b: unknown },
  wanted: MetadataChoice | undefined,
): MetadataRow {
  const hasA = a !== undefined;
  const hasB = b !== undefined;
  const isConflict = hasA && hasB && canonical(a) !== canonical(b);
  const both = isList(a) && isList(b) ? joined([...a, ...b]) : undefined;
  const options: readonly MetadataChoice[] =
    !hasB || (hasA && !isConflict) ? ["A"] : both === undefined ? ["A", "B"] : ["A", "B", "both"];
  const usual = both !== undefined && isConflict ? "both" : hasA ? "A" : "B";
  const choice = wanted !== undefined && options.includes(wanted) ? wanted : usual;
  const value = choice === "A" ? a : choice === "B" ? b : both;
  const isChanged = choice !== "A" && canonical(value) !== canonical(a);
  const replacesObject = isConflict && choice === "B" && isRecord(a) && isRecord(b);
  const id = `${kind}.${key}`;
  return {
    id,
    kind,
    key,
    hasA,
    hasB,
    a,
    b,
    value,
    options,
    choice,
    isConflict,
    isChanged,
    replacesObject,
  };
}

/** The members that change. `Object.fromEntries` makes an own member of `__proto__`, too. */
function patchOf(rows: readonly MetadataRow[], kind: MetadataKind): Metadata | null {
  const changed = rows.filter((row) => row.kind === kind && row.isChanged);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((row): [string, unknown] => [row.key, row.value]));
}

function joined(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** JSON with its members in order, so that equal values are equal text; "" for no value. */
function canonical(value: unknown): string {
  const text: string | undefined = JSON.stringify(value, (_, member: unknown) =>
    isRecord(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : member,
  );
  return text ?? "";
}
