import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Context, HonoRequest } from "hono";
import * as v from "valibot";
import type { Refused } from "#emulator/gate.ts";
import { headersOf } from "#site/headers.ts";

/** The file that tells the page which tenant it uses. */
export const CONFIG_PATH = "/linklab.config.json";

const CALLBACK_PATH = "/callback";

const configSchema = v.looseObject({ tenant: v.looseObject({ domain: v.string() }) });

/** Points a `linklab.config.json` to the tenant of this run; all else stays as the file has it. */
export function withTenant(config: string, tenantOrigin: string): string {
  const { tenant, ...rest } = v.parse(configSchema, JSON.parse(config));
  return JSON.stringify({ ...rest, tenant: { ...tenant, domain: tenantOrigin } });
}

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
 * Answers for the built page in `folder`: its files, a page for every navigation, and the
 * configuration, which names `tenantOrigin` where one is given. What the gate kept out has the headers of
 * every other answer.
 */
export function createPage(folder: string, tenantOrigin?: string): Hono<PageEnv> {
  // Any depth: the other pages name their files by way of the root.
  const lost = serveStatic({ root: folder, path: "404.html" });
  const page = new Hono<PageEnv>();
  page.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headersOf(c.req.path))) c.header(name, value);
    // Under /assets/, too, an address that is none shows the page.
    const isLost = c.req.path.startsWith("/assets/") && isNavigation(c.req);
    if (!c.res.ok || isLost) c.header("Cache-Control", "no-store");
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
  page.get("*", (c, next) => (isNavigation(c.req) ? lost(c, next) : next()));
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
