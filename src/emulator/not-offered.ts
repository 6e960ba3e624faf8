import { Hono } from "hono";
import type { TenantEnv } from "./core.ts";
import { NOT_EMULATED } from "#emulator/rules/not-emulated.ts";
import { refusalAt } from "#emulator/rules/refusal.ts";

/** Says of each address that Auth0 has and this tenant has not, that this is so. */
export function createNotOfferedRoutes(): Hono<TenantEnv> {
  const routes = new Hono<TenantEnv>();
  for (const path of NOT_EMULATED.flatMap(({ paths }) => paths ?? []))
    routes.all(path, (c) => {
      throw refusalAt(c.req.path, "api-not-offered", "oauth-not-offered", "endpoint-not-offered");
    });
  return routes;
}
