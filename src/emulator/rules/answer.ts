import type { Context } from "hono";
import type { TenantEnv } from "#emulator/core.ts";
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

const MAKERS: { [S in Shape]: (status: number, ...content: Contents[S]) => Response } = {
  json: (status, body) => Response.json(body, { status }),
  empty: (status) => new Response(null, { status }),
  redirect: (status, location) => new Response(null, { status, headers: { Location: location } }),
  page: (status, { markup, headers }) => new Response(markup, { status, headers }),
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

function make<S extends Shape>(
  c: Context<TenantEnv>,
  status: number,
  shape: S,
  content: Contents[S],
): Response {
  const response = MAKERS[shape](status, ...content);
  return c.newResponse(response.body, response);
}
