import type {
  AuthorizationCode,
  Consent,
  IssuedToken,
  LoginTransaction,
  OpaqueToken,
  RefreshToken,
  Session,
  User,
} from "./model.ts";

/** The part of `Map` that a tenant uses, so that something else can stand in for it. */
export type Table<Value> = Pick<
  Map<string, Value>,
  "get" | "set" | "has" | "delete" | "values" | "entries" | "clear" | "size"
>;

/**
 * Everything about a tenant that changes. Access is synchronous on purpose: a handler checks and
 * writes without an `await` in between, so of two identical requests at once exactly one wins.
 * Records are replaced, never changed in place.
 */
export type Store = {
  /** By user id. A linked secondary account is not in it. */
  users: Table<User>;
  /** By cookie value. */
  sessions: Table<Session>;
  /** By id. */
  logins: Table<LoginTransaction>;
  /** By code. */
  codes: Table<AuthorizationCode>;
  /** By token. */
  refreshTokens: Table<RefreshToken>;
  /** By token. */
  opaqueTokens: Table<OpaqueToken>;
  /** JWT access tokens for people, by what their signature covers: the token without its last part. */
  issuedTokens: Table<IssuedToken>;
  /** By grant id. Nothing that came from these is accepted any more. */
  revokedGrants: Table<{ expiresAt: number }>;
  /** By user, application and audience; see `oauth/login/consent.ts`. */
  consents: Table<Consent>;
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
    consents: new Map(),
  };
}

/** Empties every table. */
export function clearStore(store: Store): void {
  const tables: Pick<Table<unknown>, "clear">[] = [
    store.users,
    store.sessions,
    store.logins,
    store.codes,
    store.refreshTokens,
    store.opaqueTokens,
    store.issuedTokens,
    store.revokedGrants,
    store.consents,
  ];
  for (const table of tables) table.clear();
}

/** Drops what has expired, so that a tenant left running does not grow. */
export function prune(table: Table<{ expiresAt: number }>, now: number): void {
  for (const [key, { expiresAt }] of table.entries()) if (expiresAt <= now) table.delete(key);
}
