import { expect, test } from "vitest";
import {
  describeAuthorizationUrl,
  primaryAuthorization,
  secondaryAuthorization,
} from "./authorization.ts";
import { TENANT } from "./testing.ts";

const CALLBACK = "http://localhost:5173/callback";

test.each([
  ["code", "code"],
  ["implicit", "token id_token"],
] as const)("asks for A's tokens with the grant %s", (grant, responseType) => {
  expect(primaryAuthorization(TENANT, grant, CALLBACK)).toEqual({
    response_type: responseType,
    audience: "http://localhost:5180/api/v2/",
    scope: "openid profile email read:current_user update:current_user_identities",
    redirect_uri: CALLBACK,
  });
});

test("asks for a fresh login when A logs in again", () => {
  const again = primaryAuthorization(TENANT, "code", CALLBACK, { loginHint: null });
  expect(again.prompt).toBe("login");
  expect(again).not.toHaveProperty("login_hint");
});

test("suggests the account that is to come back", () => {
  const hint = { loginHint: "ada@example.com" };
  expect(primaryAuthorization(TENANT, "code", CALLBACK, hint)).toMatchObject({
    prompt: "login",
    login_hint: "ada@example.com",
  });
});

test("asks for a fresh login of B and for no API", () => {
  expect(secondaryAuthorization(CALLBACK)).toEqual({
    response_type: "code",
    scope: "openid profile email",
    prompt: "login",
    redirect_uri: CALLBACK,
  });
});

test("shows the URL with every parameter that the page decides", () => {
  const url = new URL(
    describeAuthorizationUrl(TENANT, primaryAuthorization(TENANT, "implicit", CALLBACK)),
  );
  expect(url.origin + url.pathname).toBe("http://localhost:5180/authorize");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "linklab-spa",
    response_type: "token id_token",
    audience: "http://localhost:5180/api/v2/",
    scope: "openid profile email read:current_user update:current_user_identities",
    redirect_uri: CALLBACK,
  });
});
