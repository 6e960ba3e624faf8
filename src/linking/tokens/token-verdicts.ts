import type { Tenant } from "#protocol/tenant.ts";
import { audiences, stringClaim, type DecodedToken } from "#protocol/token.ts";
import { parseScope } from "#protocol/scope.ts";
import { asNumericDate } from "./claim-rows.ts";
import { roleOf } from "./token-role.ts";

/** Where a token can stand in the link: in the header, or in the body as `link_with`. */
export type LinkPlace = "header" | "link_with";

/** When a token is good, seen from `now`. `seconds` count from there: negative is past. */
export type TimeVerdict =
  | {
      readonly state: "good" | "expired" | "not-yet" | "from-future";
      readonly seconds: number;
      readonly isSkew: boolean;
    }
  | { readonly state: "no-expiry" | "not-a-date" };

/** Why a token does not fit its place in the link. */
export type Misfit =
  | "id-token-in-header"
  | "access-token-in-body"
  | "other-api"
  | "scope-missing"
  | "not-rs256"
  | "other-application"
  | "other-issuer"
  | "no-subject"
  | "same-account";

/** Clocks differ: Auth0's SDKs allow this many seconds. */
const SKEW_SECONDS = 60;

/**
 * Judges `exp`, `nbf` and `iat`. Within the skew a verifier may decide either way, which is said.
 *
 * @param now seconds since the epoch
 * @see RFC 7519 sections 4.1.4 to 4.1.6
 */
export function judgeTime({ claims }: DecodedToken, now: number): TimeVerdict {
  const dates = ["exp", "nbf", "iat"].map((name) =>
    Object.hasOwn(claims, name) ? asNumericDate(claims[name]) : null,
  );
  const [expires = null, begins = null, issued = null] = dates;
  if (expires === "invalid" || begins === "invalid" || issued === "invalid")
    return { state: "not-a-date" };
  if (begins !== null && begins > now) return judged("not-yet", begins - now);
  if (expires !== null && expires <= now) return judged("expired", expires - now);
  if (issued !== null && issued > now) return judged("from-future", issued - now);
  return expires === null ? { state: "no-expiry" } : judged("good", expires - now);
}

function judged(
  state: "good" | "expired" | "not-yet" | "from-future",
  seconds: number,
): TimeVerdict {
  return { state, seconds, isSkew: state !== "good" && Math.abs(seconds) <= SKEW_SECONDS };
}

/** The place in the link that a token is made for. */
export function placeOf(token: DecodedToken): LinkPlace {
  return roleOf(token) === "access" ? "header" : "link_with";
}

/**
 * Judges whether a token fits its place in `POST /api/v2/users/{id}/identities`; empty when it does.
 * Signature and time have verdicts of their own.
 *
 * @param primarySubject `sub` of A's access token, where one is at hand
 */
export function judgeFit(
  token: DecodedToken,
  place: LinkPlace,
  { tenant, primarySubject }: { tenant: Tenant; primarySubject: string | null },
): readonly Misfit[] {
  const { header, claims } = token;
  const misfits: Misfit[] = [];
  const role = roleOf(token);
  const subject = stringClaim(claims, "sub");
  if (place === "header") {
    const scopes = parseScope(stringClaim(claims, "scope") ?? "");
    if (role === "id") misfits.push("id-token-in-header");
    else {
      if (!audiences(claims).includes(tenant.audience)) misfits.push("other-api");
      if (!scopes.includes("update:current_user_identities") && !scopes.includes("update:users"))
        misfits.push("scope-missing");
    }
  } else if (role === "access") {
    misfits.push("access-token-in-body");
  } else {
    if (stringClaim(claims, "iss") !== tenant.issuer) misfits.push("other-issuer");
    if (stringClaim(header, "alg") !== "RS256") misfits.push("not-rs256");
    if (audiences(claims).join(" ") !== tenant.clientId) misfits.push("other-application");
    if (subject !== null && subject === primarySubject) misfits.push("same-account");
  }
  if (subject === null) misfits.push("no-subject");
  return misfits;
}
