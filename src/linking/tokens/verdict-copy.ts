import type { Fault, Notice, TokenKind, TokenReading } from "#protocol/token-reading.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { isRecord, stringClaim } from "#protocol/token.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { describeCountdown } from "./human-time.ts";
import type { Expectation } from "./expect-answer.ts";
import type { Condition, FitVerdict, LinkPlace, MisfitId } from "./judge-fit.ts";
import type { TimeVerdict } from "./judge-time.ts";
import { describeFault } from "./read-claim.ts";

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
    "Cut off, or taken out by somebody? Claims can be read, nothing can be verified.",
  ],
  detached: [
    "bad",
    "A signature without its payload",
    "The payload travels elsewhere (detached JWS). There is nothing to read.",
  ],
  encrypted: [
    "warn",
    "Encrypted: five parts (JWE)",
    "Only who it is for can read it. Auth0 gives such an access token, or an opaque one, when audience is missing.",
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
    "Only /userinfo reads it. Auth0 gives it when audience is missing: ask for one and log in again.",
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

const MISFITS: Readonly<Record<MisfitId, string>> = {
  "not-a-jwt": "It is no signed token of three parts in base64url.",
  "loose-text": "As it is written, with blanks, padding, + or /, no API takes it. Send it without.",
  "loose-bits": "The last character of a part is not the one that base64url gives.",
  "not-rs256": "It is not signed with RS256.",
  critical: "Its header asks for an extension (crit).",
  "not-claims": "Its payload is no claims set.",
  "odd-header": "Its header has a typ that is not JWT, or brings a key of its own.",
  "other-issuer": "iss is another tenant than the one that it is judged for.",
  "no-subject": "No sub, so it names no account.",
  "id-token-in-header": "It is an ID token: aud is an application, and there is no azp.",
  "no-application": "No azp, so nobody knows which application calls.",
  bound: "It is bound to a key (cnf). Sent as Bearer, without a proof, it should be worth nothing.",
  "other-api": "aud does not hold the Management API, slash included.",
  "scope-missing": "No update:current_user_identities, and no update:users.",
  "access-token-in-body": "It is an access token. link_with takes an ID token.",
  "recipient-list": "aud is a list. In an ID token of Auth0 it is text.",
  "other-application": "aud is another application than this one. It must be azp of A’s token.",
  "no-identity": "sub is no provider and ID with a bar between.",
  "same-account": "Its sub is that of A’s access token.",
};

const CONDITIONS: Readonly<Record<Condition, string>> = {
  "is-azp": "If its aud is azp of A’s access token. Else 400.",
  "application-exists": "If its azp is an application of the tenant. Else 401.",
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
        tone: verdict.text === "as-given" ? "ok" : "warn",
        title: verdict.text === "as-given" ? "Valid" : "Valid without the blanks",
        details: [
          `Signed by ${host} with its key ${verdict.kid ?? "(without a name)"}.`,
          ...(verdict.text === "as-given" ? [] : [CLEANED]),
        ],
      };
    case "invalid":
      return { tone: "bad", title: "Invalid", details: [INVALID[verdict.reason]] };
    case "key-not-found":
      return {
        tone: "bad",
        title: "Key not found",
        details: [
          `${host} has no usable key named ${verdict.kid ?? "(nothing)"}${verdict.alg === "RS256" ? "" : ` for ${verdict.alg}`}. It may have been rotated away.`,
        ],
      };
    case "algorithm-refused":
      return {
        tone: "bad",
        title: `Algorithm refused: ${verdict.alg ?? "none named"}`,
        details: [reasonAgainst(verdict.alg)],
      };
    case "not-checked":
      return {
        tone: "open",
        title: "Not checked",
        details: [unchecked(verdict.reason, token, host)],
      };
  }
}

const CLEANED =
  "It holds for the token without blanks, padding, + and /, not for the text as it is. APIs get the text.";

/** Why no signature by an algorithm is checked here: Auth0 signs with RS256, some tenants with PS256. */
function reasonAgainst(alg: string | null): string {
  if (alg === null) return "The header names no algorithm (alg) as text.";
  if (alg.toLowerCase() === "none")
    return "none means that nobody signed it. Anybody can write it.";
  if (/^HS\d+$/.test(alg))
    return `${alg} needs the secret that the application shares with the tenant. No page may have that.`;
  if (/^ES\d/.test(alg))
    return `${alg} needs a key on an elliptic curve. Auth0 signs its tokens with RSA keys.`;
  if (alg.startsWith("Ed"))
    return `${alg} needs an Edwards curve key. Auth0 signs its tokens with RSA keys.`;
  if (/^[RP]S\d+$/.test(alg))
    return `${alg} would take an RSA key, but Auth0 signs with RS256 or PS256 only.`;
  return "No algorithm of this name signs tokens of Auth0.";
}

const INVALID = {
  mismatch: "It does not belong to this header and payload. Do not trust the claims.",
  "loose-encoding":
    "It holds neither for the text as it is nor without blanks, padding, + and /. Do not trust the claims.",
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
  const faults = verdict.faults.map(describeFault);
  const { state, seconds, isSkew } = verdict;
  switch (state) {
    case "not-a-date":
      return { tone: "bad", title: "Not a NumericDate", details: faults };
    case "milliseconds":
      return {
        tone: verdict.refusal === null ? "warn" : "bad",
        title: "In milliseconds, not in seconds",
        details: faults,
      };
    case "no-expiry":
      return { tone: "warn", title: "Never expires", details: faults };
    case "good":
      return {
        tone: faults.length === 0 ? "plain" : "warn",
        title: `Expires in ${describeCountdown(seconds ?? 0)}`,
        details: faults,
      };
    case "expired":
    case "not-yet":
    case "from-future":
      return {
        tone: isSkew ? "warn" : "bad",
        title: wordsFor(state, describeCountdown(seconds ?? 0)),
        details: isSkew
          ? [...faults, "Within 60 s: clocks differ, so one verifier says yes and the next no."]
          : faults,
      };
  }
}

function wordsFor(state: "expired" | "not-yet" | "from-future", time: string): string {
  if (state === "expired") return `Expired ${time} ago`;
  return state === "not-yet" ? `Good only in ${time} (nbf)` : `Made ${time} from now (iat)`;
}

/**
 * The verdict on a token's fitness for one place of the link, and the answer that it is expected to bring.
 * `null`: nothing to judge.
 */
export function describeFit(fit: FitVerdict | null, expected: Expectation | null): VerdictCopy {
  if (fit === null || expected === null)
    return { tone: "open", title: "Unknown", details: ["No claims to judge by."] };
  const { refusal, because, isSignatureKnown } = expected;
  const misfits = fit.misfits.map(({ id, fault }) =>
    fault === null ? MISFITS[id] : describeFault(fault),
  );
  if (refusal !== null) {
    const early =
      because === "signature" ? ["Its signature does not hold."] : because === "time" ? [TIME] : [];
    return {
      tone: "bad",
      title: `Not usable ${PLACES[fit.place]}`,
      details: [
        ...early,
        ...misfits,
        `The API answers ${refusal.status} ${refusal.messages[0]}.`.replace("..", "."),
        ...(refusal.isAssumed ? [ASSUMED] : []),
      ],
    };
  }
  return {
    tone: "ok",
    title: `Fits ${PLACES[fit.place]}`,
    details: [
      ...fit.conditions.map((condition) => CONDITIONS[condition]),
      ...(isSignatureKnown ? [] : ["If its signature holds."]),
    ],
  };
}

const TIME = "Its times are not good: see Time.";
const ASSUMED =
  "Assumed: no source says what the real API does with it. The emulated tenant refuses it.";
