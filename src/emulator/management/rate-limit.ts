import type { Context, Next } from "hono";
import type { TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import type { Clock } from "#emulator/ports.ts";

/** A token bucket: `burst` requests at once, refilled by `perSecond`. */
export type RateLimit = {
  burst: number;
  perSecond: number;
};

/**
 * The default: more than a page asks for, and within reach of a loop. Auth0's free plan has 2 a second,
 * which a lesson should stumble over only on purpose.
 */
export const DEFAULT_RATE_LIMIT: RateLimit = { burst: 50, perSecond: 50 };

/** Counts requests. */
export type RateLimiter = {
  limit: () => RateLimit;
  /** Starts over with a full bucket. */
  set: (limit: RateLimit) => void;
  /** Counts one request. */
  take: () => { isOver: boolean; left: number; secondsToFull: number };
};

/**
 * A bucket on the tenant's clock.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export function createRateLimiter(clock: Clock, initial: RateLimit): RateLimiter {
  let limit = initial;
  let left = initial.burst;
  let filledAt = clock();
  return {
    limit: () => limit,
    set: (changed) => {
      limit = changed;
      left = changed.burst;
      filledAt = clock();
    },
    take: () => {
      const now = clock();
      left = Math.min(limit.burst, left + (Math.max(0, now - filledAt) / 1000) * limit.perSecond);
      filledAt = now;
      const isOver = left < 1;
      if (!isOver) left -= 1;
      return { isOver, left, secondsToFull: (limit.burst - left) / limit.perSecond };
    },
  };
}

/** Limits the Management API and tells the caller how many requests are left. */
export function createRateLimit(limiter: RateLimiter, clock: Clock) {
  return async function rateLimit(c: Context<TenantEnv>, next: Next): Promise<void> {
    const { isOver, left, secondsToFull } = limiter.take();
    c.header("X-RateLimit-Limit", String(limiter.limit().burst));
    c.header("X-RateLimit-Remaining", String(Math.floor(left)));
    c.header("X-RateLimit-Reset", String(Math.ceil(clock() / 1000 + secondsToFull)));
    if (isOver) {
      c.header("Retry-After", String(Math.ceil((1 - left) / limiter.limit().perSecond)));
      throw new ApiError("rate-limit");
    }
    await next();
  };
}
