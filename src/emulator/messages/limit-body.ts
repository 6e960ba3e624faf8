import type { Context, Env, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { LightRequest } from "./light-request.ts";

/**
 * Keeps out larger bodies. Nothing is asked of a body whose length was told.
 * @param most bytes
 * @param refuse throws
 */
export function limitBody<Any extends Env>(
  most: number,
  refuse: (c: Context) => never,
): MiddlewareHandler<Any> {
  const limitUnsized: MiddlewareHandler<Any> = bodyLimit({ maxSize: most, onError: refuse });
  return (c, next) => {
    const { raw } = c.req;
    if (!(raw instanceof LightRequest)) return limitUnsized(c, next);
    return raw.length > most ? refuse(c) : next();
  };
}
