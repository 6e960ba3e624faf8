import type { TenantClock, WaitingFault } from "#protocol/control-answers.ts";
import { describeCountdown } from "#linking/tokens/human-time.ts";

const INSTANT = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** The tenant's time, as a person reads it. */
export function clockTime({ now }: TenantClock): string {
  return `${INSTANT.format(new Date(now))} UTC`;
}

/** How the tenant's clock goes. */
export function clockPace({ frozen, offset }: TenantClock): string {
  if (frozen) return "stopped";
  const seconds = Math.round(offset);
  if (seconds === 0) return "as on this computer";
  return `${describeCountdown(seconds)} ${seconds > 0 ? "ahead of" : "behind"} this computer`;
}

/** When something was logged, on the tenant's clock. */
export function logTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString().slice(11, 19);
}

const POLICIES: Readonly<Record<string, { label: string; note: string }>> = {
  today: { label: "Today’s rules", note: "linking takes two proofs" },
  "before-2018": {
    label: "Before October 2018",
    note: "an ID token or a mere user ID is enough",
  },
};

/** A policy in words; by its own name where it is not known here. */
export function policyWords(policy: string): { label: string; note: string } {
  return POLICIES[policy] ?? { label: policy, note: "" };
}

const ENDPOINTS: Readonly<Record<string, string>> = {
  discovery: "the discovery document",
  jwks: "the keys",
  authorize: "/authorize",
  login: "the login page",
  token: "/oauth/token",
  revoke: "/oauth/revoke",
  userinfo: "/userinfo",
  logout: "/v2/logout",
  identities: "linking and unlinking",
  users: "users of the API",
  connections: "connections of the API",
};

/** What a fault hits, in words. */
export const endpointWords = (endpoint: string): string => ENDPOINTS[endpoint] ?? endpoint;

const KINDS: Readonly<Record<string, string>> = {
  latency: "answers a second late",
  "rate-limit": "answers 429, too many requests",
  failure: "answers 500, it failed",
  drop: "cuts the connection and does nothing",
  lost: "does it, and cuts the connection",
  "cors-off": "leaves the CORS headers out",
  hs256: "signs the ID token with HS256",
};

/** What a fault does, in words. */
export const kindWords = (kind: string): string => KINDS[kind] ?? kind;

/** A fault that waits, as a sentence without its end. */
export function faultWords({ endpoint, kind, count }: WaitingFault): string {
  const times = count === 1 ? "the next request" : `the next ${count} requests`;
  return `For ${times} to ${endpointWords(endpoint)}: ${kindWords(kind)}`;
}
