import type { Outcome, Role } from "#linking/labs/lab.ts";
import { loginExchanges, type PlannedExchange } from "#linking/walkthrough/plan.ts";
import type { AttackLab, AttackStep, Sending } from "./attack.ts";
import type { People } from "./people.ts";

/** A step that asks the API nothing. */
export function step(
  who: AttackStep["who"],
  does: string,
  run: (lab: AttackLab) => Promise<Outcome | void>,
): AttackStep {
  return { who, does, login: null, expects: "success", planned: [], sends: null, run };
}

/** A step that sends a request. */
export function send(who: "A" | "server", does: string, sends: Sending): AttackStep {
  const { request, policy, expects, isTheft = false, keep } = sends;
  const run = async (lab: AttackLab): Promise<Outcome> => {
    const answer = await lab.send(request(), policy);
    keep?.(answer);
    const { status } = answer;
    if (status !== expects)
      return { tone: "bad", text: `${status}, not as expected`, answer, isUnexpected: true };
    const tone = status >= 400 ? "expected" : isTheft ? "bad" : "ok";
    return { tone, text: String(status), answer };
  };
  const planned = [exchangeOf(who, sends)];
  return {
    ...step(who, does, run),
    sends,
    planned,
    expects: expects < 400 ? "success" : "refusal",
  };
}

/** A step in which the reader logs in as somebody. What the attack warns of is that A's user opens. */
export function logIn(who: Role, does: string, people: People): AttackStep {
  const { A } = people;
  const run = async (lab: AttackLab): Promise<Outcome> => {
    const userId = await lab.logIn(people[who]);
    return userId === A.userId
      ? { tone: "bad", text: `sub is ${A.name}’s user` }
      : { tone: "note", text: `sub: ${userId}` };
  };
  const planned = loginExchanges(who, { grant: "code", place: "popup" });
  return { ...step(who, does, run), login: who, planned };
}

function exchangeOf(who: "A" | "server", { request: build, expects }: Sending): PlannedExchange {
  const request = build();
  return {
    from: who === "A" ? "app" : "server",
    to: "api",
    actor: who === "A" ? "A" : null,
    method: request.method,
    path: new URL(request.url).pathname,
    answer: String(expects),
    request,
  };
}
