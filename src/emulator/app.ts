import { Hono } from "hono";
import type { Context } from "hono";
import { getPath } from "hono/utils/url";
import type { AddToLog } from "./answer-log.ts";
import type { Core, Surroundings, TenantEnv } from "./core.ts";
import { isRefusal, noteRefusal, refusalAt, refuse } from "#emulator/rules/refusal.ts";
import type { Refusal } from "#emulator/rules/refusal.ts";
import { createSurround } from "./surround.ts";
import { plainPath } from "./endpoints.ts";
import { Overloaded } from "#emulator/lanes.ts";
import { createAuthorizeRoutes } from "#emulator/oauth/authorize/route.ts";
import { createLoginRoutes } from "#emulator/oauth/login/route.ts";
import { createConnectionRoutes } from "#emulator/management/connections.ts";
import { refuseNotEmulated } from "./not-emulated.ts";
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

/** Puts the routes together, with what holds for all of them: log, headers, limits and refusals. */
export function createApp(
  core: Core,
  surroundings: Surroundings,
  add: AddToLog,
  createHome: CreateHome | undefined,
): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ getPath: (request) => plainPath(getPath(request)) });
  app.use(createSurround(core, surroundings, add, fail));

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
  app.onError(fail);
  return app;

  async function fail(error: Error, c: Context<TenantEnv>): Promise<Response> {
    if (!isRefusal(error)) c.set("failure", error);
    const refusal = isRefusal(error) ? error : failureAt(c.req.path, error);
    noteRefusal(c, refusal);
    return refuse(c, refusal, core.random);
  }
}

function failureAt(path: string, error: Error): Refusal {
  return error instanceof Overloaded
    ? refusalAt(path, "rate-limit", "too-many-requests", "page-too-many")
    : refusalAt(path, "api-failure", "oauth-failure", "page-failure");
}
