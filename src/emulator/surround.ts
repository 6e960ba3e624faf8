import type { Context, Next } from "hono";
import { createAnswerLog } from "./answer-log.ts";
import type { AddToLog } from "./answer-log.ts";
import type { Core, Surroundings, TenantEnv } from "./core.ts";
import { createCors, isPreflight } from "./cors.ts";
import { createFaultPlayer, hideFromPages } from "#emulator/control/play-faults.ts";
import { endpointAt } from "./endpoints.ts";
import { createRateLimit } from "#emulator/management/rate-limit.ts";
import { awaitBody } from "#emulator/messages/await-body.ts";
import { collectHeaders } from "#emulator/messages/collect-headers.ts";
import { answer } from "#emulator/rules/answer.ts";
import { refusalAt, refusalOfGate } from "#emulator/rules/refusal.ts";

const MAX_BODY = 102_400;
/** A form is kept while a password waits to be hashed, or a token to be signed, with hundreds of others. */
const MAX_FORM = 16_384;

const METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/**
 * What holds for every answer, in one pass around its route: log, headers, limits and faults.
 * @param fail answers what was thrown
 */
export function createSurround(
  core: Core,
  surroundings: Surroundings,
  add: AddToLog,
  fail: (error: Error, c: Context<TenantEnv>) => Promise<Response>,
) {
  const { faults, rateLimiter, machineClock } = surroundings;
  const corsAt = createCors(core);
  const logAnswer = createAnswerLog(core, add);
  const countRequest = createRateLimit(core, rateLimiter, machineClock);
  const playFault = createFaultPlayer(surroundings);

  async function respond(c: Context<TenantEnv>, next: Next): Promise<void> {
    const { method, path } = c.req;
    const endpoint = endpointAt(path);
    const hiding = faults.take(endpoint, ["cors-off"]);
    const cors = corsAt(method, path);
    if (cors !== undefined && isPreflight(c)) {
      cors.prepare(c);
      c.res = answer(c, "preflight");
    } else {
      try {
        if (method === "OPTIONS") c.res = answerOptions(c);
        else {
          if (/^\/api\/v2(?:\/|$)/.test(path)) await countRequest(c);
          await awaitBody(c, /^\/(?:u|oauth)\//.test(path) ? MAX_FORM : MAX_BODY, refuseSize);
          await playFault(c, endpoint);
          await next();
        }
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        c.res = await fail(error, c);
      }
      cors?.allow(c);
    }
    if (hiding !== undefined) hideFromPages(c, hiding);
  }

  return async function surround(c: Context<TenantEnv>, next: Next): Promise<void> {
    collectHeaders(c);
    const { refused } = c.env;
    if (refused === undefined) await respond(c, next);
    else {
      if (refused.by === "method") c.header("Allow", METHODS);
      c.res = await fail(refusalOfGate(refused), c);
    }
    await logAnswer(c);
    c.header("X-Content-Type-Options", "nosniff");
    if (!c.req.path.startsWith("/.well-known/")) c.header("Cache-Control", "no-store");
  };
}

const refuseSize = (c: Context): never => {
  throw refusalAt(c.req.path, "body-too-large", "body-over-limit", "page-too-large");
};

/** OPTIONS beside a preflight: what the server can, and nothing about who may read it. */
function answerOptions(c: Context<TenantEnv>): Response {
  c.header("Allow", METHODS);
  return answer(c, "preflight");
}
