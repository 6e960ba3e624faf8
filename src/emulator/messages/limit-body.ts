import type { Context, Env, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { LightRequest } from "./light-request.ts";

/**
 * Keeps out larger bodies, and waits for the others: whoever sends one slowly is judged by what is so when
 * it is there, not by what was so when it began.
 * @param most bytes
 * @param refuse throws
 */
export function limitBody<Any extends Env>(
  most: number,
  refuse: (c: Context) => never,
): MiddlewareHandler<Any> {
  const limitUnsized: MiddlewareHandler<Any> = bodyLimit({ maxSize: most, onError: refuse });
  return async (c, next) => {
    const { raw } = c.req;
    if (!(raw instanceof LightRequest)) return limitUnsized(c, next);
    if (raw.length > most) return refuse(c);
    await raw.bytes();
    return next();
  };
}
