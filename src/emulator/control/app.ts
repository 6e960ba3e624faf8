import { Hono } from "hono";
import type { Context } from "hono";
import { tellIssue } from "#emulator/tell-issue.ts";
import { collectHeaders } from "#emulator/messages/collect-headers.ts";
import { inTurn } from "#emulator/in-turn.ts";
import { awaitBody } from "#emulator/messages/await-body.ts";
import type { WithHeaders } from "#emulator/messages/collect-headers.ts";
import * as v from "valibot";
import { deleteUser } from "#emulator/accounts/endings.ts";
import type { Core } from "#emulator/core.ts";
import { LOOPBACK_NAMES } from "#emulator/gate.ts";
import { JsonRefused, parseJson, readText } from "#emulator/json.ts";
import type { JsonFailure } from "#emulator/json.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";
import { answerControl, answerEmpty } from "./answers.ts";
import { plantApplication, plantCallback, plantConnection } from "./additions.ts";
import { describeApplication, describeConnection } from "./applications.ts";
import { describeCapabilities } from "./capabilities.ts";
import type { Controls } from "./controls.ts";
import { ControlError, refuseControl } from "./errors.ts";
import { lackOfHost } from "./faults.ts";
import { allowCookies, allowReading, createGuard } from "./guard.ts";
import { mintToken } from "./mint.ts";
import {
  callbackSchema,
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

/** Hono's typing of what travels with one call. */
export type ControlEnv = WithHeaders & {
  Bindings: {
    /** The gate kept it out: it calls this computer by a name of somebody else. */
    isElsewhere?: boolean;
  };
};

/** Under which path the control API lives. */
export const CONTROL_PATH = "/_linklab";

const MAX_BODY = 102_400;

/**
 * The control API: what tests and the tenant page turn. Documented, with examples that a test runs, in
 * `docs/emulated-tenant.md`.
 */
export function createControlApp(controls: Controls): Hono<ControlEnv> {
  const { core, clock, faults, log, rateLimiter, snapshots } = controls;
  const app = new Hono<ControlEnv>();
  app.use(async (c, next) => {
    collectHeaders(c);
    await next();
    allowReading(c, controls.appOrigin);
    if (setsCookie(c.req.path)) allowCookies(c, controls.appOrigin);
  });
  app.use((c, next) => {
    if (c.env?.isElsewhere === true) throw new ControlError("host-refused");
    return next();
  });
  app.use(createGuard(controls.appOrigin, namesOf(core)));
  app.use(async (c, next) => {
    await awaitBody(c, MAX_BODY, refuseSize);
    return next();
  });

  const clockNow = () => describeClock(clock.state());
  const bucket = () => ({
    burst: rateLimiter.limit().burst,
    per_second: rateLimiter.limit().perSecond,
  });
  const waiting = () =>
    faults.list().map(({ retryAfter, ...fault }) => ({ ...fault, retry_after: retryAfter }));

  const showAll = (c: Context) =>
    inTurn(async () => answerControl(c, "shown", await takeSnapshot(controls)));

  const routes = new Hono<ControlEnv>()
    .get("/snapshot", showAll)
    .post("/reset", async (c) => {
      await readJson(c.req.raw, v.strictObject({}));
      controls.reset();
      return showAll(c);
    })
    .post("/snapshots", async (c) => {
      await readJson(c.req.raw, v.strictObject({}));
      return answerControl(c, "made", { number: snapshots.take() });
    })
    .post("/snapshots/:number/restore", async (c) => {
      await readJson(c.req.raw, v.strictObject({}));
      if (!snapshots.restore(readNumber(c.req.param("number"))))
        throw new ControlError("snapshot-unknown");
      return showAll(c);
    })
    .get("/policy", (c) => answerControl(c, "shown", { policy: controls.policyName() }))
    .put("/policy", async (c) => {
      controls.setPolicy((await readJson(c.req.raw, policySchema)).policy);
      return answerControl(c, "shown", { policy: controls.policyName() });
    })
    .get("/clock", (c) => answerControl(c, "shown", clockNow()))
    .put("/clock", async (c) => {
      const move = await readJson(c.req.raw, clockSchema);
      if ("freeze" in move) clock.freeze(move.at === undefined ? undefined : move.at * 1000);
      else if ("offset" in move) clock.setOffset(move.offset * 1000);
      else clock.advance(move.advance * 1000);
      return answerControl(c, "shown", clockNow());
    })
    .get("/rate-limit", (c) => answerControl(c, "shown", bucket()))
    .put("/rate-limit", async (c) => {
      const { burst, per_second } = await readJson(c.req.raw, rateLimitSchema);
      rateLimiter.set({ burst, perSecond: per_second });
      return answerControl(c, "shown", bucket());
    })
    .get("/faults", (c) => answerControl(c, "shown", waiting()))
    .post("/faults", async (c) => {
      const { retry_after, ...fault } = await readJson(c.req.raw, faultSchema);
      const lack = lackOfHost(fault.kind, core.traits);
      if (lack !== undefined)
        throw new ControlError("fault-unplayable", `${fault.kind} needs ${lack}`);
      if (!faults.add({ ...fault, retryAfter: retry_after }))
        throw new ControlError("limit-reached");
      return answerControl(c, "made", waiting());
    })
    .delete("/faults", (c) => {
      faults.clear();
      return answerControl(c, "shown", waiting());
    })
    .get("/users", (c) =>
      inTurn(() => answerControl(c, "shown", [...core.store.users.values()].map(toUserResponse))),
    )
    .post("/users", async (c) => {
      const user = await plantUser(core, await readJson(c.req.raw, newUserSchema));
      return answerControl(c, "made", toUserResponse(user));
    })
    .patch("/users/:id", async (c) => {
      const change = await readJson(c.req.raw, changedUserSchema);
      return answerControl(c, "shown", toUserResponse(changeUser(core, c.req.param("id"), change)));
    })
    .delete("/users/:id", (c) => {
      if (!deleteUser(core.store, c.req.param("id"), core.clock()))
        throw new ControlError("user-unknown");
      return answerEmpty(c, "gone");
    })
    .get("/applications", (c) =>
      answerControl(c, "shown", [...core.config.applications.values()].map(describeApplication)),
    )
    .post("/applications", async (c) =>
      answerControl(c, "made", plantApplication(controls, await readBody(c.req.raw))),
    )
    .post("/applications/:id/callbacks", async (c) => {
      const { url } = await readJson(c.req.raw, callbackSchema);
      return answerControl(c, "shown", plantCallback(controls, c.req.param("id"), url));
    })
    .get("/connections", (c) =>
      answerControl(c, "shown", [...core.config.connections.values()].map(describeConnection)),
    )
    .post("/connections", async (c) =>
      answerControl(c, "made", plantConnection(controls, await readBody(c.req.raw))),
    )
    .post("/sessions", async (c) => {
      const { user_id } = await readJson(c.req.raw, sessionSchema);
      return answerControl(c, "made", openSession(c, core, user_id));
    })
    .post("/mint", async (c) => {
      const token = await mintToken(core, await readJson(c.req.raw, mintSchema));
      return answerControl(c, "made", { token, minted: true });
    })
    .get("/capabilities", (c) => answerControl(c, "shown", describeCapabilities(core.traits)))
    .get("/log/:number", (c) => {
      const entry = log.find(readNumber(c.req.param("number")));
      if (entry === undefined) throw new ControlError("entry-unknown");
      return answerControl(c, "shown", entry);
    })
    .get("/log", (c) =>
      answerControl(c, "shown", log.after(readNumber(c.req.query("after") ?? "0"))),
    )
    .delete("/log", (c) => {
      log.clear();
      return answerControl(c, "shown", []);
    });

  app.route(CONTROL_PATH, routes);
  app.notFound(() => {
    throw new ControlError("not-found");
  });
  app.onError((error, c) => refuseControl(c, error));
  return app;
}

/** Who is no program is called by pages of its own origin alone, whatever their name. */
function namesOf({ issuer, traits }: Core): ReadonlySet<string> {
  return traits.isProgram ? LOOPBACK_NAMES : new Set([...LOOPBACK_NAMES, new URL(issuer).hostname]);
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
  const path = v.getDotPath(issue) ?? "body";
  throw new ControlError(
    "body-invalid",
    `${path}: ${tellIssue(issue)}${tellMembers(schema, issue)}`,
  );
}

/** What there is, for whoever sent a member that there is not. */
function tellMembers(schema: v.GenericSchema, { expected }: v.BaseIssue<unknown>): string {
  if (expected !== "never" || !("entries" in schema)) return "";
  const { entries } = schema;
  return typeof entries === "object" && entries !== null
    ? `. There are: ${Object.keys(entries).join(", ")}`
    : "";
}

async function readBody(request: Request): Promise<unknown> {
  try {
    return parseJson(await readText(request));
  } catch (error) {
    if (error instanceof JsonRefused) throw new ControlError("body-invalid", NO_JSON[error.reason]);
    throw error;
  }
}

const NO_JSON: Readonly<Record<JsonFailure, string>> = {
  encoding: "It is not UTF-8.",
  syntax: "It is no JSON.",
  depth: "It is nested too deeply.",
  prototype: "It has a member __proto__.",
};

function readNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new ControlError("number-invalid");
  return Number(value);
}
