import { beforeEach, expect, test } from "vitest";
import { logIn, authClient } from "./auth-js.ts";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ADA, APP_ORIGIN, MANAGEMENT, resetTenant } from "./tenant.ts";

beforeEach(resetTenant);

test("auth0-auth-js logs in, and reads who it is", async () => {
  const { tokens } = await logIn("ada");
  expect(tokens.claims).toMatchObject({ sub: ADA, email: "ada@example.com" });
  const person = await authClient.getUserInfo({ accessToken: tokens.accessToken });
  expect(person).toMatchObject({ sub: ADA, name: "Ada Lovelace" });
});

test("auth0-auth-js refreshes, and takes its refresh token back", async () => {
  const { tokens } = await logIn("ada");
  const refreshToken = tokens.refreshToken ?? "";
  const renewed = await authClient.getTokenByRefreshToken({ refreshToken });
  expect(renewed.claims).toMatchObject({ sub: ADA });
  const next = renewed.refreshToken ?? "";
  await authClient.revokeToken({ token: next });
  await expect(authClient.getTokenByRefreshToken({ refreshToken: next })).rejects.toMatchObject({
    code: "token_by_refresh_token_error",
  });
});

test("auth0-auth-js has a token as an application", async () => {
  const { accessToken } = await authClient.getTokenByClientCredentials({ audience: MANAGEMENT });
  const response = await fetch(`${MANAGEMENT}users/${encodeURIComponent(ADA)}`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  expect(await response.json()).toMatchObject({ user_id: ADA });
});

test("auth0-auth-js's tokens link an account and unlink it", async () => {
  const ada = await logIn("ada");
  const github = await logIn("github");
  await expectLinkAndUnlink(linkWithToken(ada.tokens.accessToken), github.tokens.idToken ?? "");
});

test("auth0-auth-js logs out, which the tenant asks about, and the next login asks again", async () => {
  const { visitor } = await logIn("ada");
  const { authorizationUrl } = await authClient.buildAuthorizationUrl();
  const callback = `${APP_ORIGIN}/callback`;
  expect((await visitor.visit(authorizationUrl.href, callback)).url).toContain(callback);
  const logout = await authClient.buildLogoutUrl({ returnTo: APP_ORIGIN });
  const question = await visitor.visit(logout.href, APP_ORIGIN);
  expect(question.text).toContain("Log out?");
  expect((await visitor.confirm(question, APP_ORIGIN)).url).toBe(`${APP_ORIGIN}/`);
  expect((await visitor.visit(authorizationUrl.href, callback)).text).toContain('name="password"');
});
