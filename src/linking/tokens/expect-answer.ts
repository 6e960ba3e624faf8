import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import type { FitVerdict, LinkPlace, Misfit, MisfitId } from "./judge-fit.ts";
import type { TimeVerdict } from "./judge-time.ts";

/** What the Management API answers. */
export type ApiAnswer = {
  readonly status: number;
  /** How its message begins; several where sources do not tell which. */
  readonly messages: readonly string[];
  /** Whether no source says that the real API refuses this: the emulated tenant does, and says so, too. */
  readonly isAssumed: boolean;
};

/** What a token is expected to bring: a refusal, or none under conditions. */
export type Expectation = {
  readonly refusal: ApiAnswer | null;
  /** What decides it: a misfit, the signature or the time; `null` where nothing refuses. */
  readonly because: Misfit | "signature" | "time" | null;
  /** Whether its signature was looked at. */
  readonly isSignatureKnown: boolean;
};

/** What is looked at before the signature, and between signature and time. */
const BEFORE_SIGNATURE = new Set<MisfitId>([
  "not-a-jwt",
  "loose-text",
  "loose-bits",
  "not-rs256",
  "critical",
]);
const BEFORE_TIME = new Set<MisfitId>(["not-claims", "odd-header"]);

/**
 * Puts the verdicts on one token together in the order in which the API looks: form, signature, time, claims.
 *
 * @param time `null` for a token without claims
 */
export function expectAnswer(
  fit: FitVerdict,
  signature: SignatureVerdict,
  time: TimeVerdict | null,
): Expectation {
  const { place, misfits } = fit;
  const isSignatureKnown = signature.state !== "not-checked" || signature.reason === "no-signature";
  const because =
    misfits.find(({ id }) => BEFORE_SIGNATURE.has(id)) ??
    (isSignatureKnown && signature.state !== "valid" ? "signature" : undefined) ??
    misfits.find(({ id }) => BEFORE_TIME.has(id)) ??
    (time !== null && time.refusal !== null ? "time" : undefined) ??
    misfits[0] ??
    null;
  if (because === null) return { refusal: null, because, isSignatureKnown };
  const refusal =
    because === "signature"
      ? answerToSignature(place, signature)
      : because === "time"
        ? answerToTime(place, time?.refusal ?? "odd")
        : answerToMisfit(place, because);
  return { refusal, because, isSignatureKnown };
}

function answer(status: number, message: string, isAssumed = false): ApiAnswer {
  return { status, messages: [message], isAssumed };
}

const INVALID = answer(401, "Invalid token");
const ODD = answer(401, "Invalid token", true);
const INVALID_PROOF = answer(400, "Invalid token (link_with)");
const ODD_PROOF = answer(400, "Invalid token (link_with)", true);
const RECIPIENT = "JWT (link_with) contains an invalid aud claim";

function answerToSignature(place: LinkPlace, { state }: SignatureVerdict): ApiAnswer {
  if (place === "link_with") return INVALID_PROOF;
  if (state === "key-not-found") return INVALID;
  return answer(401, "Invalid signature received for JSON Web Token validation");
}

function answerToTime(place: LinkPlace, refusal: Exclude<TimeVerdict["refusal"], null>): ApiAnswer {
  if (refusal === "odd") return place === "header" ? ODD : ODD_PROOF;
  if (place === "link_with") return INVALID_PROOF;
  if (refusal === "not-yet") return INVALID;
  return answer(401, "Expired token received for JSON Web Token validation");
}

function answerToMisfit(place: LinkPlace, { id, fault }: Misfit): ApiAnswer {
  if (place === "header") return BEARER[id];
  if (id === "no-subject" && fault?.state === "wrong-type") return PROOF["no-identity"];
  if (id === "other-application" && fault !== null) return answer(400, RECIPIENT);
  return PROOF[id];
}

const FORM = answer(400, "Bad HTTP authentication header format");

/** What a misfit in the header brings. Those that stand in bodies only are invalid there, too. */
const BEARER: Readonly<Record<MisfitId, ApiAnswer>> = {
  "not-a-jwt": FORM,
  "loose-text": FORM,
  "loose-bits": ODD,
  "not-rs256": INVALID,
  critical: INVALID,
  "not-claims": INVALID,
  "odd-header": ODD,
  "other-issuer": INVALID,
  "no-subject": ODD,
  "id-token-in-header": INVALID,
  "no-application": ODD,
  bound: ODD,
  "other-api": answer(401, "Bad audience"),
  "scope-missing": answer(403, "Insufficient scope, expected any of: update:users"),
  "access-token-in-body": INVALID,
  "recipient-list": INVALID,
  "other-application": INVALID,
  "no-identity": INVALID,
  "same-account": INVALID,
};

/** What a misfit in the body brings. */
const PROOF: Readonly<Record<MisfitId, ApiAnswer>> = {
  "not-a-jwt": INVALID_PROOF,
  "loose-text": INVALID_PROOF,
  "loose-bits": ODD_PROOF,
  "not-rs256": answer(400, "JWT (link_with) must have an alg of RS256"),
  critical: INVALID_PROOF,
  "not-claims": INVALID_PROOF,
  "odd-header": ODD_PROOF,
  "other-issuer": answer(400, "JWT (link_with) must have the same issuer as the calling user"),
  "access-token-in-body": answer(400, RECIPIENT),
  "recipient-list": answer(400, RECIPIENT, true),
  "other-application": {
    status: 400,
    messages: [
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp",
      RECIPIENT,
    ],
    isAssumed: false,
  },
  "no-subject": answer(400, "JWT (link_with) must contains sub claim"),
  "no-identity": answer(400, "JWT (link_with) contains an invalid sub claim"),
  "same-account": answer(400, "Main identity and the new one are the same."),
  "id-token-in-header": INVALID_PROOF,
  "no-application": INVALID_PROOF,
  bound: INVALID_PROOF,
  "other-api": INVALID_PROOF,
  "scope-missing": INVALID_PROOF,
};
