import { expect, test } from "vitest";
import { accountOf, describeProvider, labelOf } from "./account.ts";

test("reads an account from claims", () => {
  expect(
    accountOf({ sub: "auth0|1", name: "Ada", email: "ada@example.com", email_verified: true }),
  ).toEqual({ userId: "auth0|1", name: "Ada", email: "ada@example.com", isEmailVerified: true });
});

test.each([
  [{ sub: "auth0|1", email: "ada@example.com" }, "ada@example.com"],
  [{ sub: "auth0|1" }, "auth0|1"],
])("names the account of %j by what there is", (claims, name) => {
  expect(accountOf(claims).name).toBe(name);
});

test("takes an e-mail for verified only when the claim is true", () => {
  expect(accountOf({ sub: "auth0|1", email_verified: "true" }).isEmailVerified).toBe(false);
});

test.each([
  ["auth0|1", "Ada Lovelace", "Ada · password"],
  ["google-oauth2|1", "ada@example.com", "ada · Google"],
  ["constructor|1", "Ada", "Ada · constructor"],
  ["github|1", "\u202eAda\u2066 Lovelace", "Ada · GitHub"],
  ["github|1", "A\u200f\u061cda", "Ada · GitHub"],
  ["github|1", "\u202e Ada", "Ada · GitHub"],
  ["github|1", "\u202e", "github|1 · GitHub"],
])("labels %s, called %s, as %s", (userId, name, label) => {
  expect(labelOf({ userId, name, email: null, isEmailVerified: false })).toBe(label);
});

test("calls a provider that it does not know by its own name", () => {
  expect(describeProvider("okta")).toBe("okta");
});
