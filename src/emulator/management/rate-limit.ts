import type { Context } from "hono";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { verifyToken } from "#emulator/oauth/token/verify.ts";
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

/** What a request found in its bucket. Times are seconds. */
export type Taken = { isOver: boolean; left: number; secondsToFull: number };

/** Counts requests. */
export type RateLimiter = {
  limit: () => RateLimit;
  /** Starts over with full buckets. */
  set: (limit: RateLimit) => void;
  /** Counts a request of somebody who holds a token of this tenant, or of anybody else. */
  take: (isKnown: boolean) => Taken;
};

/**
 * Two buckets of one size, so that bearers of no token use up their own. They fill as time passes on the
 * machine, which is what a client waits for, or on the tenant's clock where that is ahead.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
 */
export function createRateLimiter(clocks: readonly Clock[], initial: RateLimit): RateLimiter {
  let limit = initial;
  let [known, unknown] = [createBucket(clocks, limit), createBucket(clocks, limit)];
  return {
    limit: () => limit,
    set: (changed) => {
      limit = changed;
      [known, unknown] = [createBucket(clocks, limit), createBucket(clocks, limit)];
    },
    take: (isKnown) => (isKnown ? known : unknown)(),
  };
}

function createBucket(clocks: readonly Clock[], { burst, perSecond }: RateLimit): () => Taken {
  let left = burst;
  let filledAt = clocks.map((clock) => clock());
  return () => {
    const now = clocks.map((clock) => clock());
    const passed = Math.max(0, ...now.map((time, index) => time - (filledAt[index] ?? time)));
    left = Math.min(burst, left + (passed / 1000) * perSecond);
    filledAt = now;
    const isOver = left < 1;
    if (!isOver) left -= 1;
    return { isOver, left, secondsToFull: (burst - left) / perSecond };
  };
}

/**
 * Limits the Management API and tells the caller how many requests are left.
 * @param clock on which the reset is told: the machine's
 */
export function createRateLimit(core: Core, limiter: RateLimiter, clock: Clock) {
  return async function countRequest(c: Context<TenantEnv>): Promise<void> {
    const isKnown = await isOurs(core, c.req.header("Authorization") ?? "");
    const { isOver, left, secondsToFull } = limiter.take(isKnown);
    c.header("X-RateLimit-Limit", String(limiter.limit().burst));
    c.header("X-RateLimit-Remaining", String(Math.floor(left)));
    c.header("X-RateLimit-Reset", String(Math.ceil(clock() / 1000 + secondsToFull)));
    if (isOver) {
      c.header("Retry-After", String(Math.ceil((1 - left) / limiter.limit().perSecond)));
      throw new ApiError("rate-limit");
    }
  };
}

/** Whether the bearer holds a token that this tenant signed and that is not over; what it opens is asked later. */
function isOurs(core: Core, authorization: string): Promise<boolean> {
  return verifyToken(core, authorization.replace(/^Bearer /i, "")).then(
    () => true,
    () => false,
  );
}
