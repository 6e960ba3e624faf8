import { describe, expect, test } from "vitest";
import type { AuthorizationRequest, Grant } from "./model.ts";
import { BOUNDS, createMemoryStore, createSweeper } from "./store.ts";
import type { Records, TableName } from "./store.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const MUCH_LATER = NOW + 365 * 86_400_000;
const expiresAt = NOW + 1000;

const grant: Grant = {
  id: "g",
  clientId: "c",
  identityKey: "github|1",
  scopes: [],
  audience: undefined,
  sid: "s",
  authTime: NOW,
  isAuthTimeAsked: false,
  nonce: undefined,
};

const request: AuthorizationRequest = {
  clientId: "c",
  redirectUri: "http://localhost:5173/callback",
  responseMode: "query",
  state: undefined,
  responseTypes: new Set(["code"]),
  requestedScope: "",
  scopes: [],
  audience: undefined,
  nonce: undefined,
  codeChallenge: undefined,
  connection: undefined,
  loginHint: undefined,
  prompts: new Set(),
  isSignUp: false,
  colorScheme: undefined,
  maxAge: undefined,
};

/** One record of each table. A table that is new does not compile before it has one. */
const SAMPLES: { readonly [Name in TableName]: Records[Name] } = {
  users: {
    userId: "github|1",
    identities: [
      {
        provider: "github",
        id: "1",
        connection: "github",
        isSocial: true,
        profile: {},
        passwordHash: undefined,
      },
    ],
    userMetadata: {},
    appMetadata: {},
    isBlocked: false,
    mark: {},
    createdAt: NOW,
    updatedAt: NOW,
    lastLogin: undefined,
    lastPasswordReset: undefined,
    loginsCount: 0,
  },
  sessions: { id: "i", sid: "s", identityKey: "github|1", authTime: NOW, expiresAt },
  logins: {
    id: "i",
    browser: "b",
    request,
    sid: undefined,
    userId: undefined,
    expiresAt,
  },
  codes: { grant, redirectUri: "r", codeChallenge: undefined, expiresAt, isUsed: true },
  refreshTokens: { grant, expiresAt, endsAt: expiresAt, isUsed: true, isUserGone: false },
  opaqueTokens: { grant, expiresAt },
  issuedTokens: { kind: "access", userId: "github|1", grants: [grant], expiresAt },
  revokedGrants: { expiresAt },
  cutoffs: { at: NOW, expiresAt },
  consents: { userId: "github|1", clientId: "c", audience: undefined, scopes: new Set() },
};

function fill(table: Pick<Map<string, object>, "set">, record: object, count: number): void {
  for (let index = 0; index < count; index += 1) table.set(String(index), record);
}

const names = Object.keys(createMemoryStore()).filter((name): name is TableName => name in SAMPLES);

test("every table of a store has bounds", () => {
  expect(Object.keys(createMemoryStore()).toSorted()).toEqual(Object.keys(BOUNDS).toSorted());
  expect(names).toHaveLength(Object.keys(BOUNDS).length);
});

describe.each(names)("the table %s", (name) => {
  test("holds no more than its bound, and the newest stay", () => {
    const store = createMemoryStore();
    const { most, whenFull } = BOUNDS[name];
    fill(store[name], SAMPLES[name], most + 3);
    createSweeper(store)(NOW);
    // New accounts are refused before they are made, so no old one has to go.
    if (name === "users") expect(whenFull).toBe("refused");
    else {
      expect(whenFull).toBe("oldest-goes");
      expect(store[name].size).toBe(most);
      expect(store[name].has(String(most + 2))).toBe(true);
      expect(store[name].has("2")).toBe(false);
    }
  });

  test("forgets what is over, and nothing before", () => {
    const store = createMemoryStore();
    fill(store[name], SAMPLES[name], 1);
    const sweep = createSweeper(store);
    sweep(expiresAt - 1);
    expect(store[name].size).toBe(1);
    sweep(MUCH_LATER);
    expect(store[name].size).toBe(BOUNDS[name].ends === "never" ? 1 : 0);
  });
});

test("a sweeper looks again when the clock was turned back and forth", () => {
  const store = createMemoryStore();
  const sweep = createSweeper(store);
  sweep(MUCH_LATER);
  store.sessions.set("one", SAMPLES.sessions);
  sweep(NOW);
  expect(store.sessions.size).toBe(1);
  sweep(MUCH_LATER);
  expect(store.sessions.size).toBe(0);
});
