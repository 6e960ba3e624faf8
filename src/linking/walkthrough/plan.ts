import type { Grant, Place } from "#protocol/authorization.ts";
import type { StepId } from "./journey.ts";
import type { StepRequest } from "./requests.ts";

/** An exchange that a step is about to make: who asks whom, for whose account, and what should come. */
export type PlannedExchange = {
  readonly from: "app" | "popup";
  readonly to: "login" | "tokens" | "api";
  readonly actor: "A" | "B" | null;
  readonly method: string;
  /** The path, with `{…}` for what is not known yet. */
  readonly path: string;
  /** What should come back, in a few words. */
  readonly answer: string;
  /** The request itself, where the step makes it; `null` where an SDK does, or an answer decides it. */
  readonly request: StepRequest | null;
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

/** The answer that a step hopes for, by its own request. */
const ANSWERS: Readonly<Partial<Record<StepId, string>>> = {
  tenant: "200 · issuer",
  "old-way": "401",
  link: "201 · identities",
  changes: "200 · the user",
  dangerous: "403",
  unlink: "200 · identities",
};

/** The exchanges of a step in order: a pure function, so the picture cannot promise something else. */
export function planOf(step: StepId, options: PlanOptions): readonly PlannedExchange[] {
  const { requests, isBroken, primary, secondary } = options;
  const own = requests.map((request): PlannedExchange => {
    const isRead = request.method === "GET" && request.userId !== null;
    const answer = isRead ? ANSWERS.changes : isBroken ? undefined : ANSWERS[step];
    return {
      from: "app",
      to: request.userId === null ? "tokens" : "api",
      actor: request.userId === null ? null : "A",
      method: request.method,
      path: new URL(request.url).pathname,
      answer: answer ?? "to be seen",
      request,
    };
  });
  switch (step) {
    case "tenant":
      // The document says where the keys are: a broken one leads nowhere.
      return isBroken
        ? own
        : [...own, exchange("tokens", null, "GET", "/.well-known/jwks.json", "200 · keys")];
    case "primary":
      return [...login("A", primary), ...(primary.mayRead ? [read("A")] : [])];
    case "secondary":
      return [
        ...login("B", { grant: secondary.grant, place: "popup" }),
        ...(secondary.mayRead ? [read("B")] : []),
      ];
    case "changes":
      return [...own, ...login("B", { grant: secondary.grant, place: "popup" })];
    case "old-way":
    case "check":
    case "link":
    case "dangerous":
    case "unlink":
      return own;
  }
}

function login(
  actor: "A" | "B",
  { grant, place }: { grant: Grant; place: Place },
): readonly PlannedExchange[] {
  const from = place === "popup" ? "popup" : "app";
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
function read(actor: "A" | "B"): PlannedExchange {
  return exchange("api", actor, "GET", "/api/v2/users/{id}", "200 · the user");
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
