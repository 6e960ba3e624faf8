import type { Context } from "hono";
import { Overloaded } from "#emulator/lanes.ts";
import { answerJson } from "./answers.ts";

/** Every way in which the control API refuses. */
export const CONTROL_REFUSALS = {
  "host-refused": { status: 403, message: "The control API answers on loopback names only." },
  "origin-refused": { status: 403, message: "This origin may not use the control API." },
  "not-json": { status: 415, message: "Send application/json." },
  "body-too-large": { status: 413, message: "The body is larger than 100 KB." },
  "body-invalid": { status: 400, message: "The body does not fit." },
  "fault-unplayable": { status: 400, message: "The host of this tenant cannot play this fault." },
  "limit-reached": { status: 409, message: "The tenant holds as many of these as it can." },
  "user-exists": { status: 409, message: "There is such a user already." },
  "user-unknown": { status: 404, message: "There is no such user." },
  "user-blocked": { status: 403, message: "This user is blocked." },
  "connection-unknown": { status: 400, message: "There is no such connection." },
  "application-unknown": { status: 404, message: "There is no such application." },
  "number-invalid": { status: 400, message: "Log entries and snapshots are named by numbers." },
  "snapshot-unknown": { status: 404, message: "There is no such snapshot, or no longer." },
  "entry-unknown": { status: 404, message: "The log has no such entry, or no longer." },
  "too-many-requests": { status: 429, message: "Too many requests wait to be answered." },
  "not-found": { status: 404, message: "The control API has nothing at this address." },
  failure: { status: 500, message: "The control API failed." },
} as const satisfies Record<string, { status: number; message: string }>;

/** The name of a refusal. */
export type ControlRefusal = keyof typeof CONTROL_REFUSALS;

/** A refusal by the control API. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly code: ControlRefusal;
  /** What is wrong with the body, and where. */
  readonly detail: string | undefined;

  constructor(code: ControlRefusal, detail?: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

/** The response of a refusal: `{ error, message, detail? }`. */
export function refuseControl(c: Context, error: unknown): Response {
  const refusal = error instanceof ControlError ? error : new ControlError(codeOf(error));
  const { status, message } = CONTROL_REFUSALS[refusal.code];
  return answerJson(c, status, { error: refusal.code, message, detail: refusal.detail });
}

function codeOf(error: unknown): ControlRefusal {
  return error instanceof Overloaded ? "too-many-requests" : "failure";
}
