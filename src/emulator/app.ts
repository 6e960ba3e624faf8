import { Hono } from "hono";
import type { Context } from "hono";
import { createAnswerLog } from "./answer-log.ts";
import type { AddToLog } from "./answer-log.ts";
import type { Core, Surroundings, TenantEnv } from "./core.ts";
import { createCors, publicCors } from "./cors.ts";
import { collectHeaders } from "#emulator/messages/collect-headers.ts";
import { limitBody } from "#emulator/messages/limit-body.ts";
import { createCorsSwitch, createFaultPlayer } from "#emulator/control/play-faults.ts";
import { createRateLimit } from "#emulator/management/rate-limit.ts";
import { answer } from "#emulator/rules/answer.ts";
import {
  isRefusal,
  noteRefusal,
  refusalAt,
  refusalOfGate,
  refuse,
  type Refusal,
} from "#emulator/rules/refusal.ts";
import { Overloaded } from "#emulator/accounts/passwords.ts";
import { createAuthorizeRoutes } from "#emulator/oauth/authorize/route.ts";
import { createLoginRoutes } from "#emulator/oauth/login/route.ts";
import { createConnectionRoutes } from "#emulator/management/connections.ts";
import { createNotEmulatedCors, refuseNotEmulated } from "./not-emulated.ts";
import { createSignUpRoutes } from "#emulator/oauth/login/sign-up.ts";
import { createUserListRoutes } from "#emulator/management/users/lists.ts";
import { createLogoutRoutes } from "#emulator/oauth/logout.ts";
import { createOidcLogoutRoutes } from "#emulator/oauth/oidc-logout.ts";
import { createTokenRoutes } from "#emulator/oauth/token/route.ts";
import { createIdentityRoutes } from "#emulator/management/identities/route.ts";
import { createUserRoutes } from "#emulator/management/users/route.ts";
import { createUserinfoRoutes } from "#emulator/oauth/userinfo.ts";
import { createDiscoveryRoutes } from "#emulator/oauth/discovery.ts";

/** Makes the route of the tenant's own root. */
export type CreateHome = (core: Core) => Hono<TenantEnv>;

const MAX_BODY = 102_400;

const METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/** Puts the routes together, with what holds for all of them: log, headers, limits and refusals. */
export function createApp(
  core: Core,
  surroundings: Surroundings,
  add: AddToLog,
  createHome: CreateHome | undefined,
): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>();
  const cors = createCors(core);

  app.use(async (c, next) => {
    c.set("application", undefined);
    collectHeaders(c);
    await next();
    c.header("X-Content-Type-Options", "nosniff");
    if (!c.req.path.startsWith("/.well-known/")) c.header("Cache-Control", "no-store");
  });
  app.use(createAnswerLog(core, add));
  app.use((c, next) => {
    const { refused } = c.env;
    if (refused === undefined) return next();
    if (refused.by === "method") c.header("Allow", METHODS);
    throw refusalOfGate(refused);
  });
  app.use(createCorsSwitch(surroundings));
  app.use("/.well-known/*", publicCors);
  for (const path of ["/oauth/*", "/userinfo", "/api/v2/*"]) app.use(path, cors);
  app.use(createNotEmulatedCors(cors));
  app.options("*", answerOptions);
  app.use("/api/v2/*", createRateLimit(core, surroundings.rateLimiter, surroundings.machineClock));
  app.use(limitBody(MAX_BODY, refuseSize));
  app.use(createFaultPlayer(surroundings));

  for (const createRoutes of [
    ...(createHome === undefined ? [] : [createHome]),
    createDiscoveryRoutes,
    createAuthorizeRoutes,
    createLoginRoutes,
    createSignUpRoutes,
    createLogoutRoutes,
    createOidcLogoutRoutes,
    createTokenRoutes,
    createUserinfoRoutes,
    createUserListRoutes,
    createUserRoutes,
    createIdentityRoutes,
    createConnectionRoutes,
  ])
    app.route("/", createRoutes(core));

  app.notFound((c) => {
    throw (
      refuseNotEmulated(c) ??
      refusalAt(c.req.path, "api-not-found", "oauth-not-found", "page-not-found")
    );
  });
  app.onError(async (error, c) => {
    if (!isRefusal(error)) c.set("failure", error);
    const refusal = isRefusal(error) ? error : failureAt(c.req.path, error);
    noteRefusal(c, refusal);
    return refuse(c, refusal, core.random);
  });
  return app;
}

function failureAt(path: string, error: Error): Refusal {
  return error instanceof Overloaded
    ? refusalAt(path, "rate-limit", "too-many-requests", "page-too-many")
    : refusalAt(path, "api-failure", "oauth-failure", "page-failure");
}

const refuseSize = (c: Context): never => {
  throw refusalAt(c.req.path, "body-too-large", "body-over-limit", "page-too-large");
};

/** OPTIONS beside a preflight: what the server can, and nothing about who may read it. */
function answerOptions(c: Context<TenantEnv>): Response {
  c.header("Allow", METHODS);
  return answer(c, "preflight");
}
