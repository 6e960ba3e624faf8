import { beforeEach, describe, expect, test } from "vitest";
import { deleteUser } from "#emulator/accounts/endings.ts";
import { linkAccount, unlinkIdentity } from "#emulator/management/identities/link.ts";
import type { User } from "#emulator/model.ts";
import { BOUNDS, createMemoryStore, createSweeper } from "#emulator/store.ts";
import type { Store } from "#emulator/store.ts";
import { cutOff, isTakenBack, rememberToken, revokeGrant } from "./revoke.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const [ADA, GITHUB, MALLORY] = ["auth0|ada", "github|1", "auth0|mallory"] as const;
const TOKEN = "header.payload.signature";
/** Of the token of somebody who logged in with GitHub and is Ada here. */
const GRANT = { id: "g", identityKey: GITHUB };
const CLAIMS = { sub: ADA, iat: NOW / 1000 };

function userOf(userId: string): User {
  const [provider = "", id = ""] = userId.split("|");
  const identity = { provider, id, connection: provider, isSocial: false, profile: {} };
  return {
    userId,
    identities: [{ ...identity, passwordHash: undefined }],
    userMetadata: {},
    appMetadata: {},
    isBlocked: undefined,
    mark: {},
    createdAt: NOW,
    updatedAt: NOW,
    lastLogin: undefined,
    lastPasswordReset: undefined,
    loginsCount: 0,
  };
}

let store: Store;
beforeEach(() => {
  store = createMemoryStore();
  for (const id of [ADA, GITHUB, MALLORY]) store.users.set(id, userOf(id));
  link(ADA, GITHUB);
});

function link(primary: string, secondary: string): void {
  linkAccount(store, primary, { key: secondary, unknown: "link-secondary-unknown" }, NOW);
}

function remember(
  grant: typeof GRANT | { id: string; identityKey: string } = GRANT,
  user = store.users.get(ADA) ?? userOf(ADA),
): void {
  rememberToken(store, TOKEN, grant, {
    kind: "access",
    user,
    expiresAt: NOW + 86_400_000,
    now: NOW + 1000,
  });
}

const isDead = (): boolean => isTakenBack(store, TOKEN, CLAIMS);

test("of the logins that got the same text, the last ten are remembered, and one keeps it good", () => {
  for (let count = 0; count < 12; count += 1) remember({ id: `g${count}`, identityKey: GITHUB });
  const [issued] = [...store.issuedTokens.values()];
  expect(issued?.grants.map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `g${index + 2}`),
  );
  for (let count = 0; count < 11; count += 1)
    revokeGrant(store, { id: `g${count}`, identityKey: GITHUB }, NOW);
  expect(isDead()).toBe(false);
  revokeGrant(store, { id: "g11", identityKey: GITHUB }, NOW);
  expect(isDead()).toBe(true);
});

/** More than a table holds, and the sweeper that then takes its oldest records out. */
function flood(name: "issuedTokens" | "revokedGrants"): void {
  const expiresAt = NOW + 86_400_000;
  for (let index = 0; index <= BOUNDS[name].most; index += 1) {
    const key = `other ${index}`;
    store.revokedGrants.set(key, { expiresAt });
    store.issuedTokens.set(key, { kind: "id", userId: MALLORY, grants: [], expiresAt });
  }
  createSweeper(store)(NOW);
}

test("a token is good for who logged in with an identity of the user", () => {
  remember();
  expect(isDead()).toBe(false);
});

describe("a token that an authorization gave", () => {
  test("goes with it", () => {
    remember();
    revokeGrant(store, GRANT, NOW);
    expect(isDead()).toBe(true);
  });

  test("stays gone when others fill the table of revocations", () => {
    remember();
    revokeGrant(store, GRANT, NOW);
    flood("revokedGrants");
    remember({ id: "own", identityKey: MALLORY });
    expect(isDead()).toBe(true);
  });

  test("goes with it although others had it forgotten", () => {
    remember();
    flood("issuedTokens");
    revokeGrant(store, GRANT, NOW);
    expect(isDead()).toBe(true);
  });

  test("is not remembered for it when it was taken back meanwhile", () => {
    revokeGrant(store, GRANT, NOW);
    remember();
    expect(isDead()).toBe(true);
  });
});

describe("an identity that leaves takes no token for the user along:", () => {
  test("none that is remembered", () => {
    remember();
    unlinkIdentity(store, ADA, GITHUB, NOW);
    expect(isDead()).toBe(true);
  });

  test("none that others had forgotten", () => {
    remember();
    flood("issuedTokens");
    unlinkIdentity(store, ADA, GITHUB, NOW);
    expect(isDead()).toBe(true);
  });

  test("none that was being signed", () => {
    unlinkIdentity(store, ADA, GITHUB, NOW);
    remember();
    expect(isDead()).toBe(true);
  });

  test("none that was being signed, when it is forgotten", () => {
    unlinkIdentity(store, ADA, GITHUB, NOW - 1000);
    remember();
    flood("issuedTokens");
    expect(isDead()).toBe(true);
  });

  test("none from before both went to somebody else, and the user came back alone", () => {
    remember();
    link(MALLORY, ADA);
    unlinkIdentity(store, MALLORY, ADA, NOW);
    expect(isDead()).toBe(true);
  });
});

test("an account that is made anew while a token is signed is not opened by it", () => {
  const before = store.users.get(ADA);
  store.users.set(ADA, userOf(ADA));
  remember({ id: "g", identityKey: ADA }, before);
  expect(isDead()).toBe(true);
  flood("issuedTokens");
  expect(isDead()).toBe(true);
});

test("a cut-off that is renewed outlasts those that came between", () => {
  cutOff(store, ADA, NOW - 1000);
  for (let index = 1; index < BOUNDS.cutoffs.most; index += 1) cutOff(store, `auth0|${index}`, NOW);
  remember();
  flood("issuedTokens");
  unlinkIdentity(store, ADA, GITHUB, NOW);
  createSweeper(store)(NOW);
  expect(isDead()).toBe(true);
});

test("a cut-off stays when a later one comes while the clock is turned back", () => {
  remember();
  flood("issuedTokens");
  unlinkIdentity(store, ADA, GITHUB, NOW);
  cutOff(store, ADA, NOW - 3_600_000);
  expect(isDead()).toBe(true);
});

test("a token opens nobody who is made again, also where the clock was turned back meanwhile", () => {
  remember();
  deleteUser(store, ADA, NOW - 3_600_000);
  store.users.set(ADA, userOf(ADA));
  expect(isDead()).toBe(true);
});

test("what was cut off stays so when more is taken back while the clock is back", () => {
  remember();
  flood("issuedTokens");
  unlinkIdentity(store, ADA, GITHUB, NOW);
  revokeGrant(store, { id: "later", identityKey: ADA }, NOW - 3_600_000);
  expect(isDead()).toBe(true);
});

test("what is remembered is short, however long the token", () => {
  rememberToken(store, `header.${"x".repeat(100_000)}.signature`, GRANT, {
    kind: "id",
    user: userOf(ADA),
    now: NOW,
    expiresAt: NOW,
  });
  expect([...store.issuedTokens.keys()]).toEqual(["signature"]);
});
