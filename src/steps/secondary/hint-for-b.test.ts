import { expect, test } from "vitest";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { TENANT } from "#test/support/tokens.ts";
import { hintForB } from "./hint-for-b.ts";

const HINTS = { A: "ada@example.com, Passw0rd!", B: "Continue with Google" };

function signedInAs(userId: string): Walkthrough {
  const account = { userId, name: "Ada", email: null, isEmailVerified: true };
  const request = primaryAuthorization(TENANT, "code", "");
  return { ...UNTOUCHED, primary: { account, request, tokens: null } };
}

test("proposes the account that A is not", () => {
  expect(hintForB(HINTS, signedInAs("auth0|1"))).toBe(HINTS.B);
  expect(hintForB(HINTS, signedInAs("google-oauth2|1"))).toBe(HINTS.A);
});

test("proposes none once they are linked, nor where the tenant names none", () => {
  const own = { connection: "db", provider: "auth0", user_id: "1" };
  const identities = [own, { ...own, provider: "google-oauth2" }];
  const linked = { ...signedInAs("auth0|1"), user: { user_id: "auth0|1", identities } };
  expect(hintForB(HINTS, linked)).toBeNull();
  expect(hintForB(null, signedInAs("auth0|1"))).toBeNull();
});
