import type { Context } from "hono";
import { AnswerHeaders } from "#emulator/messages/answer-headers.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
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
  return answerJson(c, CONTROL_ANSWERS[rule].status, body);
}

/** Answers with nothing. */
export function answerEmpty(c: Context, rule: Exclude<keyof typeof CONTROL_ANSWERS, WithBody>) {
  return makeAnswer(c, CONTROL_ANSWERS[rule].status, null);
}

/** JSON, labelled as everywhere. */
export function answerJson(c: Context, status: number, body: unknown): Response {
  c.header("Content-Type", "application/json; charset=utf-8");
  return makeAnswer(c, status, JSON.stringify(body));
}

function makeAnswer(c: Context, status: number, body: string | null): Response {
  const collected: unknown = c.get("headers");
  const headers = collected instanceof AnswerHeaders ? collected : new AnswerHeaders();
  return new LightResponse(body, status, headers).asResponse();
}
