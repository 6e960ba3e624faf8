import type { Server } from "node:http";
import express from "express";
import session from "express-session";
import passport from "passport";
import Auth0Strategy from "passport-auth0";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveApp, stopApp } from "./app.ts";
import { expectLinkAndUnlink, linkWithToken } from "./linking.ts";
import { ofPassport } from "./settings.ts";
import { ADA, APP_ORIGIN, LINK_SCOPE, MANAGEMENT, resetTenant, SERVED, WEB } from "./tenant.ts";
import { createVisitor } from "./visitor.ts";

/** What the types leave out. */
type TokenAnswer = Auth0Strategy.ExtraVerificationParams & { id_token?: string };

let server: Server;

beforeEach(async () => {
  await resetTenant();
  const app = express();
  const authenticator = new passport.Passport();
  authenticator.use(
    new Auth0Strategy(
      {
        ...ofPassport(SERVED),
        clientID: WEB.clientId,
        clientSecret: WEB.clientSecret,
        callbackURL: "/callback",
      },
      (accessToken, _refreshToken, answer: TokenAnswer, profile, done) => {
        done(null, { accessToken, idToken: answer.id_token, profile });
      },
    ),
  );
  authenticator.serializeUser((user, done) => done(null, user));
  authenticator.deserializeUser<Express.User>((user, done) => done(null, user));
  app.use(session({ secret: "the app's own", resave: false, saveUninitialized: false }));
  app.use(authenticator.session());
  const options = { scope: LINK_SCOPE, audience: MANAGEMENT, failWithError: true };
  app.get("/login", authenticator.authenticate("auth0", options));
  app.get("/callback", authenticator.authenticate("auth0", options), (_request, response) =>
    response.redirect("/me"),
  );
  app.get("/me", (request, response) => {
    response.json(request.user ?? null);
  });
  server = await serveApp(app);
});

afterEach(() => stopApp(server));

const logIn = async (account: "ada" | "github") => {
  const page = await createVisitor().logIn(`${APP_ORIGIN}/login`, account);
  expect(page.status, page.text).toBe(200);
  return JSON.parse(page.text);
};

test("passport-auth0 logs in, and has read the profile", async () => {
  const { profile } = await logIn("ada");
  expect(profile).toMatchObject({
    id: ADA,
    provider: "auth0",
    displayName: "Ada Lovelace",
    emails: [{ value: "ada@example.com" }],
  });
});

test("passport-auth0's tokens link an account and unlink it", async () => {
  const { accessToken } = await logIn("ada");
  const { idToken } = await logIn("github");
  await expectLinkAndUnlink(linkWithToken(accessToken), idToken);
});
