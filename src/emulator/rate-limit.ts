import type { Context, Next } from "hono";
import type { Core, TenantEnv } from "./core.ts";
import { ApiError } from "./errors.ts";

/** A token bucket: `burst` requests at once, refilled by `perSecond`. */
export interface RateLimit {
  burst: number;
  perSecond: number;
}

/**
 * Counts the requests to the Management API and tells the caller how many are left. Auth0's free plan
 * has 2 per second; a lesson should not stumble over that, so the default is more.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export function createRateLimit(core: Core, { burst, perSecond }: RateLimit) {
  let left = burst;
  let filledAt = core.clock();

  return async function rateLimit(c: Context<TenantEnv>, next: Next): Promise<void> {
    const now = core.clock();
    left = Math.min(burst, left + (Math.max(0, now - filledAt) / 1000) * perSecond);
    filledAt = now;
    const isOver = left < 1;
    if (!isOver) left -= 1;
    const secondsToFull = (burst - left) / perSecond;
    c.header("X-RateLimit-Limit", String(burst));
    c.header("X-RateLimit-Remaining", String(Math.floor(left)));
    c.header("X-RateLimit-Reset", String(Math.ceil(now / 1000 + secondsToFull)));
    if (isOver) throw new ApiError("rate-limit");
    await next();
  };
}
