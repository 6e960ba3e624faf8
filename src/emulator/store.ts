import type {
  AuthorizationCode,
  Consent,
  Cutoff,
  IssuedToken,
  LoginTransaction,
  OpaqueToken,
  RefreshToken,
  RevokedGrant,
  Session,
  User,
} from "./model.ts";

/** The part of `Map` that a tenant uses, so that something else can stand in for it. */
export type Table<Value> = Pick<
  Map<string, Value>,
  "get" | "set" | "has" | "delete" | "keys" | "values" | "entries" | "clear" | "size"
>;

/** What each table holds. One without bounds below does not compile. */
export type Records = {
  /** By user id. A linked secondary account is not in it. */
  users: User;
  /** By cookie value. */
  sessions: Session;
  /** By id. */
  logins: LoginTransaction;
  /** By code. */
  codes: AuthorizationCode;
  /** By token. */
  refreshTokens: RefreshToken;
  /** By token. */
  opaqueTokens: OpaqueToken;
  /** JWTs for people, by their signature. */
  issuedTokens: IssuedToken;
  /** By grant id. Nothing more is issued for these. */
  revokedGrants: RevokedGrant;
  /** By user id. */
  cutoffs: Cutoff;
  /** By user, application and audience; see `oauth/login/consent.ts`. */
  consents: Consent;
};

/** The name of a table. */
export type TableName = keyof Records;

/**
 * Everything about a tenant that changes. Access is synchronous on purpose: a handler checks and
 * writes without an `await` in between, so of two identical requests at once exactly one wins.
 * Records are replaced, never changed in place.
 */
export type Store = { readonly [Name in TableName]: Table<Records[Name]> };

/** How far a table grows. */
export type Bounds<Value> = {
  /** Records. */
  most: number;
  /** What happens beyond that. Who would be refused is told so before the record is made. */
  whenFull: "oldest-goes" | "refused";
  /** A record that never expires is ended by a call or a person. */
  ends: Value extends { expiresAt: number } ? "after-expiry" : "never";
};

const short = { whenFull: "oldest-goes", ends: "after-expiry" } as const;

/**
 * More than lessons and tests need at a time, and some megabytes together without the users, which `room.ts` bounds. What the oldest records stood for
 * ends early: a login, a session; a token that is forgotten, when anything of its user is taken back.
 */
export const BOUNDS: { readonly [Name in TableName]: Bounds<Records[Name]> } = {
  users: { most: 1000, whenFull: "refused", ends: "never" },
  sessions: { most: 2000, ...short },
  logins: { most: 1000, ...short },
  codes: { most: 2000, ...short },
  refreshTokens: { most: 2000, ...short },
  opaqueTokens: { most: 2000, ...short },
  issuedTokens: { most: 4000, ...short },
  revokedGrants: { most: 2000, ...short },
  // More than there can be users, so that nobody who signs up pushes out another's.
  cutoffs: { most: 10_000, ...short },
  consents: { most: 1000, whenFull: "oldest-goes", ends: "never" },
};

/** A store that lives as long as the process. */
export function createMemoryStore(): Store {
  return {
    users: new Map(),
    sessions: new Map(),
    logins: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    opaqueTokens: new Map(),
    issuedTokens: new Map(),
    revokedGrants: new Map(),
    cutoffs: new Map(),
    consents: new Map(),
  };
}

/** Empties every table. */
export function clearStore(store: Store): void {
  for (const table of Object.values<Pick<Table<unknown>, "clear">>(store)) table.clear();
}

/** What is in every table, in the order in which it came. */
export type SavedRecords = Readonly<Record<string, readonly (readonly [string, object])[]>>;

/** Notes what is in every table. Records are replaced, never changed, so that it stays as it is. */
export function saveStore(store: Store): SavedRecords {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, [...tableOf(store, name).entries()]]));
}

/** Has every table hold what was noted, and nothing else. */
export function loadStore(store: Store, saved: SavedRecords): void {
  for (const name of TABLE_NAMES) {
    const table = tableOf(store, name);
    table.clear();
    for (const [key, record] of saved[name] ?? []) table.set(key, record);
  }
}

type AnyTable = Pick<Table<object>, "entries" | "clear" | "set">;

/** What goes into a table was taken out of it before. */
function tableOf(store: Store, name: TableName): AnyTable {
  return store[name];
}

/** Milliseconds that records are kept beyond their end: to notice a replay, and to log what was over. */
const MEMORY = 3_600_000;

/** Milliseconds between two looks at every record. */
const INTERVAL = 10_000;

/**
 * Makes the one sweeper of a store. It runs before each request: takes the oldest records out of a table
 * that is full, and from time to time all that are over.
 */
export function createSweeper(store: Store): (now: number) => void {
  const tables = TABLE_NAMES.map((name): [Swept, Bounds<object>] => [store[name], BOUNDS[name]]);
  let sweptAt = -Infinity;
  return (now) => {
    const isDue = Math.abs(now - sweptAt) >= INTERVAL;
    if (isDue) sweptAt = now;
    for (const [table, { most, whenFull }] of tables) {
      if (isDue) dropExpired(table, now - MEMORY);
      if (whenFull === "oldest-goes") dropOldest(table, most);
    }
  };
}

const TABLE_NAMES = Object.keys(BOUNDS).filter((name) => isTableName(name));

function isTableName(name: string): name is TableName {
  return Object.hasOwn(BOUNDS, name);
}

type Swept = Pick<Table<object>, "entries" | "keys" | "delete" | "size">;

function dropExpired(table: Swept, before: number): void {
  for (const [key, record] of table.entries())
    if ("expiresAt" in record && typeof record.expiresAt === "number" && record.expiresAt <= before)
      table.delete(key);
}

/** Tables keep their records in the order in which they came. */
function dropOldest(table: Swept, most: number): void {
  if (table.size <= most) return;
  for (const key of table.keys()) {
    table.delete(key);
    if (table.size <= most) return;
  }
}
