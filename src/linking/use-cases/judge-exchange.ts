import { isRecord } from "#protocol/token.ts";
import type { Bearer } from "./bearer.ts";
import type { Call } from "./call.ts";
import type { Exchange, Place } from "./exchange.ts";
import { fixOf, type FixId } from "./fixes.ts";
import { QUESTIONS, REASONS } from "./judgement-copy.ts";
import type { Decision, Judgement, Question, ReasonId, Verdict } from "./judgement.ts";
import type { LinkBody } from "./link-body.ts";
import { notesOf } from "./notes.ts";
import { readExchange, type Readings } from "./readings.ts";
import type { UseCaseNumber } from "./use-cases.ts";

type Known = Extract<Bearer, { basis: string }>;
/**
 * Judges a request by the guide: which use case it is, whether the migration affects it, which
 * characters say so, and what to change. Takes whatever is known, trusts none of it, never throws.
 *
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
export function judgeExchange(exchange: Exchange): Judgement {
  const readings = readExchange(isRecord(exchange) ? exchange : {});
  const { call } = readings;
  if (call.kind === "unknown") return withoutNotes(cannotTell("call-unknown", [], QUESTIONS.call));
  if (!("remarks" in call))
    return withoutNotes(decide("not-linking", null, call.kind, [call.place]));

  const decision = call.kind === "unlink" ? judgeUnlink(readings) : judgeLink(readings);
  const basis = "basis" in readings.bearer ? readings.bearer.basis : null;
  return { ...decision, basis, notes: notesOf(readings, decision) };
}

function judgeUnlink({ bearer, call }: Readings): Decision {
  if (!isKnown(bearer)) return unclear(bearer, QUESTIONS.kind);
  const places = [...bearer.places, ...placesOf(call)];
  if (bearer.kind === "id-token")
    return decide("affected", 8, "id-token-unlinks", places, "access-token-to-unlink");
  return unfit(bearer) ?? decide("not-affected", 9, "access-token-unlinks", places);
}

function judgeLink(readings: Readings): Decision {
  const { bearer, body, auth0js, call } = readings;
  const isWired = body.kind === "user_id" || body.kind === "both";
  // linkUser sends link_with and nothing else. A body that shows otherwise is not its doing.
  const byAuth0js = auth0js !== null && !isWired;
  const hasProof = byAuth0js || body.kind === "link_with";
  if (!isKnown(bearer)) return unclear(bearer, hasProof ? QUESTIONS.kind : QUESTIONS.bearer);
  if (bearer.kind === "id-token") {
    const places = [...bearer.places, ...placesOf(call)];
    if (byAuth0js)
      return decide("affected", 5, "id-token-in-auth0js", places, "access-token-in-auth0js");
    const fix = isWired ? "access-token-and-proof" : "access-token-to-link";
    return decide("affected", 1, "id-token-links", places, fix);
  }
  const misfit = unfit(bearer);
  if (misfit !== null) return misfit;
  if (byAuth0js) return judgeAuth0js(bearer, auth0js);
  return judgeBody(bearer, body);
}

function judgeAuth0js(bearer: Known, library: Place): Decision {
  const places = [...scopePlaces(bearer), library];
  if (bearer.scopes === null)
    return {
      ...decide("not-affected", null, "access-token-in-auth0js", places),
      question: QUESTIONS.scope,
    };
  return bearer.scopes.includes("update:users")
    ? decide("not-affected", 6, "server-in-auth0js", places)
    : decide("not-affected", 7, "person-in-auth0js", places);
}

function judgeBody(bearer: Known, body: LinkBody): Decision {
  const places = [...body.places, ...scopePlaces(bearer)];
  switch (body.kind) {
    case "link_with":
      return decide("new-way", 4, "proof", places);
    case "user_id":
    case "both":
      break;
    case "absent":
    case "unreadable":
    case "neither":
      return cannotTell(`body-${body.kind}`, body.places, QUESTIONS.body);
  }
  if (bearer.scopes === null) return cannotTell("scope-unknown", places, QUESTIONS.scope);
  const hasBoth = body.kind === "both";
  if (bearer.scopes.includes("update:users"))
    return decide("not-affected", 2, "server-names", places, hasBoth ? "one-of-both" : null);
  return decide(
    "affected",
    3,
    "person-names",
    places,
    hasBoth ? "one-of-both" : "prove-the-account",
  );
}

/** An access token that neither links nor unlinks, whatever the policy. */
function unfit(bearer: Known): Decision | null {
  if (bearer.isForApi === false)
    return {
      ...cannotTell("other-api", bearer.places.toReversed(), null),
      fix: fixOf("ask-for-audience"),
    };
  const { scopes } = bearer;
  if (scopes === null || scopes.some((scope) => isLinkingScope(scope))) return null;
  return {
    ...cannotTell("scope-missing", scopePlaces(bearer), null),
    fix: fixOf("ask-for-scope"),
  };
}

function isLinkingScope(scope: string): boolean {
  return scope === "update:users" || scope === "update:current_user_identities";
}

function unclear(bearer: Exclude<Bearer, Known>, question: Question): Decision {
  const decision = cannotTell(`bearer-${bearer.kind}`, bearer.places, question);
  return bearer.kind === "opaque" ? { ...decision, fix: fixOf("ask-for-audience") } : decision;
}

function isKnown(bearer: Bearer): bearer is Known {
  return "basis" in bearer;
}

/** The scope says more of an access token than its characters do. */
function scopePlaces({ places }: Known): readonly Place[] {
  const scopes = places.filter(({ name }) => name === "scope");
  return [...scopes, ...places.filter((place) => !scopes.includes(place))];
}

function placesOf({ place }: Call): readonly Place[] {
  return place === null ? [] : [place];
}

function decide(
  verdict: Verdict,
  useCase: UseCaseNumber | null,
  reason: ReasonId,
  places: readonly Place[],
  fix: FixId | null = null,
): Decision {
  return {
    useCase,
    verdict,
    reason: { id: reason, text: REASONS[reason], places },
    fix: fix === null ? null : fixOf(fix),
    question: null,
  };
}

function cannotTell(
  reason: ReasonId,
  places: readonly Place[],
  question: Question | null,
): Decision {
  return { ...decide("cannot-tell", null, reason, places), question };
}

function withoutNotes(decision: Decision): Judgement {
  return { ...decision, basis: null, notes: [] };
}
