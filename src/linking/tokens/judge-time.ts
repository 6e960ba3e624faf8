import type { Claims, DecodedToken } from "#protocol/token.ts";
import { inMilliseconds, isMilliseconds, readDate, type ClaimFault } from "./read-claim.ts";

/** When a token is good, seen from `now`. */
export type TimeVerdict = {
  readonly state:
    | "good"
    | "expired"
    | "not-yet"
    | "from-future"
    | "no-expiry"
    | "not-a-date"
    | "milliseconds";
  /** From now to what the state speaks of: negative is past. `null` where there is no such moment. */
  readonly seconds: number | null;
  /** Within what clocks differ by a verifier may decide either way. */
  readonly isSkew: boolean;
  /** Times that are missing, of another type, or in milliseconds. */
  readonly faults: readonly ClaimFault[];
  /**
   * What the API makes of it: `odd` for times that no source says it looks at, `null` where it takes the token.
   */
  readonly refusal: "odd" | "not-yet" | "expired" | null;
};

/** Clocks differ: Auth0's SDKs allow this many seconds. */
const SKEW_SECONDS = 60;
/** A difference so small is none: clocks are read in whole seconds. */
const NOTHING_SECONDS = 2;

/**
 * Judges `exp`, `iat` and `nbf`, in the order in which the API is taken to look at them.
 *
 * @param now seconds since the epoch
 * @see RFC 7519 sections 4.1.4 to 4.1.6
 */
export function judgeTime({ claims }: DecodedToken, now: number): TimeVerdict {
  const expires = readDate(claims, "exp");
  const issued = readDate(claims, "iat");
  const begins = readDate(claims, "nbf");
  const faults = faultsOf(claims);
  const refusal = refusalOf(claims, now);
  const say = (state: TimeVerdict["state"], seconds: number | null): TimeVerdict => ({
    state,
    seconds,
    isSkew: seconds !== null && state !== "good" && Math.abs(seconds) <= SKEW_SECONDS,
    faults,
    refusal,
  });
  if (faults.some(({ found }) => found !== null && found !== "milliseconds"))
    return say("not-a-date", null);
  if (faults.some(({ found }) => found === "milliseconds")) return say("milliseconds", null);
  if (begins.state === "ok" && begins.value - now >= NOTHING_SECONDS)
    return say("not-yet", begins.value - now);
  if (expires.state === "ok" && expires.value <= now) return say("expired", expires.value - now);
  if (issued.state === "ok" && issued.value - now >= NOTHING_SECONDS)
    return say("from-future", issued.value - now);
  return expires.state === "ok" ? say("good", expires.value - now) : say("no-expiry", null);
}

/** `exp` and `iat` have to be there; `nbf` may. */
function faultsOf(claims: Claims): readonly ClaimFault[] {
  return ["exp", "iat", "nbf"].flatMap((name): readonly ClaimFault[] => {
    const date = readDate(claims, name);
    if (date.state === "ok") return isMilliseconds(date.value) ? [inMilliseconds(name)] : [];
    return name === "nbf" && date.state === "missing" ? [] : [date];
  });
}

function refusalOf(claims: Claims, now: number): TimeVerdict["refusal"] {
  const expires = readDate(claims, "exp");
  const issued = readDate(claims, "iat");
  const begins = readDate(claims, "nbf");
  if (expires.state !== "ok" || issued.state !== "ok" || begins.state === "wrong-type")
    return "odd";
  if (issued.value > now + SKEW_SECONDS) return "odd";
  if (begins.state === "ok" && begins.value > now + SKEW_SECONDS) return "not-yet";
  return expires.value <= now ? "expired" : null;
}
