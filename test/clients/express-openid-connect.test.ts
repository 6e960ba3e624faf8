import type { Server } from "node:http";
import express from "express";
import eoc, { type ConfigParams } from "express-openid-connect";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveApp, stopApp } from "./app.ts";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ofExpress } from "./settings.ts";
import { ADA, APP_ORIGIN, LINK_SCOPE, MANAGEMENT, resetTenant, SERVED, WEB } from "./tenant.ts";
import { createVisitor } from "./visitor.ts";

const { auth, requiresAuth } = eoc;
let server: Server;

async function serve(config: ConfigParams): Promise<void> {
  const app = express();
  app.use(
    auth({
      authRequired: false,
      ...ofExpress(SERVED),
      baseURL: APP_ORIGIN,
      clientID: WEB.clientId,
      secret: "a secret for the app's own cookies, long enough",
      ...config,
    }),
  );
  app.get("/", (request, response) => {
    response.json({ isLoggedIn: request.oidc.isAuthenticated() });
  });
  app.get("/me", requiresAuth(), (request, response) => {
    response.json(request.oidc.user);
  });
  app.get("/userinfo", requiresAuth(), async (request, response) => {
    response.json(await request.oidc.fetchUserInfo());
  });
  app.get("/tokens", requiresAuth(), async (request, response) => {
    const { accessToken, idToken } = request.oidc;
    response.json({ accessToken: accessToken?.access_token, idToken });
  });
  app.get("/refresh", requiresAuth(), async (request, response) => {
    response.json((await request.oidc.accessToken?.refresh())?.token_type);
  });
  server = await serveApp(app);
}

const WITH_CODE: ConfigParams = {
  clientSecret: WEB.clientSecret,
  authorizationParams: {
    response_type: "code",
    audience: MANAGEMENT,
    scope: `${LINK_SCOPE} offline_access`,
  },
};

beforeEach(resetTenant);
afterEach(() => stopApp(server));

test("express-openid-connect logs in as it does unless told otherwise: an ID token, posted by a form", async () => {
  await serve({});
  const { text, status } = await createVisitor().logIn(`${APP_ORIGIN}/me`, "ada");
  expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 200, sub: ADA });
});

test("express-openid-connect logs in with a code, reads who it is, and refreshes", async () => {
  await serve(WITH_CODE);
  const visitor = createVisitor();
  const page = await visitor.logIn(`${APP_ORIGIN}/userinfo`, "ada");
  expect(JSON.parse(page.text)).toMatchObject({ sub: ADA, email: "ada@example.com" });
  expect((await visitor.visit(`${APP_ORIGIN}/refresh`)).text).toBe('"Bearer"');
});

test("express-openid-connect's tokens link an account and unlink it", async () => {
  await serve(WITH_CODE);
  const ada = JSON.parse((await createVisitor().logIn(`${APP_ORIGIN}/tokens`, "ada")).text);
  const github = JSON.parse((await createVisitor().logIn(`${APP_ORIGIN}/tokens`, "github")).text);
  await expectLinkAndUnlink(linkWithToken(ada.accessToken), github.idToken);
});

test.each([{ idpLogout: true, auth0Logout: true }, { idpLogout: true }])(
  "express-openid-connect logs out of the tenant: %o",
  async (logout) => {
    await serve({ ...WITH_CODE, ...logout });
    const visitor = createVisitor();
    await visitor.logIn(`${APP_ORIGIN}/me`, "ada");
    const { text, url } = await visitor.visit(`${APP_ORIGIN}/logout`);
    expect({ url, ...JSON.parse(text) }).toEqual({ url: `${APP_ORIGIN}/`, isLoggedIn: false });
    expect((await visitor.visit(`${APP_ORIGIN}/me`)).text).toContain('name="password"');
  },
);
