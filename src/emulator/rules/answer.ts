import type { Context } from "hono";
import type { TenantEnv } from "#emulator/core.ts";
import { AnswerHeaders } from "#emulator/messages/answer-headers.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
import type { Page } from "#emulator/oauth/page.ts";
import type { AnswerRuleId, DeliveryId } from "./tables.ts";
import { ANSWER_RULES } from "./successes.ts";
import { DELIVERY_RULES } from "./authorization.ts";
import type { Shape } from "./rule.ts";

/** What each shape needs beside its rule. */
type Contents = {
  json: [body: object];
  empty: [];
  redirect: [location: string];
  page: [page: Page];
};

type ShapeOf<Id extends AnswerRuleId> = (typeof ANSWER_RULES)[Id]["shape"];
type DeliveryShapeOf<Id extends DeliveryId> = (typeof DELIVERY_RULES)[Id]["shape"];

/** What of a shape is body and what headers. JSON is labelled the way every recorded answer of Auth0 is. */
const MAKERS: { [S in Shape]: (headers: AnswerHeaders, ...content: Contents[S]) => string | null } =
  {
    json: (headers, body) => {
      headers.set("Content-Type", "application/json; charset=utf-8");
      return JSON.stringify(body);
    },
    empty: () => null,
    redirect: (headers, location) => {
      headers.set("Location", location);
      return null;
    },
    page: (headers, page) => {
      for (const [name, value] of Object.entries(page.headers)) headers.set(name, value);
      return page.markup;
    },
  };

/**
 * Answers by a rule, which gives status and shape and is what the log names: the one way to succeed.
 * Headers that were set before stay.
 */
export function answer<Id extends AnswerRuleId>(
  c: Context<TenantEnv>,
  rule: Id,
  ...content: Contents[ShapeOf<Id>]
): Response {
  const { status, shape } = ANSWER_RULES[rule];
  c.set("rule", rule);
  return make(c, status, shape, content);
}

/** The same for an authorization response, whose rule is noted already: it goes back by a delivery. */
export function deliver<Id extends DeliveryId>(
  c: Context<TenantEnv>,
  delivery: Id,
  ...content: Contents[DeliveryShapeOf<Id>]
): Response {
  const { status, shape } = DELIVERY_RULES[delivery];
  c.set("delivery", delivery);
  return make(c, status, shape, content);
}

/** Makes the answer of a shape: the one place where any is made. */
export function make<S extends Shape>(
  c: Context<TenantEnv>,
  status: number,
  shape: S,
  content: Contents[S],
): Response {
  const headers = c.get("headers") ?? new AnswerHeaders();
  return new LightResponse(MAKERS[shape](headers, ...content), status, headers).asResponse();
}
