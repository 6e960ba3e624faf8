import { beforeEach, expect, test } from "vitest";
import * as client from "openid-client";
import { expectLinkAndUnlink, linkBy } from "./linking.ts";
import { ofOpenidClient } from "./settings.ts";
import {
  ADA,
  APP_ORIGIN,
  BACKEND,
  GITHUB,
  GIVEN_CALLBACK,
  ISSUER,
  LINK_SCOPE,
  MANAGEMENT,
  resetTenant,
  SERVED,
  WEB,
} from "./tenant.ts";
import { createVisitor, type Account } from "./visitor.ts";

const discover = ({ clientId, clientSecret }: typeof WEB) =>
  client.discovery(
    new URL(ofOpenidClient(SERVED).server),
    clientId,
    clientSecret,
    undefined,
    SERVED.url.startsWith("http:") ? { execute: [client.allowInsecureRequests] } : {},
  );

async function logIn(config: client.Configuration, account: Account) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: GIVEN_CALLBACK,
    audience: MANAGEMENT,
    scope: `${LINK_SCOPE} offline_access`,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
    max_age: "3600",
  });
  const visitor = createVisitor();
  const back = await visitor.logIn(url.href, account, GIVEN_CALLBACK);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 3600 };
  const tokens = await client.authorizationCodeGrant(config, new URL(back.url), {
    ...checks,
    idTokenExpected: true,
  });
  return { tokens, visitor, url };
}

beforeEach(resetTenant);

test("openid-client logs in with code and PKCE, and reads who it is", async () => {
  const config = await discover(WEB);
  client.enableNonRepudiationChecks(config);
  const { tokens } = await logIn(config, "ada");
  expect(tokens.claims()).toMatchObject({ sub: ADA, aud: WEB.clientId, iss: ISSUER });
  const person = await client.fetchUserInfo(config, tokens.access_token, ADA);
  expect(person).toMatchObject({ sub: ADA, email: "ada@example.com", email_verified: true });
});

test("openid-client refreshes, and a refresh token that was taken back is refused", async () => {
  const config = await discover(WEB);
  const { tokens } = await logIn(config, "ada");
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect(renewed.claims()).toMatchObject({ sub: ADA });
  const next = renewed.refresh_token ?? "";
  await client.tokenRevocation(config, next);
  await expect(client.refreshTokenGrant(config, next)).rejects.toMatchObject({
    error: "invalid_grant",
  });
});

test("openid-client's tokens link an account and unlink it", async () => {
  const config = await discover(WEB);
  const { access_token } = (await logIn(config, "ada")).tokens;
  const { id_token = "" } = (await logIn(config, "github")).tokens;
  const linker = linkBy((url, method, headers, body) =>
    client.fetchProtectedResource(config, access_token, url, method, body, headers),
  );
  await expectLinkAndUnlink(linker, id_token);
});

test("openid-client logs out without a question, and the next login asks again", async () => {
  const config = await discover(WEB);
  const { tokens, visitor, url } = await logIn(config, "ada");
  expect((await visitor.visit(url.href, GIVEN_CALLBACK)).url).toContain(GIVEN_CALLBACK);
  const logout = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? "",
    post_logout_redirect_uri: APP_ORIGIN,
    state: "s",
  });
  expect((await visitor.visit(logout.href, APP_ORIGIN)).url).toBe(`${APP_ORIGIN}/?state=s`);
  expect((await visitor.visit(url.href, GIVEN_CALLBACK)).text).toContain('name="password"');
});

test("openid-client reads users as an application", async () => {
  const config = await discover(BACKEND);
  const { access_token } = await client.clientCredentialsGrant(config, { audience: MANAGEMENT });
  const url = new URL(`users/${GITHUB.provider}%7C${GITHUB.user_id}`, MANAGEMENT);
  const response = await client.fetchProtectedResource(config, access_token, url, "GET");
  expect(await response.json()).toMatchObject({ email: "countess@example.net" });
});
