import type { Fault, Notice, TokenKind, TokenReading } from "#protocol/token-reading.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { isRecord, stringClaim } from "#protocol/token.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { describeCountdown } from "./human-time.ts";
import type { LinkPlace, Misfit, TimeVerdict } from "./token-verdicts.ts";

/**
 * One of the four verdicts on a token, in words. `plain` is what was only read, never what was
 * verified; `open` is what nobody knows yet.
 */
export type VerdictCopy = {
  readonly tone: "plain" | "open" | "ok" | "bad" | "warn";
  readonly title: string;
  readonly details: readonly string[];
};

const KINDS: Readonly<Record<TokenKind, readonly [VerdictCopy["tone"], string, string]>> = {
  jwt: ["plain", "Decoded: a signed claims set", "Read, not verified. Anybody can write claims."],
  unsecured: ["bad", "Decoded: alg says none", "Nobody signed it. No API may take it."],
  unsigned: [
    "bad",
    "Decoded: the signature is missing",
    "Cut off while copying? Claims can be read, nothing can be verified.",
  ],
  detached: [
    "bad",
    "A signature without its payload",
    "The payload travels elsewhere (detached JWS). There is nothing to read.",
  ],
  encrypted: [
    "warn",
    "Encrypted: five parts (JWE)",
    "Only the API that it is for can read it. The header is all there is to see.",
  ],
  "not-claims": [
    "bad",
    "A valid JWS, not a claims set",
    "Its payload is JSON, but no object, so it has no claims.",
  ],
  "not-json": ["bad", "A JWS whose payload is not JSON", "It may be signed, but it is no JWT."],
  "broken-header": [
    "bad",
    "Not a JWT: the header cannot be read",
    "The first part must be a JSON object in base64url.",
  ],
  "broken-payload": [
    "bad",
    "The payload cannot be read",
    "The header decodes, the payload does not.",
  ],
  "wrong-parts": [
    "bad",
    "Not a JWT: wrong number of parts",
    "A signed token has three parts, an encrypted one five, none of the first two empty.",
  ],
  opaque: [
    "warn",
    "Not a JWT: an opaque token",
    "Auth0 gives opaque access tokens when audience is missing. Ask for one and log in again.",
  ],
  "too-large": ["bad", "Too large: over 256 KB", "Nothing was decoded."],
};

const FAULTS: Readonly<Record<Fault, string>> = {
  "not-base64url": "It has characters or a length that base64url does not have.",
  "not-utf8": "Its bytes are not UTF-8.",
  "not-json": "It is text, but not JSON.",
  "not-object": "It is JSON, but no object.",
};

/** What a notice says, under the verdict on the format. */
const NOTICES: Readonly<Record<Notice, string>> = {
  "standard-alphabet": "Has + or /, the alphabet of base64, not of base64url. Read all the same.",
  padding: "Has = at the end of a part. Tokens have none. Read all the same.",
  "loose-bits": "The last character of a part has bits that encode nothing.",
  blanks: "Has blanks or line breaks inside. They were left out for reading.",
  "invisible-characters": "Has invisible characters inside. They were left out for reading.",
  "duplicate-names":
    "A name stands twice. This page and most libraries keep the last, others the first.",
  "inexact-numbers":
    "A number is beyond what most libraries keep (2^53), so they read another one. Shown as it is written.",
  deep: "Nested deeper than 64 levels. What is deeper is not shown.",
  "embedded-key": "The header brings a key of its own. A verifier must ignore it; this page does.",
};

const MISFITS: Readonly<Record<Misfit, string>> = {
  "id-token-in-header": "It is an ID token. The API answers 401 Invalid token.",
  "access-token-in-body": "It is an access token. link_with takes an ID token.",
  "other-api": "aud does not hold the Management API. 401 Invalid token.",
  "scope-missing": "No update:current_user_identities. 403 Insufficient scope.",
  "not-rs256": "Not signed with RS256. 400 must have an alg of RS256.",
  "other-application": "aud is another application than this one. It must be azp of A’s token.",
  "other-issuer": "iss is another tenant than the one in use.",
  "no-subject": "No sub, so it names no account.",
  "same-account":
    "Its sub is that of A’s access token. 400 Main identity and the new one are the same.",
};

const PLACES: Readonly<Record<LinkPlace, string>> = {
  header: "in the header of the identities request",
  link_with: "as link_with",
};

/** The verdict on a token's form, with what was tolerated. Decoded is not verified. */
export function describeFormat(token: TokenReading): VerdictCopy {
  const [tone, title, detail] = KINDS[token.kind];
  const notices = token.notices.map((notice) =>
    notice === "duplicate-names"
      ? `${NOTICES[notice]} Here: ${token.duplicates.slice(0, 5).join(", ").slice(0, 80)}.`
      : NOTICES[notice],
  );
  return {
    tone,
    title,
    details: [token.fault === null ? detail : FAULTS[token.fault], ...notices],
  };
}

/** The verdict on a token's signature. */
export function describeSignature(
  verdict: SignatureVerdict,
  token: TokenReading,
  tenant: Tenant,
): VerdictCopy {
  const host = new URL(tenant.origin).host;
  switch (verdict.state) {
    case "valid":
      return {
        tone: "ok",
        title: "Valid",
        details: [`Signed by ${host} with its key ${verdict.kid ?? "(without a name)"}.`],
      };
    case "invalid":
      return { tone: "bad", title: "Invalid", details: [INVALID[verdict.reason]] };
    case "key-not-found":
      return {
        tone: "bad",
        title: "Key not found",
        details: [
          `${host} has no usable key named ${verdict.kid ?? "(nothing)"}. It may have been rotated away.`,
        ],
      };
    case "algorithm-refused":
      return {
        tone: "bad",
        title: `Algorithm refused: ${verdict.alg ?? "none named"}`,
        details: [
          "Checked are RS256 and PS256. HS256 needs a shared secret, which no page may have.",
        ],
      };
    case "not-checked":
      return {
        tone: "open",
        title: "Not checked",
        details: [unchecked(verdict.reason, token, host)],
      };
  }
}

const INVALID = {
  mismatch: "It does not belong to this header and payload. Do not trust the claims.",
  "loose-encoding": "A signature covers the exact text, and this is not strict base64url.",
  extension: "The header asks for an extension (crit) that nobody here knows.",
} as const;

function unchecked(
  reason: (SignatureVerdict & { state: "not-checked" })["reason"],
  token: TokenReading,
  host: string,
): string {
  switch (reason) {
    case "not-asked":
      return `Needs the keys of ${host}. Nothing is asked until you say so.`;
    case "no-signature":
      return "There is no signature to check.";
    case "no-issuer":
      return "The token names no issuer (iss), so nobody knows whose keys to ask for.";
    case "other-issuer": {
      const claims = token.payload?.value;
      const issuer = isRecord(claims) ? stringClaim(claims, "iss") : null;
      return `This page may only ask ${host}; this token is from ${issuer ?? "elsewhere"}.`;
    }
    case "no-keys":
      return "The keys could not be fetched. This says nothing about the token.";
  }
}

/** The verdict on a token's time. */
export function describeTime(verdict: TimeVerdict | null): VerdictCopy {
  if (verdict === null)
    return { tone: "open", title: "Unknown", details: ["No claims to judge by."] };
  switch (verdict.state) {
    case "not-a-date":
      return {
        tone: "bad",
        title: "Not a NumericDate",
        details: ["exp, nbf or iat is no number of seconds since 1970."],
      };
    case "no-expiry":
      return {
        tone: "warn",
        title: "Never expires",
        details: ["It has no exp. The API refuses it."],
      };
    case "good":
      return {
        tone: "plain",
        title: `Expires in ${describeCountdown(verdict.seconds)}`,
        details: [],
      };
    case "expired":
    case "not-yet":
    case "from-future":
      return {
        tone: verdict.isSkew ? "warn" : "bad",
        title: wordsFor(verdict.state, describeCountdown(verdict.seconds)),
        details: verdict.isSkew
          ? ["Within 60 s: clocks differ, so one verifier says yes and the next no."]
          : [],
      };
  }
}

function wordsFor(state: "expired" | "not-yet" | "from-future", time: string): string {
  if (state === "expired") return `Expired ${time} ago`;
  return state === "not-yet" ? `Good only in ${time} (nbf)` : `Made ${time} from now (iat)`;
}

/** The verdict on a token's fitness for one place of the link. `null`: nothing to judge. */
export function describeFit(place: LinkPlace, misfits: readonly Misfit[] | null): VerdictCopy {
  if (misfits === null)
    return { tone: "open", title: "Unknown", details: ["No claims to judge by."] };
  if (misfits.length === 0) return { tone: "ok", title: `Fits ${PLACES[place]}`, details: [] };
  return {
    tone: "bad",
    title: `Not usable ${PLACES[place]}`,
    details: misfits.map((misfit) => MISFITS[misfit]),
  };
}
