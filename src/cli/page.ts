import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Context, HonoRequest } from "hono";
import * as v from "valibot";
import type { Refused } from "#emulator/gate.ts";

/** The file that tells the page which tenant it uses. */
export const CONFIG_PATH = "/linklab.config.json";

const CALLBACK_PATH = "/callback";

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

/** Hono's typing of what travels with one request. */
type PageEnv = { Bindings: { refused?: Refused | undefined } };

/** Bytes. More than an authorization response has, which is all that is ever sent here. */
const MAX_BODY = 102_400;

/** Every way in which the page's server refuses, but for what is not there. */
const REFUSALS = {
  host: [403, "This server does not answer to that name. Call it localhost."],
  target: [400, "The address or the host of the request could not be read."],
  method: [405, "This server only shows a page."],
  size: [413, "The request body is larger than 100 KB."],
} as const;

/**
 * Answers for the built page in `folder`: its files, `index.html` for every navigation, and the
 * configuration, which names `tenantOrigin` where one is given. Its policy allows any tenant, since a
 * reader may bring one; the page itself narrows it to the tenant in use before it asks anything else.
 * What the gate kept out has the headers of every other answer.
 */
export function createPage(folder: string, tenantOrigin?: string): Hono<PageEnv> {
  const index = serveStatic({ root: folder, path: "index.html" });
  const page = new Hono<PageEnv>();
  page.use(async (c, next) => {
    await next();
    const isFile = c.req.path.startsWith("/assets/") && !isNavigation(c.req);
    const isImmutable = c.res.ok && isFile;
    c.header("Cache-Control", isImmutable ? "public, max-age=31536000, immutable" : "no-store");
    c.header("Content-Security-Policy", POLICY);
    c.header("Referrer-Policy", "no-referrer");
    c.header("X-Content-Type-Options", "nosniff");
    // The page that a login popup returns to must still reach its opener.
    if (c.req.path !== "/callback/popup")
      c.header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  });
  page.use((c, next) => {
    const refusal = findRefusal(c);
    if (refusal === undefined) return next();
    return Promise.resolve(refuse(c, refusal));
  });
  if (tenantOrigin !== undefined)
    page.get(CONFIG_PATH, async (c) => {
      const config = await readFile(join(folder, CONFIG_PATH), "utf8");
      return c.body(withTenant(config, tenantOrigin), 200, { "Content-Type": "application/json" });
    });
  // response_mode=form_post: no page can read what is posted, so it is dropped, and the page says so.
  page.post(CALLBACK_PATH, bodyLimit({ maxSize: MAX_BODY, onError: (c) => refuse(c, "size") }));
  page.post(CALLBACK_PATH, (c) => c.redirect(CALLBACK_PATH, 303));
  page.get("*", serveStatic({ root: folder }));
  page.get("*", (c, next) => (isNavigation(c.req) ? index(c, next) : next()));
  return page;
}

/** Reads nothing of a body: what is declared too large or sent by another method is refused at once. */
function findRefusal(c: Context<PageEnv>): keyof typeof REFUSALS | undefined {
  const { refused } = c.env ?? {};
  if (refused !== undefined) return refused.by;
  if (Number(c.req.header("Content-Length") ?? 0) > MAX_BODY) return "size";
  const isShown = c.req.method === "GET" || c.req.method === "HEAD";
  return isShown || (c.req.method === "POST" && c.req.path === CALLBACK_PATH)
    ? undefined
    : "method";
}

function refuse(c: Context, refusal: keyof typeof REFUSALS): Response {
  if (refusal === "method") c.header("Allow", "GET, HEAD");
  const [status, text] = REFUSALS[refusal];
  return c.text(text, status);
}

/** A person who opens an address, not a page that misses one of its files. */
function isNavigation(request: HonoRequest): boolean {
  const accepts = request.header("Accept") ?? "";
  return accepts.includes("text/html") && !/\.[^/]+$/.test(request.path);
}
