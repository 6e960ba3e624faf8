import { expect, test } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { personToken } from "#test/support/use-cases/fixtures.ts";
import { ownAccounts } from "./own-accounts.ts";

const A = "auth0|1";
const B = "google-oauth2|1001";
const account = (userId: string) => ({ userId, name: "Ada", email: null, isEmailVerified: true });
const idTokenOf = (sub: string, exp = NOW + 60) => forgeToken({ ...ID_TOKEN_CLAIMS, sub, exp });

const tokens = {
  accessToken: personToken,
  idToken: idTokenOf(A),
  fitness: "fits",
  grantedScope: "openid update:current_user_identities",
} as const;
const request = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");
const primary = { account: account(A), request, tokens };
const secondary = { account: account(B), request, idToken: idTokenOf(B), user: null };
const linked = {
  user_id: A,
  identities: [
    { connection: "db", provider: "auth0", user_id: "1" },
    { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" },
  ],
};

const read = (change: Partial<Walkthrough>) =>
  ownAccounts({ ...UNTOUCHED, primary, secondary, ...change }, NOW);

test("reads both accounts where both are logged in", () => {
  const accounts = { userId: A, secondaryUserId: B, linkWith: secondary.idToken };
  expect(read({})).toMatchObject({ kind: "ready", accounts });
});

test.each<[string, Partial<Walkthrough>, string, RegExp]>([
  ["nobody", { primary: null }, "primary", /Log in as A/],
  ["A of an earlier page", { primary: { ...primary, tokens: null } }, "primary", /Log in as A/],
  [
    "A without the scope",
    { primary: { ...primary, tokens: { ...tokens, grantedScope: "openid" } } },
    "primary",
    /update:current_user_identities/,
  ],
  [
    "A with an opaque token",
    { primary: { ...primary, tokens: { ...tokens, fitness: "opaque" } } },
    "primary",
    /not for linking/,
  ],
  [
    "A without an ID token",
    { primary: { ...primary, tokens: { ...tokens, idToken: null } } },
    "primary",
    /openid/,
  ],
  [
    "A whose ID token is over",
    { primary: { ...primary, tokens: { ...tokens, idToken: idTokenOf(A, NOW) } } },
    "primary",
    /expired/,
  ],
  ["A alone", { secondary: null }, "secondary", /Log in as B/],
  [
    "B whose ID token is over",
    { secondary: { ...secondary, idToken: idTokenOf(B, NOW) } },
    "secondary",
    /expired/,
  ],
  ["B that is A", { secondary: { ...secondary, account: account(A) } }, "secondary", /same/],
  ["B that is linked", { user: linked }, "unlink", /Unlink it first/],
])("says what to do for %s", (_, change, step, because) => {
  expect(read(change)).toMatchObject({
    kind: "missing",
    step,
    because: expect.stringMatching(because),
  });
});
