import type { Grant, Place } from "#protocol/authorization.ts";
import type { StepId } from "./journey.ts";

/** An exchange that a step is about to make: who asks whom, for whose account, and what should come. */
export type PlannedExchange = {
  readonly from: "app" | "popup";
  readonly to: "login" | "tokens" | "api";
  readonly actor: "A" | "B" | null;
  readonly method: "GET" | "POST" | "DELETE";
  /** The path, with `{…}` for what is not known yet. */
  readonly path: string;
  /** What should come back, in a few words. */
  readonly answer: string;
};

/** What the exchanges of a step depend on. */
export type PlanOptions = {
  readonly primary: { readonly grant: Grant; readonly place: Place };
  /** `mayRead`: whether B's login brings an access token that may read B. */
  readonly secondary: { readonly grant: Grant; readonly mayRead: boolean };
  /** Whether A's access token may read A: the migration guide's own request may not. */
  readonly mayRead: boolean;
};

const USER = "/api/v2/users/{id}";
const IDENTITIES = `${USER}/identities`;

/** The exchanges of a step in order: a pure function, so the picture cannot promise something else. */
export function planOf(step: StepId, options: PlanOptions): readonly PlannedExchange[] {
  const { primary, secondary } = options;
  const reading = options.mayRead ? [read("A")] : [];
  switch (step) {
    case "tenant":
      return [
        exchange("tokens", null, "GET", "/.well-known/openid-configuration", "200 · issuer"),
        exchange("tokens", null, "GET", "/.well-known/jwks.json", "200 · keys"),
      ];
    case "primary":
      return [...login("A", primary), ...reading];
    case "old-way":
      return [exchange("api", "A", "POST", IDENTITIES, "401")];
    case "secondary":
      return [
        ...login("B", { grant: secondary.grant, place: "popup" }),
        ...(secondary.mayRead ? [read("B")] : []),
      ];
    case "check":
      return [];
    case "link":
      return [...reading, exchange("api", "A", "POST", IDENTITIES, "201 · identities"), ...reading];
    case "changes":
      return [...reading, ...login("B", { grant: secondary.grant, place: "popup" })];
    case "dangerous":
      return [exchange("api", "A", "POST", IDENTITIES, "403")];
    case "unlink":
      return [
        exchange("api", "A", "DELETE", `${IDENTITIES}/{provider}/{user_id}`, "200 · identities"),
      ];
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

function read(actor: "A" | "B"): PlannedExchange {
  return exchange("api", actor, "GET", USER, "200 · the user");
}

function exchange(
  to: PlannedExchange["to"],
  actor: PlannedExchange["actor"],
  method: PlannedExchange["method"],
  path: string,
  answer: string,
): PlannedExchange {
  return { from: "app", to, actor, method, path, answer };
}
