import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as v from "valibot";
import { deleteUser } from "#emulator/accounts/endings.ts";
import { JsonRefused, parseJson, readText } from "#emulator/json.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";
import { describeApplication } from "./applications.ts";
import { CAPABILITIES } from "./capabilities.ts";
import type { Controls } from "./controls.ts";
import { ControlError, refuseControl } from "./errors.ts";
import { allowCookies, allowReading, createGuard } from "./guard.ts";
import { mintToken } from "./mint.ts";
import {
  changedUserSchema,
  clockSchema,
  faultSchema,
  mintSchema,
  newUserSchema,
  policySchema,
  rateLimitSchema,
  sessionSchema,
} from "./schemas.ts";
import { openSession } from "./sessions.ts";
import { describeClock, takeSnapshot } from "./snapshot.ts";
import { changeUser, plantUser } from "./users.ts";

/** Under which path the control API lives. */
export const CONTROL_PATH = "/_linklab";

const MAX_BODY = 102_400;

/**
 * The control API: what tests and the tenant page turn. Documented, with examples that a test runs, in
 * `docs/emulated-tenant.md`.
 */
export function createControlApp(controls: Controls): Hono {
  const { core, clock, faults, log, rateLimiter } = controls;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    allowReading(c, controls.appOrigin);
    if (setsCookie(c.req.path)) allowCookies(c, controls.appOrigin);
  });
  app.use(createGuard(controls.appOrigin));
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: refuseSize }));

  const clockNow = () => describeClock(clock.state());
  const bucket = () => ({
    burst: rateLimiter.limit().burst,
    per_second: rateLimiter.limit().perSecond,
  });
  const waiting = () =>
    faults.list().map(({ retryAfter, ...fault }) => ({ ...fault, retry_after: retryAfter }));

  const routes = new Hono()
    .get("/snapshot", async (c) => c.json(await takeSnapshot(controls)))
    .post("/reset", async (c) => {
      await readJson(c.req.raw, v.strictObject({}));
      controls.reset();
      return c.json(await takeSnapshot(controls));
    })
    .get("/policy", (c) => c.json({ policy: controls.policyName() }))
    .put("/policy", async (c) => {
      controls.setPolicy((await readJson(c.req.raw, policySchema)).policy);
      return c.json({ policy: controls.policyName() });
    })
    .get("/clock", (c) => c.json(clockNow()))
    .put("/clock", async (c) => {
      const move = await readJson(c.req.raw, clockSchema);
      if ("freeze" in move) clock.freeze(move.at === undefined ? undefined : move.at * 1000);
      else if ("offset" in move) clock.setOffset(move.offset * 1000);
      else clock.advance(move.advance * 1000);
      return c.json(clockNow());
    })
    .get("/rate-limit", (c) => c.json(bucket()))
    .put("/rate-limit", async (c) => {
      const { burst, per_second } = await readJson(c.req.raw, rateLimitSchema);
      rateLimiter.set({ burst, perSecond: per_second });
      return c.json(bucket());
    })
    .get("/faults", (c) => c.json(waiting()))
    .post("/faults", async (c) => {
      const { retry_after, ...fault } = await readJson(c.req.raw, faultSchema);
      if (!faults.add({ ...fault, retryAfter: retry_after }))
        throw new ControlError("limit-reached");
      return c.json(waiting(), 201);
    })
    .delete("/faults", (c) => {
      faults.clear();
      return c.json(waiting());
    })
    .get("/users", (c) => c.json([...core.store.users.values()].map(toUserResponse)))
    .post("/users", async (c) => {
      const user = await plantUser(core, await readJson(c.req.raw, newUserSchema));
      return c.json(toUserResponse(user), 201);
    })
    .patch("/users/:id", async (c) => {
      const change = await readJson(c.req.raw, changedUserSchema);
      return c.json(toUserResponse(changeUser(core, c.req.param("id"), change)));
    })
    .delete("/users/:id", (c) => {
      if (!deleteUser(core.store, c.req.param("id"), core.clock()))
        throw new ControlError("user-unknown");
      return c.body(null, 204);
    })
    .get("/applications", (c) =>
      c.json([...core.config.applications.values()].map(describeApplication)),
    )
    .post("/sessions", async (c) => {
      const { user_id } = await readJson(c.req.raw, sessionSchema);
      return c.json(openSession(c, core, user_id), 201);
    })
    .post("/mint", async (c) => {
      const token = await mintToken(core, await readJson(c.req.raw, mintSchema));
      return c.json({ token, minted: true }, 201);
    })
    .get("/capabilities", (c) => c.json(CAPABILITIES))
    .get("/log/:number", (c) => {
      const entry = log.find(readNumber(c.req.param("number")));
      if (entry === undefined) throw new ControlError("entry-unknown");
      return c.json(entry);
    })
    .get("/log", (c) => c.json(log.after(readNumber(c.req.query("after") ?? "0"))))
    .delete("/log", (c) => {
      log.clear();
      return c.json([]);
    });

  app.route(CONTROL_PATH, routes);
  app.notFound(() => {
    throw new ControlError("not-found");
  });
  app.onError((error) => refuseControl(error));
  return app;
}

/** The one address whose answer sets a cookie. */
function setsCookie(path: string): boolean {
  return path === `${CONTROL_PATH}/sessions`;
}

function refuseSize(): never {
  throw new ControlError("body-too-large");
}

async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, await readBody(request));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ControlError("body-invalid", `${v.getDotPath(issue) ?? "body"}: ${issue.message}`);
}

async function readBody(request: Request): Promise<unknown> {
  try {
    return parseJson(await readText(request));
  } catch (error) {
    if (error instanceof JsonRefused) throw new ControlError("body-invalid", error.reason);
    throw error;
  }
}

function readNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new ControlError("number-invalid");
  return Number(value);
}
