import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { renderHomePage } from "./page.ts";

/** The tenant's own root: what somebody reads who opens its address in a browser. */
export function createHomeRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().get("/", async (c) => answer(c, "home", await renderHomePage(core)));
}
