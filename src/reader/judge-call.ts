import { checkBeforeLinking, type Check } from "#linking/tokens/checks.ts";
import { textIn, type Exchange, type Place as ExchangePlace } from "#linking/use-cases/exchange.ts";
import type { Fix } from "#linking/use-cases/fixes.ts";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import type { Judgement } from "#linking/use-cases/judgement.ts";
import type { CompleteApp, MyAppAnswer } from "#linking/use-cases/my-app-answers.ts";
import { readExchange } from "#linking/use-cases/readings.ts";
import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { stringClaim } from "#protocol/token.ts";
import type { FoundCall, FoundRequest, Range, RequestPart } from "./found.ts";

/** A request or call with what the guide says of it. */
export type JudgedCall = {
  readonly found: FoundRequest | FoundCall;
  readonly judgement: Judgement;
  /** The stretches of the brought text that decide, the most telling first. */
  readonly lit: readonly Range[];
};

/**
 * Judges what was found by the guide's nine use cases, and finds the characters that decide in the
 * text that was brought.
 *
 * @param told what somebody answered to the judgement's question, if they did
 */
export function judgeCall(found: FoundRequest | FoundCall, told: Exchange = {}): JudgedCall {
  return locate(found, judgeExchange({ ...found.exchange, ...told }));
}

/** Where in the text that was brought the judgement of a call has its reasons. */
export function locate(found: FoundRequest | FoundCall, judgement: Judgement): JudgedCall {
  const lit = judgement.reason.places.flatMap((place) => rangeOf(place, found.parts) ?? []);
  return { found, judgement, lit };
}

/** Where a part of the exchange stands in the text; a claim stands in the token that holds it. */
function rangeOf(place: ExchangePlace, parts: readonly RequestPart[]): Range | null {
  if (place.part === "claim") {
    const holder = parts.find(place.token === "bearer" ? isBearer : isLinkWith);
    return holder === undefined ? null : { start: holder.start, end: holder.end };
  }
  const part =
    parts.find((one) => one.part === place.part && sameName(one.name, place.name)) ??
    parts.find((one) => one.part === place.part && one.name === null);
  if (part === undefined) return null;
  // Where the text stands as it was read, only the stretch of it; else all of the part.
  const isAsWritten =
    part.end - part.start === place.text.length && sameName(part.name, place.name);
  return isAsWritten
    ? { start: part.start + place.start, end: part.start + place.end }
    : { start: part.start, end: part.end };
}

const isBearer = ({ part, name }: RequestPart) =>
  part === "header" && name?.toLowerCase() === "authorization";

const isLinkWith = ({ part, name }: RequestPart) => part === "body" && name === "link_with";

function sameName(one: string | null, other: string | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

/**
 * The ten checks between the two tokens of a link request, each token judged by the other; `null` where
 * one of them is not there.
 *
 * @param now seconds since the epoch
 */
export function checksOf({ found }: JudgedCall, now: number): readonly Check[] | null {
  const { bearer, body, call } = readExchange(found.exchange);
  if (!("token" in bearer) || bearer.kind !== "access-token") return null;
  const { token: accessToken } = bearer;
  const proof = body.linkWith === null ? null : asDecodedToken(readToken(body.linkWith));
  if (accessToken === null || proof === null) return null;
  const issuer = stringClaim(accessToken.claims, "iss") ?? "";
  return checkBeforeLinking({
    accessToken,
    primaryIdToken: null,
    secondaryIdToken: proof,
    isSignatureValid: null,
    pathUserId: call.kind === "link" ? userIdIn(textIn(found.exchange, "url")) : null,
    audience: `${issuer}api/v2/`,
    now,
  });
}

function userIdIn(url: string | null): string | null {
  const [, id = null] = /\/users\/([^/?#]+)\/identities/.exec(url ?? "") ?? [];
  try {
    return id === null ? null : decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The change to make, with the origin of the request in it where that is known. */
export function fixFor({ found, judgement: { fix } }: JudgedCall): Fix | null {
  const origin = /^https?:\/\/[a-z\d.:-]+(?=\/)/i.exec(textIn(found.exchange, "url") ?? "")?.[0];
  if (fix === null || origin === undefined) return fix;
  const fill = (line: string) => line.replaceAll("https://{yourDomain}", origin);
  return { ...fix, before: fix.before.map(fill), after: fix.after.map(fill) };
}

const LIBRARIES: Readonly<Record<string, MyAppAnswer<"library">>> = {
  "auth0.js": "auth0-js",
  "auth0-spa-js": "spa-js",
  "auth0-react": "react",
  auth0: "server",
};

/** What is said by an affected call about its app, as the three questions of the first page ask it. */
export function appOf({ found, judgement: { useCase } }: JudgedCall): CompleteApp | null {
  if (useCase === null) return null;
  const { kind } = readExchange(found.exchange).body;
  const isUnlink = useCase === 8 || useCase === 9;
  const library = found.kind === "call" ? LIBRARIES[found.library] : undefined;
  return {
    token: TOKENS[useCase],
    body: isUnlink ? "none" : kind === "user_id" || kind === "both" ? "user_id" : "link_with",
    library: library ?? "http",
  };
}

const TOKENS: Readonly<Record<UseCaseNumber, MyAppAnswer<"token">>> = {
  1: "id",
  2: "any-user",
  3: "current-user",
  4: "current-user",
  5: "id",
  6: "any-user",
  7: "current-user",
  8: "id",
  9: "current-user",
};
