import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { isRecord } from "#protocol/token.ts";
import { judgeFit } from "#linking/tokens/judge-fit.ts";
import { yardstickOfCaller, yardstickOfIssuer } from "#linking/tokens/yardstick.ts";
import { claimPlace } from "./bearer.ts";
import { headerValues, wholeOf, type Place } from "./exchange.ts";
import { NOTES } from "./judgement-copy.ts";
import type { Decision, Note, NoteId } from "./judgement.ts";
import { outcomeOf } from "./outcome.ts";
import type { Readings } from "./readings.ts";

/** Where a note's cause stands; `null` where it stands nowhere. */
type Cause = readonly [NoteId, Place | null];

/** What is worth saying beside a decision about a call that links or unlinks. */
export function notesOf(readings: Readings, decision: Decision): readonly Note[] {
  const causes = [
    ...bearerCauses(readings),
    ...callCauses(readings),
    ...(readings.call.kind === "link" ? bodyCauses(readings) : []),
    ...outcomeCauses(readings, decision),
  ];
  return causes.map(([id, place]) => ({ id, text: NOTES[id], place }));
}

function bearerCauses({ bearer, exchange }: Readings): readonly Cause[] {
  const causes: Cause[] = [];
  const isRecorded = Array.isArray(exchange.headers) || isRecord(exchange.headers);
  if (isRecorded && headerValues(exchange.headers, "authorization").length === 0)
    causes.push(["header-dropped", null]);
  if (!("basis" in bearer)) return causes;
  const [first = null] = bearer.places;
  if (bearer.basis === "inferred") causes.push(["inferred-from-login", first]);
  if (bearer.basis === "told") causes.push(["told-not-seen", first]);
  const placeOf = (name: string): Place | undefined =>
    bearer.places.find((place) => place.part === "claim" && place.name === name);
  if (bearer.kind === "id-token") {
    const [audience, nonce] = [placeOf("aud"), placeOf("nonce")];
    if (audience) causes.push(["told-by-aud", audience]);
    if (nonce) causes.push(["told-by-nonce", nonce]);
    return causes;
  }
  const scopes = bearer.scopes ?? [];
  const scope = placeOf("scope") ?? null;
  const hasOwn = scopes.includes("update:current_user_identities");
  const hasAny = scopes.includes("update:users");
  if (hasOwn && hasAny) causes.push(["both-scopes", scope]);
  if (!hasOwn && !hasAny && scopes.includes("update:current_user_metadata"))
    causes.push(["scope-in-bullet", scope]);
  if (scopes.includes("${scope}")) causes.push(["scope-not-rendered", scope]);
  return causes;
}

function callCauses({ call, body, auth0js }: Readings): readonly Cause[] {
  if (!("remarks" in call)) return [];
  const causes = call.remarks.map(({ id, place }): Cause => [id, place]);
  if (call.kind === "link") return causes;
  if (body.kind !== "absent") causes.push(["delete-body", body.places[0] ?? null]);
  if (auth0js !== null) causes.push(["auth0js-has-no-unlink", auth0js]);
  return causes;
}

/** The guide's two conditions for B's ID token, and what else the API refuses in a body. */
function bodyCauses({ body, bearer }: Readings): readonly Cause[] {
  const [first = null] = body.places;
  if (body.kind === "both") return [["both-members", first]];
  if (body.kind === "user_id") return body.hasProvider ? [] : [["provider-missing", first]];
  if (body.linkWith === null) return [];
  const reading = readToken(body.linkWith);
  const token = asDecodedToken(reading);
  if (token === null) return isLikeToken(body.linkWith) ? [["link-with-unreadable", first]] : [];
  const claimOr = (name: string): Place | null =>
    claimPlace(reading, "link_with", name)[0] ?? first;
  const caller = "token" in bearer && bearer.kind === "access-token" ? bearer.token : null;
  const yardstick = caller === null ? yardstickOfIssuer(token) : yardstickOfCaller(caller);
  const misfits = judgeFit(reading, "link_with", yardstick).misfits.map(({ id }) => id);
  if (misfits.includes("access-token-in-body"))
    return [["link-with-access-token", claimOr("scope")]];
  const causes: Cause[] = [];
  if (misfits.includes("not-rs256"))
    causes.push(["link-with-not-rs256", wholeOfHeader(reading.header?.text ?? "")]);
  if (misfits.includes("other-application") || misfits.includes("recipient-list"))
    causes.push(["link-with-other-application", claimOr("aud")]);
  return causes;
}

/** Whether it is meant as a token; names that stand for one, and code, are not. */
function isLikeToken(text: string): boolean {
  return /^ey[\w-]*\./.test(text) || (text.length >= 24 && /^(?=\D*\d)[\w-]+$/.test(text));
}

function wholeOfHeader(text: string): Place {
  return { ...wholeOf("claim", "alg", text), token: "link_with" };
}

function outcomeCauses({ exchange }: Readings, { useCase }: Decision): readonly Cause[] {
  if (useCase === null) return [];
  const causes: Cause[] = useCase === 7 ? [["row-7", null]] : [];
  if (typeof exchange.status !== "number") return causes;
  const { differences } = outcomeOf(useCase, "today", exchange);
  if (differences.some(({ what }) => what === "status")) causes.push(["answered-otherwise", null]);
  return causes;
}
