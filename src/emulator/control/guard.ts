import type { Context, Next } from "hono";
import { answerEmpty } from "./answers.ts";
import { ControlError } from "./errors.ts";

/**
 * Lets in programs on this computer and pages of the app, nobody else. The name in the address, one of
 * `allowed`, keeps out pages that rebind their own name to this computer; the origin keeps out pages of
 * other sites, and
 * `Sec-Fetch-Site` those that load it without an origin, as an image for one.
 * @see https://fetch.spec.whatwg.org/#origin-header
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function createGuard(appOrigin: string, allowed: ReadonlySet<string>) {
  return async function guard(c: Context, next: Next): Promise<Response | void> {
    const names = [new URL(c.req.url).hostname, nameIn(c.req.header("Host"))];
    if (names.some((name) => name !== undefined && !allowed.has(name)))
      throw new ControlError("host-refused");
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site") ?? "none";
    const isOurs = origin === undefined ? isDirect(site) : origin === appOrigin;
    if (!isOurs) throw new ControlError("origin-refused");

    if (c.req.method === "OPTIONS") return preflight(c, appOrigin);
    if (c.req.method !== "GET" && !isJson(c.req.header("Content-Type")))
      throw new ControlError("not-json");
    return next();
  };
}

/** Headers that let a page of the app read an answer. */
export function allowReading(c: Context, appOrigin: string): void {
  c.header("Vary", "Origin");
  c.header("Cache-Control", "no-store");
  c.header("X-Content-Type-Options", "nosniff");
  if (c.req.header("Origin") === appOrigin) c.header("Access-Control-Allow-Origin", appOrigin);
}

/**
 * Lets a page of the app send and take cookies here, which is what signs its browser in. Never with
 * `*`, and never for another origin: the guard has refused those.
 * @see https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
 */
export function allowCookies(c: Context, appOrigin: string): void {
  if (c.req.header("Origin") === appOrigin) c.header("Access-Control-Allow-Credentials", "true");
}

function isDirect(site: string): boolean {
  return site === "none" || site === "same-origin";
}

function isJson(type: string | undefined): boolean {
  return type?.split(";")[0]?.trim().toLowerCase() === "application/json";
}

function nameIn(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}

function preflight(c: Context, appOrigin: string): Response {
  c.header("Access-Control-Allow-Origin", appOrigin);
  c.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
  c.header("Access-Control-Allow-Headers", "Content-Type");
  c.header("Access-Control-Max-Age", "600");
  return answerEmpty(c, "preflight");
}
