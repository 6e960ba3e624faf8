import type { Grant, Place } from "#protocol/authorization.ts";
import type { NamedRequest } from "#protocol/named-request.ts";
import type { StepRequest } from "./requests.ts";

/** An exchange that a step is about to make: who asks whom, for whose account, and what should come. */
export type PlannedExchange = {
  /** `server` is the reader's own. */
  readonly from: "app" | "server" | "popup" | "frame";
  readonly to: "login" | "tokens" | "api";
  readonly actor: "A" | "B" | null;
  readonly method: string;
  /** The path, with `{…}` for what is not known yet. */
  readonly path: string;
  /** What should come back, in a few words. */
  readonly answer: string;
  /** The request itself, where the step makes it; `null` where an SDK does, or an answer decides it. */
  readonly request: NamedRequest | null;
};

/** What the exchanges of a step depend on. */
export type PlanOptions = {
  /** What the step sends without an SDK, in order. */
  readonly requests: readonly StepRequest[];
  /** Whether something is broken in the step on purpose, so that nobody can tell the answer. */
  readonly isBroken: boolean;
  /** `mayRead`: whether the login brings an access token that may read A. */
  readonly primary: { readonly grant: Grant; readonly place: Place; readonly mayRead: boolean };
  /** `mayRead`: whether B's login brings an access token that may read B. */
  readonly secondary: { readonly grant: Grant; readonly mayRead: boolean };
};

/** The answer that a read of A hopes for. */
export const READ_ANSWER = "200 · the user";

/** The exchange that a step's own request makes. */
export function exchangeOf(request: StepRequest, answer: string): PlannedExchange {
  return {
    from: "app",
    to: request.userId === null ? "tokens" : "api",
    actor: request.userId === null ? null : "A",
    method: request.method,
    path: new URL(request.url).pathname,
    answer,
    request,
  };
}

/** The read of the tenant's keys, whose address a document has just told. */
export function keysExchange(): PlannedExchange {
  return exchange("tokens", null, "GET", "/.well-known/jwks.json", "200 · keys");
}

/** What a login sends, to the tokens. @param actor `null` where the tenant's cookie decides who it is */
export function loginExchanges(
  actor: PlannedExchange["actor"],
  { grant, place }: { grant: Grant; place: Place },
): readonly PlannedExchange[] {
  const from = place === "redirect" ? "app" : place;
  const visit = (answer: string): PlannedExchange => ({
    ...exchange("login", actor, "GET", "/authorize", answer),
    from,
  });
  // auth0.js verifies the ID token itself, so it fetches the keys; auth0-spa-js redeems a code.
  return grant === "code"
    ? [visit("code, state"), exchange("tokens", actor, "POST", "/oauth/token", "200 · tokens")]
    : [
        visit("tokens in the fragment"),
        { ...exchange("tokens", actor, "GET", "/.well-known/jwks.json", "200 · keys"), from },
      ];
}

/** The read after a login, of somebody who is not known yet. */
export function readExchange(actor: "A" | "B"): PlannedExchange {
  return exchange("api", actor, "GET", "/api/v2/users/{id}", READ_ANSWER);
}

function exchange(
  to: PlannedExchange["to"],
  actor: PlannedExchange["actor"],
  method: PlannedExchange["method"],
  path: string,
  answer: string,
): PlannedExchange {
  return { from: "app", to, actor, method, path, answer, request: null };
}
