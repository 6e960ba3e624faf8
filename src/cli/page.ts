import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import type { HonoRequest } from "hono";
import * as v from "valibot";

/** The file that tells the page which tenant it uses. */
export const CONFIG_PATH = "/linklab.config.json";

const configSchema = v.looseObject({ tenant: v.looseObject({ domain: v.string() }) });

/** Points a `linklab.config.json` to the tenant of this run; all else stays as the file has it. */
export function withTenant(config: string, tenantOrigin: string): string {
  const { tenant, ...rest } = v.parse(configSchema, JSON.parse(config));
  return JSON.stringify({ ...rest, tenant: { ...tenant, domain: tenantOrigin } });
}

/** Any tenant over https, and emulated ones on this computer. */
const ANY_TENANT = "'self' https: http://localhost:*";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  `connect-src ${ANY_TENANT}`,
  `frame-src ${ANY_TENANT}`,
  "worker-src 'self'", // what reads recordings; auth0-spa-js has one, too, which is not asked for
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  // Nothing here makes markup or scripts from text. The one policy gives the URL of the worker.
  "require-trusted-types-for 'script'",
  "trusted-types linklab-reader",
].join("; ");

/**
 * Answers for the built page in `folder`: its files, `index.html` for every navigation, and the
 * configuration, which names `tenantOrigin` where one is given. Its policy allows any tenant, since a
 * reader may bring one; the page itself narrows it to the tenant in use before it asks anything else.
 */
export function createPage(folder: string, tenantOrigin?: string): Hono {
  const index = serveStatic({ root: folder, path: "index.html" });
  const page = new Hono();
  page.use(async (c, next) => {
    await next();
    const isImmutable = c.res.ok && c.req.path.startsWith("/assets/");
    c.header("Cache-Control", isImmutable ? "public, max-age=31536000, immutable" : "no-store");
    c.header("Content-Security-Policy", POLICY);
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    // The page that a login popup returns to must still reach its opener.
    if (c.req.path !== "/callback/popup")
      c.header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  });
  if (tenantOrigin !== undefined)
    page.get(CONFIG_PATH, async (c) => {
      const config = await readFile(join(folder, CONFIG_PATH), "utf8");
      return c.body(withTenant(config, tenantOrigin), 200, { "Content-Type": "application/json" });
    });
  // response_mode=form_post: no page can read what is posted, so it is dropped, and the page says so.
  page.post("/callback", (c) => c.redirect("/callback", 303));
  page.get("*", serveStatic({ root: folder }));
  page.get("*", (c, next) => (isNavigation(c.req) ? index(c, next) : next()));
  return page;
}

/** A person who opens an address, not a page that misses one of its files. */
function isNavigation(request: HonoRequest): boolean {
  const accepts = request.header("Accept") ?? "";
  return accepts.includes("text/html") && !/\.[^/]+$/.test(request.path);
}
