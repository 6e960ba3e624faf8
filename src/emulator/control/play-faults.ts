import type { Context } from "hono";
import type { Surroundings, TenantEnv } from "#emulator/core.ts";
import type { Endpoint } from "#emulator/endpoints.ts";
import type { Fault } from "./faults.ts";
import { refusalAt } from "#emulator/rules/refusal.ts";

/**
 * Plays the faults that hit a request before its handler sees it. A preflight must be spared, or a fault
 * meant for the request behind it would be spent on it.
 */
export function createFaultPlayer({ faults, wait }: Surroundings) {
  return async function playFault(
    c: Context<TenantEnv>,
    endpoint: Endpoint | undefined,
  ): Promise<void> {
    const latency = faults.take(endpoint, ["latency"]);
    if (latency !== undefined) {
      c.set("fault", latency.kind);
      await wait(latency.milliseconds);
    }
    const fault = faults.take(endpoint, ["rate-limit", "failure"]);
    if (fault === undefined) return;
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
export function hideFromPages(c: Context<TenantEnv>, { kind }: Fault): void {
  c.set("fault", kind);
  for (const name of Array.from(c.res.headers.keys()))
    if (name.startsWith("access-control-")) c.res.headers.delete(name);
}
