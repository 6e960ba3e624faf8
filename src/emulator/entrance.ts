import type { Hono } from "hono";
import type { AddToLog } from "./answer-log.ts";
import { CONTROL_PATH } from "./control/app.ts";
import type { ControlEnv } from "./control/app.ts";
import type { Faults } from "./control/faults.ts";
import type { TenantEnv } from "./core.ts";
import { endpointAt, plainPath } from "./endpoints.ts";
import type { Admission } from "./gate.ts";
import type { LightResponse } from "#emulator/messages/light-response.ts";
import type { Clock } from "./ports.ts";
import { SILENT_RULES } from "#emulator/rules/successes.ts";

/** What stands behind the entrance. */
export type Behind = {
  app: Hono<TenantEnv>;
  /** Undefined where nobody may turn the tenant. */
  control: Hono<ControlEnv> | undefined;
  faults: Faults;
  clock: Clock;
  addToLog: AddToLog;
  /** Makes room before a request is answered. */
  sweep: () => void;
};

/**
 * The way into a tenant, whichever host it has and whatever the gate said: what was kept out is answered
 * behind it, too, so that it has the headers, the rule and the log line of every other answer.
 */
export function createEntrance({ app, control, faults, clock, addToLog, sweep }: Behind) {
  return async function enter({ request, refused }: Admission): Promise<Response | LightResponse> {
    sweep();
    const path = pathOf(request);
    const isForControl = path.startsWith(`${CONTROL_PATH}/`);
    if (control !== undefined && isForControl && (refused === undefined || refused.by === "host"))
      return control.fetch(request, { isElsewhere: refused !== undefined });
    if (refused !== undefined) return app.fetch(request, { refused });

    const isPreflight = request.method === "OPTIONS";
    const cut = faults.take(endpointAt(plainPath(path)), isPreflight ? ["drop"] : ["drop", "lost"]);
    if (cut?.kind === "drop") {
      addToLog({ ...DROPPED, at: clock(), method: request.method, path });
      return Response.error();
    }
    const answer = await app.fetch(request, cut === undefined ? {} : { fault: cut.kind });
    return cut === undefined ? answer : Response.error();
  };
}

/** The path of an address that `URL` has written, not decoded; parsing it again would take longer. */
function pathOf({ url }: Request): string {
  return /^[^:]+:\/\/[^/]*([^?#]*)/.exec(url)?.[1] ?? "/";
}

/** The log line of a request whose connection was cut. */
const DROPPED = {
  status: SILENT_RULES.dropped.status,
  rule: "dropped",
  evidence: SILENT_RULES.dropped.evidence,
  source: SILENT_RULES.dropped.source,
  because: "a fault cut the connection",
  fault: "drop",
} as const;
