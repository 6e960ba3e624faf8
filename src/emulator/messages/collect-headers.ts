import type { Context } from "hono";
import { AnswerHeaders } from "./answer-headers.ts";

/** Hono's typing of what travels with a request whose headers are collected. */
export type WithHeaders = {
  Variables: {
    /** Those of the answer, before and after there is one. */
    headers: AnswerHeaders | undefined;
  };
};

/** Keeps every header in one place; Hono would copy the answer for each that comes after it is made. */
export function collectHeaders<Env extends WithHeaders>(c: Context<Env>): void {
  const headers = new AnswerHeaders();
  c.set("headers", headers);
  c.header = (name: string, value?: string, options?: { append?: boolean }) => {
    if (value === undefined) headers.delete(name);
    else if (options?.append === true) headers.append(name, value);
    else headers.set(name, value);
  };
}
