import { expect, test } from "vitest";
import { UNTOUCHED } from "#linking/walkthrough/state.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import {
  isEditedSince,
  loginHintOf,
  NO_CHOICES,
  parseChoices,
  primaryRequest,
  secondaryRequest,
  type Choices,
} from "./choices.ts";

const ACCOUNT = { userId: "auth0|1", name: "Ada", email: "ada@example.com", isEmailVerified: true };
const LOGIN = primaryAuthorization(TENANT, "code", "");
const FULL: Choices = {
  primary: LOGIN,
  place: "popup",
  secondary: secondaryAuthorization(TENANT, "implicit", ""),
  language: "curl",
  scenario: { step: "link", id: "twice" },
  unlinkId: "google-oauth2|1001",
};

test("comes back from storage as it was", () => {
  expect(parseChoices(JSON.parse(JSON.stringify(FULL)))).toEqual(FULL);
});

test.each([
  ["nothing", null],
  ["another language", { ...FULL, language: "cobol" }],
  ["a step that is none", { ...FULL, scenario: { step: "home", id: "x" } }],
  ["a request without audience", { ...FULL, primary: { ...LOGIN, audience: undefined } }],
  ["a place that is none", { ...FULL, place: "iframe" }],
])("is nobody's choice when the store holds %s", (_, value) => {
  expect(parseChoices(value)).toEqual(NO_CHOICES);
});

test("asks for a login once somebody is known at the tenant", () => {
  expect(primaryRequest(NO_CHOICES, UNTOUCHED, TENANT).prompt).toBe("");
  expect(primaryRequest(NO_CHOICES, { ...UNTOUCHED, cookie: ACCOUNT }, TENANT).prompt).toBe(
    "login",
  );
});

test.each([
  ["token id_token", "token id_token"],
  ["code", "code"],
  ["id_token", "code"],
] as const)("goes on after a login with %s with %s", (last, next) => {
  const request = { ...LOGIN, response_type: last };
  const walkthrough = { ...UNTOUCHED, primary: { account: ACCOUNT, request, tokens: null } };
  expect(primaryRequest(NO_CHOICES, walkthrough, TENANT).response_type).toBe(next);
});

test("is what the reader edited", () => {
  expect(primaryRequest(FULL, UNTOUCHED, TENANT)).toBe(FULL.primary);
  expect(secondaryRequest(FULL, TENANT)).toBe(FULL.secondary);
  expect(secondaryRequest(NO_CHOICES, TENANT)).toEqual(secondaryAuthorization(TENANT, "code", ""));
});

test.each([
  [{ scope: "openid" }, true],
  [{ audience: "" }, true],
  [{ login_hint: "ada" }, false],
  [{}, false],
])("calls a result old where the request was changed by %j: %s", (change, expected) => {
  const edited = { ...LOGIN, ...change };
  expect(isEditedSince(edited, LOGIN)).toBe(expected);
  expect(isEditedSince(edited, null)).toBe(false);
  expect(isEditedSince(null, LOGIN)).toBe(false);
});

test("names a provider's connection, and no database's", () => {
  expect(loginHintOf({ ...ACCOUNT, userId: "github|7" })).toEqual({
    connection: "github",
    login_hint: "ada@example.com",
  });
  expect(loginHintOf({ ...ACCOUNT, email: null })).toEqual({ connection: "", login_hint: "" });
});
