import type { Context } from "hono";
import type { ContentfulStatusCode, StatusCode } from "hono/utils/http-status";

/** Every way in which the control API succeeds. All of them are ours: no real tenant has it. */
export const CONTROL_ANSWERS = {
  shown: { status: 200, message: "What was asked for, or what is now so." },
  made: { status: 201, message: "What was made." },
  gone: { status: 204, message: "Nothing: it is deleted." },
  preflight: { status: 204, message: "Which methods and headers a page may send." },
} as const satisfies Record<string, { status: StatusCode; message: string }>;

type WithBody = {
  [
    Name in keyof typeof CONTROL_ANSWERS
  ]: (typeof CONTROL_ANSWERS)[Name]["status"] extends ContentfulStatusCode ? Name : never;
}[keyof typeof CONTROL_ANSWERS];

/** Answers with JSON, by a rule that gives the status. */
export function answerControl(c: Context, rule: WithBody, body: unknown): Response {
  return c.json(body, CONTROL_ANSWERS[rule].status);
}

/** Answers with nothing. */
export function answerEmpty(c: Context, rule: Exclude<keyof typeof CONTROL_ANSWERS, WithBody>) {
  return c.body(null, CONTROL_ANSWERS[rule].status);
}
