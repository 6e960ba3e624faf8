import { expect, test } from "vitest";
import type { User } from "#protocol/management.ts";
import { findPair } from "./pair.ts";

const user = (
  id: string,
  email: string,
  isVerified = true,
  more: readonly string[] = [],
): User => ({
  user_id: id,
  email,
  email_verified: isVerified,
  identities: [id, ...more].map((key) => {
    const [provider = "", own = ""] = key.split("|");
    return { connection: provider, provider, user_id: own };
  }),
});

const ADA = user("auth0|1", "ada@example.com");
const GOOGLE = user("google-oauth2|2", "Ada@example.com");

test("takes the database account as A and the other one of the same verified address as B", () => {
  const mallory = user("auth0|9", "mallory@example.com");
  expect(findPair([mallory, GOOGLE, ADA])).toEqual({ A: "auth0|1", B: "google-oauth2|2" });
});

test.each<[string, readonly User[]]>([
  ["nobody", []],
  ["an address that is not verified", [ADA, user("github|3", "ada@example.com", false)]],
  ["two providers without a database", [GOOGLE, user("github|3", "ada@example.com")]],
  [
    "accounts that are linked",
    [user("auth0|1", "ada@example.com", true, ["google-oauth2|2"]), GOOGLE],
  ],
])("finds none in %s", (_, users) => {
  expect(findPair(users)).toBeNull();
});
