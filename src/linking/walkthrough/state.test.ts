import { expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { forgeToken, TENANT } from "#test/support/tokens.ts";
import type { Account } from "./account.ts";
import {
  advance,
  cookieOwner,
  isStale,
  linkedIdentities,
  UNTOUCHED,
  withoutTokens,
  type Occurrence,
  type Walkthrough,
} from "./state.ts";

const KEYS = { keys: [{ kty: "RSA", kid: "key-1" }] };
const REQUEST = primaryAuthorization(TENANT, "code", "https://app.example/callback");
const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const ALONE = { user_id: "auth0|1", identities: [OWN] };
const LINKED = { user_id: "auth0|1", identities: [OWN, GOOGLE] };

const TOKENS = {
  accessToken: "secret-access-token-of-A",
  idToken: "secret-id-token-of-A",
  fitness: "fits",
  grantedScope: "openid",
} as const;

function account(userId: string): Account {
  return { userId, name: "Ada", email: null, isEmailVerified: true };
}

function signIn(userId: string): Occurrence {
  return { type: "primary-signed-in", account: account(userId), request: REQUEST, tokens: TOKENS };
}

function after(...occurrences: Occurrence[]): Walkthrough {
  let state = UNTOUCHED;
  for (const occurrence of occurrences) state = advance(state, occurrence);
  return state;
}

const READ: Occurrence = { type: "tenant-read", keys: KEYS };
const SIGNED_IN = signIn("auth0|1");
const USER_READ: Occurrence = { type: "user-read", user: ALONE };
const PROVED: Occurrence = {
  type: "secondary-proved",
  account: account("google-oauth2|1001"),
  request: REQUEST,
  idToken: "secret-id-token-of-B",
};
const SEEN: Occurrence = { type: "checks-seen" };
const LINK: Occurrence = { type: "linked", before: ALONE, identities: [OWN, GOOGLE] };
const UNLINK: Occurrence = { type: "unlinked", identity: GOOGLE, identities: [OWN] };

const SOMEBODY: Occurrence = { type: "logged-in-at-tenant", account: null };
const RENEWED = { ...TOKENS, accessToken: "newer" };
const RENEWAL: Occurrence = { type: "tokens-renewed", tokens: RENEWED };

function loginOf(userId: string): Occurrence {
  return { type: "logged-in-at-tenant", account: account(userId) };
}

const B_READ = { user_id: "google-oauth2|1001", identities: [GOOGLE] };

function refused(type: "old-way-tried" | "dangerous-way-tried", status: number): Occurrence {
  return { type, status, message: "no", finding: "unknown-answer" };
}

const TABLE: readonly [string, Occurrence[], Partial<Walkthrough>][] = [
  ["nothing", [], {}],
  ["the tenant was read", [READ], { keys: KEYS }],
  [
    "A signed in",
    [READ, SIGNED_IN],
    {
      logins: 1,
      keys: KEYS,
      primary: { account: account("auth0|1"), request: REQUEST, tokens: TOKENS },
      cookie: account("auth0|1"),
    },
  ],
  ["A was read", [USER_READ], { user: ALONE }],
  [
    "B proved itself",
    [PROVED],
    {
      secondary: {
        account: account("google-oauth2|1001"),
        request: REQUEST,
        idToken: "secret-id-token-of-B",
        user: null,
      },
      cookie: account("google-oauth2|1001"),
    },
  ],
  [
    "B could read itself",
    [PROVED, { type: "secondary-read", user: B_READ }],
    {
      secondary: {
        account: account("google-oauth2|1001"),
        request: REQUEST,
        idToken: "secret-id-token-of-B",
        user: B_READ,
      },
      cookie: account("google-oauth2|1001"),
    },
  ],
  ["B was read, but nobody proved it", [{ type: "secondary-read", user: B_READ }], {}],
  [
    "the old way and the dangerous one were refused, then A logged in again",
    [SIGNED_IN, refused("old-way-tried", 401), refused("dangerous-way-tried", 403), SIGNED_IN],
    {
      logins: 2,
      primary: { account: account("auth0|1"), request: REQUEST, tokens: TOKENS },
      oldWay: { status: 401, message: "no", finding: "unknown-answer", login: 1 },
      dangerous: { status: 403, message: "no", finding: "unknown-answer", login: 1 },
      cookie: account("auth0|1"),
    },
  ],
  ["the checks were seen", [SEEN], { hasSeenChecks: true }],
  ["a link went through", [LINK], { user: LINKED, change: { before: ALONE, after: null } }],
  [
    "A was read after the link",
    [LINK, { type: "user-read", user: LINKED }],
    { user: LINKED, change: { before: ALONE, after: LINKED } },
  ],
  [
    "the change was seen",
    [LINK, { type: "change-seen" }],
    { user: LINKED, change: { before: ALONE, after: null }, hasSeenChange: true },
  ],
  ["the link was taken off", [LINK, UNLINK], { user: ALONE, change: null, unlinked: GOOGLE }],
  [
    "it was linked again",
    [LINK, UNLINK, LINK],
    { user: LINKED, change: { before: ALONE, after: null } },
  ],
  [
    "all started over, though the tenant's cookie stays",
    [READ, SIGNED_IN, PROVED, LINK, { type: "started-over" }],
    { cookie: account("google-oauth2|1001") },
  ],
  [
    "A's tokens were renewed",
    [SIGNED_IN, PROVED, RENEWAL],
    {
      primary: { account: account("auth0|1"), request: REQUEST, tokens: RENEWED },
      logins: 1,
      renewals: 1,
      secondary: {
        account: account("google-oauth2|1001"),
        request: REQUEST,
        idToken: "secret-id-token-of-B",
        user: null,
      },
      cookie: account("google-oauth2|1001"),
    },
  ],
  [
    "A's tokens were renewed twice",
    [SIGNED_IN, RENEWAL, RENEWAL],
    {
      primary: { account: account("auth0|1"), request: REQUEST, tokens: RENEWED },
      logins: 1,
      renewals: 2,
      cookie: account("auth0|1"),
    },
  ],
  [
    "A logged in again after a renewal",
    [SIGNED_IN, RENEWAL, SIGNED_IN],
    {
      logins: 2,
      primary: { account: account("auth0|1"), request: REQUEST, tokens: TOKENS },
      cookie: account("auth0|1"),
    },
  ],
  ["nobody's tokens were renewed", [RENEWAL], { renewals: 1 }],
  ["somebody logged in", [loginOf("auth0|9")], { cookie: account("auth0|9") }],
  ["nobody knows who logged in", [loginOf("auth0|9"), SOMEBODY], { cookie: null }],
];

test.each(TABLE)("knows that %s", (_, occurrences, expected) => {
  expect(after(...occurrences)).toEqual({ ...UNTOUCHED, ...expected });
});

const MADE = { ...ALONE, created_at: "2026-01-02T00:00:00.500Z" };
const MADE_ANEW = { ...ALONE, created_at: "2026-01-03T00:00:00.500Z" };

/** A login as A or B whose ID token was issued at a time. */
function loginAt(owner: "A" | "B", time: string): Occurrence {
  const idToken = forgeToken({ iat: Date.parse(time) / 1000 });
  return owner === "A"
    ? {
        type: "primary-signed-in",
        account: account("auth0|1"),
        request: REQUEST,
        tokens: { ...TOKENS, idToken },
      }
    : {
        type: "secondary-proved",
        account: account("google-oauth2|1001"),
        request: REQUEST,
        idToken,
      };
}

test.each([
  ["A", "before it", "2026-01-02T23:59:59.000Z", null],
  ["A", "in the same second", "2026-01-03T00:00:00.000Z", "A"],
  ["B", "before it", "2026-01-02T00:00:01.000Z", null],
  ["B", "after it", "2026-01-03T00:00:01.000Z", "B"],
] as const)(
  "knows of no link once A was made anew; %s had logged in %s",
  (owner, _, time, expected) => {
    const before = after(
      SIGNED_IN,
      { type: "user-read", user: MADE },
      { ...LINK, before: MADE },
      loginAt(owner, time),
    );
    const state = advance(before, { type: "user-read", user: MADE_ANEW });
    expect(state).toMatchObject({ user: MADE_ANEW, change: null, primary: before.primary });
    expect(cookieOwner(state)).toBe(expected);
  },
);

test("does not know whose the cookie is once A was made anew, where no token tells", () => {
  const read: Occurrence = { type: "user-read", user: MADE };
  const third = after(SIGNED_IN, read, loginOf("auth0|9"));
  expect(advance(third, read).cookie).toEqual(account("auth0|9"));
  for (const state of [third, withoutTokens(after(SIGNED_IN, read))])
    expect(advance(state, { type: "user-read", user: MADE_ANEW }).cookie).toBeNull();
});

test("keeps all else when the same person logs in again", () => {
  const before = after(READ, SIGNED_IN, USER_READ, PROVED, SEEN);
  const fresh = { ...TOKENS, accessToken: "newer" };
  const same: Occurrence = {
    type: "primary-signed-in",
    account: account("auth0|1"),
    request: REQUEST,
    tokens: fresh,
  };
  expect(advance(before, same)).toEqual({
    ...before,
    primary: { account: account("auth0|1"), request: REQUEST, tokens: fresh },
    logins: 2,
    cookie: account("auth0|1"),
  });
});

test("forgets the person before when another one logs in", () => {
  const before = after(READ, SIGNED_IN, USER_READ, PROVED, SEEN, LINK, { type: "change-seen" });
  expect(advance(before, signIn("auth0|2"))).toEqual({
    ...UNTOUCHED,
    keys: KEYS,
    logins: 1,
    primary: { account: account("auth0|2"), request: REQUEST, tokens: TOKENS },
    cookie: account("auth0|2"),
  });
});

test("asks for the checks anew, and forgets the unlink, when B proves itself again", () => {
  const state = after(SIGNED_IN, PROVED, SEEN, LINK, UNLINK, PROVED);
  expect(state.hasSeenChecks).toBe(false);
  expect(state.unlinked).toBeNull();
});

test("leaves the state before as it was", () => {
  const before = Object.freeze(after(READ, SIGNED_IN));
  advance(before, LINK);
  expect(before).toEqual(after(READ, SIGNED_IN));
});

test("holds no token once it is without tokens", () => {
  const full = after(READ, SIGNED_IN, USER_READ, PROVED, LINK);
  expect(JSON.stringify(full)).toContain("secret-");
  const kept = withoutTokens(full);
  expect(JSON.stringify(kept)).not.toContain("secret-");
  expect(kept.primary?.account).toEqual(account("auth0|1"));
  expect(kept.secondary?.account).toEqual(account("google-oauth2|1001"));
});

test("is the same without tokens where there are none", () => {
  expect(withoutTokens(UNTOUCHED)).toEqual(UNTOUCHED);
});

test("counts A's own identity not as linked", () => {
  expect(linkedIdentities(UNTOUCHED)).toEqual([]);
  expect(linkedIdentities(after(USER_READ))).toEqual([]);
  expect(linkedIdentities(after(LINK))).toEqual([GOOGLE]);
});

const COOKIES: readonly [string, Occurrence[], ReturnType<typeof cookieOwner>][] = [
  ["nobody logged in", [], null],
  ["A signed in", [SIGNED_IN], "A"],
  ["B proved itself", [SIGNED_IN, PROVED], "B"],
  ["A signed in again after B", [SIGNED_IN, PROVED, SIGNED_IN], "A"],
  ["A's tokens were renewed after B", [SIGNED_IN, PROVED, RENEWAL], "B"],
  ["B is linked, so that its login opens A", [SIGNED_IN, PROVED, LINK], "A"],
  ["B is unlinked again", [SIGNED_IN, PROVED, LINK, UNLINK], "B"],
  ["a third one logged in", [SIGNED_IN, PROVED, loginOf("auth0|9")], "other"],
  ["a popup was closed", [SIGNED_IN, SOMEBODY], null],
  ["all started over", [SIGNED_IN, { type: "started-over" }], "other"],
  ["somebody logged in before there was an A", [loginOf("auth0|1")], "other"],
];

test.each(COOKIES)("knows whose the tenant's cookie is when %s", (_, occurrences, owner) => {
  expect(cookieOwner(after(...occurrences))).toBe(owner);
});

test("calls a result stale once A logged in again", () => {
  const tried = after(SIGNED_IN, refused("old-way-tried", 401));
  expect(tried.oldWay && isStale(tried, tried.oldWay)).toBe(false);
  const again = advance(tried, SIGNED_IN);
  expect(again.oldWay && isStale(again, again.oldWay)).toBe(true);
});
