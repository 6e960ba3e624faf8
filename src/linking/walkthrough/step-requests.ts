import type { Changes } from "#linking/scenarios/change.ts";
import type { StepId } from "./journey.ts";
import { exchangeOf, READ_ANSWER, type PlannedExchange, type PlanOptions } from "./plan.ts";
import { isHeldBack, type RequestState, type StepRequest } from "./requests.ts";
import { stepOf } from "./steps.ts";

/**
 * The request that a step sends to the tenant, with what is broken in it; `null` where the step sends
 * none by itself (a login is the SDK's), or while something that it is made of is missing.
 *
 * @param scenario what is broken in this step on purpose
 */
export function requestOf(
  step: StepId,
  state: RequestState,
  scenario: Changes | null,
): StepRequest | null {
  return stepOf(step).request(state, scenario);
}

/**
 * All that a step's button sends to the tenant without an SDK, in order: the request of the step, and the
 * reads of A around a link.
 */
export function requestsOf(
  step: StepId,
  state: RequestState,
  scenario: Changes | null,
): readonly StepRequest[] {
  const { request: build, requests } = stepOf(step);
  const request = build(state, scenario);
  if (request === null || isHeldBack(request, scenario)) return [];
  const sent = Array.from({ length: request.times }, () => request);
  return requests?.(sent, state, scenario) ?? sent;
}

/** The exchanges of a step in order: a pure function, so the picture cannot promise something else. */
export function planOf(step: StepId, options: PlanOptions): readonly PlannedExchange[] {
  const { answer, exchanges } = stepOf(step);
  const hoped = options.isBroken ? undefined : answer;
  const own = options.requests.map((request) => {
    const isRead = request.method === "GET" && request.userId !== null;
    return exchangeOf(request, isRead ? READ_ANSWER : (hoped ?? "to be seen"));
  });
  return exchanges?.(own, options) ?? own;
}
