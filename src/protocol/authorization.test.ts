import { expect, test } from "vitest";
import {
  asksForRefreshToken,
  grantOf,
  guideAuthorization,
  isModeRead,
  primaryAuthorization,
  RESPONSE_TYPES,
  responseModeOf,
  secondaryAuthorization,
} from "./authorization.ts";
import { TENANT } from "#test/support/tokens.ts";

const CALLBACK = "http://localhost:5173/callback";
const UNSENT = {
  response_mode: "",
  prompt: "",
  max_age: "",
  connection: "",
  login_hint: "",
  "ext-color-scheme": "",
};

test.each([
  ["code", "code"],
  ["implicit", "token id_token"],
] as const)("asks for A's tokens with the grant %s", (grant, responseType) => {
  expect(primaryAuthorization(TENANT, grant, CALLBACK)).toEqual({
    ...UNSENT,
    client_id: "linklab-spa",
    response_type: responseType,
    audience: "http://localhost:5180/api/v2/",
    scope: "openid profile email read:current_user update:current_user_identities",
    redirect_uri: CALLBACK,
  });
});

test("asks as the migration guide does, to the letter", () => {
  expect(guideAuthorization(TENANT, CALLBACK)).toEqual({
    ...UNSENT,
    client_id: "linklab-spa",
    response_type: "token id_token",
    audience: "http://localhost:5180/api/v2/",
    scope: "update:current_user_identities",
    redirect_uri: CALLBACK,
  });
});

test.each([
  ["code", "code"],
  ["implicit", "id_token"],
] as const)(
  "asks for a fresh login of B and for no API with the grant %s",
  (grant, responseType) => {
    expect(secondaryAuthorization(TENANT, grant, CALLBACK)).toEqual({
      ...UNSENT,
      client_id: "linklab-spa",
      response_type: responseType,
      audience: "",
      scope: "openid profile email",
      prompt: "login",
      redirect_uri: CALLBACK,
    });
  },
);

const REQUEST = primaryAuthorization(TENANT, "code", CALLBACK);

test.each([
  ["code", "code", "query", "web_message"],
  ["token id_token", "implicit", "", ""],
  ["id_token", "implicit", "", ""],
  ["token", "implicit", "", ""],
] as const)("knows how %s is served and answered", (type, grant, atRedirect, inPopup) => {
  const request = { ...REQUEST, response_type: type };
  expect(grantOf(request)).toBe(grant);
  expect(responseModeOf(request, "redirect")).toBe(atRedirect);
  expect(responseModeOf(request, "popup")).toBe(inPopup);
  expect(responseModeOf(request, "frame")).toBe("web_message");
});

test.each([
  ["code", "", true],
  ["code", "query", true],
  ["code", "fragment", false],
  ["code", "form_post", false],
  ["token", "", true],
  ["token", "query", false],
  ["token", "fragment", true],
  ["token", "form_post", false],
] as const)("knows whether %s in the mode %j can be read: %s", (type, mode, isRead) => {
  const request = { ...REQUEST, response_type: type, response_mode: mode };
  expect(isModeRead(request)).toBe(isRead);
  if (mode !== "") expect(responseModeOf(request, "redirect")).toBe(mode);
  expect(responseModeOf(request, "popup")).toBe(type === "code" ? "web_message" : "");
});

test("has no response type without a flow", () => {
  expect(RESPONSE_TYPES).toEqual(["code", "token id_token", "id_token", "token"]);
});

test.each([
  ["openid offline_access", true],
  ["offline_access", true],
  ["openid offline_access:all", false],
  ["", false],
])("knows whether the scope %j asks for a refresh token", (scope, expected) => {
  expect(asksForRefreshToken({ ...REQUEST, scope })).toBe(expected);
});
