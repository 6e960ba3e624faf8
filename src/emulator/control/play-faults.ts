import type { Context, Next } from "hono";
import type { Surroundings, TenantEnv } from "#emulator/core.ts";
import { endpointAt } from "#emulator/endpoints.ts";
import { refusalAt } from "#emulator/rules/refusal.ts";

/**
 * Plays the faults that hit a request before its handler sees it. A preflight is spared, or a fault
 * meant for the request behind it would be spent on it.
 */
export function createFaultPlayer({ faults, wait }: Surroundings) {
  return async function playFault(c: Context<TenantEnv>, next: Next): Promise<void> {
    if (c.req.method === "OPTIONS") return next();
    const endpoint = endpointAt(c.req.path);
    const latency = faults.take(endpoint, ["latency"]);
    if (latency !== undefined) {
      c.set("fault", latency.kind);
      await wait(latency.milliseconds);
    }
    const fault = faults.take(endpoint, ["rate-limit", "failure"]);
    if (fault === undefined) return next();
    c.set("fault", fault.kind);
    if (fault.kind === "rate-limit") {
      c.header("Retry-After", String(fault.retryAfter));
      c.header("X-RateLimit-Remaining", "0");
      throw refusalAt(c.req.path, "rate-limit", "too-many-requests", "page-too-many");
    }
    throw refusalAt(c.req.path, "api-failure", "oauth-failure", "page-failure");
  };
}

/**
 * Takes the CORS headers off an answer, preflights included, so that the browser refuses it to the page.
 */
export function createCorsSwitch({ faults }: Surroundings) {
  return async function switchCors(c: Context<TenantEnv>, next: Next): Promise<void> {
    const fault = faults.take(endpointAt(c.req.path), ["cors-off"]);
    await next();
    if (fault === undefined) return;
    c.set("fault", fault.kind);
    for (const name of Array.from(c.res.headers.keys()))
      if (name.startsWith("access-control-")) c.res.headers.delete(name);
  };
}
