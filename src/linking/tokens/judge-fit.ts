import { parseScope } from "#protocol/scope.ts";
import { asDecodedToken, type Notice, type TokenReading } from "#protocol/token-reading.ts";
import { isRecord, stringClaim, type Claims, type DecodedToken } from "#protocol/token.ts";
import {
  readRecipient,
  readScope,
  readText,
  type ClaimFault,
  type ClaimReading,
} from "./read-claim.ts";
import { roleOf } from "./token-role.ts";
import type { Yardstick } from "./yardstick.ts";

/** Where a token can stand in the link: in the header, or in the body as `link_with`. */
export type LinkPlace = "header" | "link_with";

/** Why a token does not fit its place in the link. */
export type MisfitId =
  | "not-a-jwt"
  | "loose-text"
  | "loose-bits"
  | "not-rs256"
  | "critical"
  | "not-claims"
  | "odd-header"
  | "other-issuer"
  | "no-subject"
  | "id-token-in-header"
  | "no-application"
  | "bound"
  | "other-api"
  | "scope-missing"
  | "access-token-in-body"
  | "recipient-list"
  | "other-application"
  | "no-identity"
  | "same-account";

/** A misfit, and the claim that cannot be read where that is the cause. */
export type Misfit = { readonly id: MisfitId; readonly fault: ClaimFault | null };

/** What would have to be known as well. */
export type Condition = "is-azp" | "application-exists";

/** Whether a token fits its place: it does where there are no misfits, under the conditions. */
export type FitVerdict = {
  readonly place: LinkPlace;
  /** In the order in which the API looks: the first one decides its answer. */
  readonly misfits: readonly Misfit[];
  readonly conditions: readonly Condition[];
};

/** Header parameters that bring a key or change the rules, which a token of Auth0 does not have. */
const ODD_PARAMETERS = ["b64", "jwk", "jku", "x5u", "x5c", "zip"];
const LOOSE_TEXT: readonly Notice[] = [
  "standard-alphabet",
  "padding",
  "blanks",
  "invisible-characters",
];

/** The place in the link that a token is made for. */
export function placeOf(token: DecodedToken): LinkPlace {
  return roleOf(token) === "access" ? "header" : "link_with";
}

/**
 * Judges whether a token fits its place in `POST /api/v2/users/{id}/identities`. Signature and time have
 * verdicts of their own; `expectAnswer` puts the three together.
 */
export function judgeFit(token: TokenReading, place: LinkPlace, yardstick: Yardstick): FitVerdict {
  const misfits = [...misfitsOfText(token)];
  const conditions: Condition[] = [];
  const decoded = asDecodedToken(token);
  if (misfits.some(({ id }) => id === "not-a-jwt")) return { place, misfits, conditions };
  misfits.push(...misfitsOfHeader(token));
  if (decoded === null) return { place, misfits: [...misfits, misfit("not-claims")], conditions };
  const { header, claims } = decoded;
  if (isOddHeader(header)) misfits.push(misfit("odd-header"));
  misfits.push(...misfitsOfIssuer(claims, yardstick));
  const rest = place === "header" ? asBearer(claims, yardstick) : asProof(decoded, yardstick);
  return {
    place,
    misfits: [...misfits, ...rest.misfits],
    conditions: [...conditions, ...rest.conditions],
  };
}

/** RFC 6750 and RFC 7515 know a token by its characters; what comes with copying is none of them. */
function misfitsOfText({ parts, header, notices, fault }: TokenReading): readonly Misfit[] {
  const isJws = parts.length === 3 && header !== null && parts[0] !== "" && parts[1] !== "";
  if (!isJws || (fault === "not-base64url" && !/^[\w+/=-]*$/.test(parts.join(""))))
    return [misfit("not-a-jwt")];
  if (notices.some((notice) => LOOSE_TEXT.includes(notice))) return [misfit("loose-text")];
  const isLoose = notices.includes("loose-bits") || fault === "not-base64url";
  return isLoose ? [misfit("loose-bits")] : [];
}

function misfitsOfHeader({ header }: TokenReading): readonly Misfit[] {
  const claims = isRecord(header?.value) ? header.value : {};
  if (stringClaim(claims, "alg") !== "RS256") return [misfit("not-rs256")];
  return Object.hasOwn(claims, "crit") ? [misfit("critical")] : [];
}

function isOddHeader(header: Claims): boolean {
  const type = Object.hasOwn(header, "typ") ? header["typ"] : "JWT";
  const isPlain = typeof type === "string" && type.toUpperCase() === "JWT";
  return !isPlain || ODD_PARAMETERS.some((name) => Object.hasOwn(header, name));
}

function misfitsOfIssuer(claims: Claims, { issuer }: Yardstick): readonly Misfit[] {
  const iss = readText(claims, "iss");
  if (iss.state !== "ok") return [misfit("other-issuer", iss)];
  return iss.value === issuer ? [] : [misfit("other-issuer")];
}

type Rest = Pick<FitVerdict, "misfits" | "conditions">;

/** A's token in the `Authorization` header. */
function asBearer(claims: Claims, { audience, clientId }: Yardstick): Rest {
  const misfits: Misfit[] = [];
  const conditions: Condition[] = [];
  const subject = readText(claims, "sub");
  if (subject.state !== "ok") misfits.push(misfit("no-subject", subject));
  const application = readText(claims, "azp");
  const recipient = readRecipient(claims);
  if (application.state !== "ok") {
    if (application.state === "missing" && isClient(recipient))
      return { misfits: [...misfits, misfit("id-token-in-header")], conditions };
    misfits.push(misfit("no-application", application));
  } else if (clientId !== null && application.value !== clientId) {
    conditions.push("application-exists");
  }
  if (Object.hasOwn(claims, "cnf")) misfits.push(misfit("bound"));
  // What of a list is no text does not hinder the rest.
  const raw = Object.hasOwn(claims, "aud") ? claims["aud"] : undefined;
  if (audience === null || ![raw].flat().includes(audience))
    misfits.push(misfit("other-api", recipient.state === "ok" ? null : recipient));
  const scope = readScope(claims);
  if (scope.state !== "ok") misfits.push(misfit("scope-missing", scope));
  else if (!parseScope(scope.value).some(isLinkingScope)) misfits.push(misfit("scope-missing"));
  return { misfits, conditions };
}

/** B's token in the body. */
function asProof(token: DecodedToken, { clientId, subject: primary }: Yardstick): Rest {
  const { claims } = token;
  const misfits: Misfit[] = [];
  const conditions: Condition[] = [];
  const recipient = readRecipient(claims);
  if (recipient.state !== "ok") misfits.push(misfit("other-application", recipient));
  else if (typeof recipient.value !== "string" && !recipient.value.some(isAddress))
    misfits.push(misfit("recipient-list"));
  else if (roleOf(token) === "access" && !isClient(recipient))
    misfits.push(misfit("access-token-in-body"));
  else if (clientId === null) conditions.push("is-azp");
  else if (recipient.value !== clientId) misfits.push(misfit("other-application"));
  const subject = readText(claims, "sub");
  if (subject.state !== "ok") misfits.push(misfit("no-subject", subject));
  else if (subject.value === "") misfits.push(misfit("no-subject"));
  else if (!/^[^|]+\|.+$/.test(subject.value)) misfits.push(misfit("no-identity"));
  else if (subject.value === primary) misfits.push(misfit("same-account"));
  return { misfits, conditions };
}

/** An ID token is for a client ID, an access token for APIs, which Auth0 names by addresses. */
function isClient(recipient: ClaimReading<string | readonly string[]>): boolean {
  return (
    recipient.state === "ok" && typeof recipient.value === "string" && !isAddress(recipient.value)
  );
}

function isAddress(recipient: string): boolean {
  return URL.canParse(recipient);
}

function isLinkingScope(scope: string): boolean {
  return scope === "update:current_user_identities" || scope === "update:users";
}

function misfit(id: MisfitId, fault: ClaimFault | null = null): Misfit {
  return { id, fault };
}
