import type { Scenario } from "#linking/scenarios/scenario.ts";
import type { Change, TokenSlot } from "#linking/scenarios/change.ts";
import type { Check } from "#linking/tokens/checks.ts";
import { meaningOf } from "#linking/tokens/claim-notes.ts";
import { describeInstant } from "#linking/tokens/human-time.ts";
import { roleOf } from "#linking/tokens/token-role.ts";
import type { NamedToken } from "#protocol/named-request.ts";
import { parseScope } from "#protocol/scope.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { dateClaim, type DecodedToken } from "#protocol/token.ts";
import type { StepRequest } from "./requests.ts";

/** A claim of a token that is sent, as it is shown: whether it agrees as it must, or is what is broken. */
export type CardClaim = {
  readonly name: string;
  readonly value: string;
  readonly mark: "fits" | "misfits" | null;
  /** What it means; `null` for what is no claim. */
  readonly says: string | null;
};

/** What stands in a token's place in a request. */
export type TokenCard = {
  /** Whose it is; `null` where no token stands there. */
  readonly owner: "A" | "B" | null;
  readonly title: string;
  /** Where it goes. */
  readonly purpose: string;
  readonly claims: readonly CardClaim[];
};

/** The tokens of a link request, claim by claim; `joins` where `azp` and `aud` are the same. */
export type TokenCards = {
  readonly header: TokenCard;
  readonly body: TokenCard;
  readonly joins: boolean;
};

/** How much of a text is shown that is no token. */
const SHOWN_LETTERS = 40;

/**
 * The tokens that a link request carries, with the claims that decide it. Read off the request itself, so
 * that no other token is shown than the one that is sent.
 *
 * @param options.scenario what is broken on purpose: what it changes is marked
 * @param options.checks the checks of this request; `null` where there are no two tokens to check
 * @param options.now seconds since the epoch
 */
export function tokenCards(
  { bearer, linkWith }: StepRequest,
  options: { scenario: Scenario | null; checks: readonly Check[] | null; now: number },
): TokenCards {
  const { scenario, checks, now } = options;
  const joins = checks?.some(({ id, passes }) => id === "same-application" && passes) ?? false;
  const card = (token: NamedToken, names: readonly string[], slots: readonly TokenSlot[]) =>
    claimsOf(token, { names, changed: changedClaims(scenario, slots), joins, now });
  return {
    header:
      bearer === null
        ? { owner: null, title: "No token", purpose: "no Authorization header", claims: [] }
        : {
            owner: bearer.owner,
            title: titleOf(bearer),
            purpose: "goes in the header",
            claims: card(bearer, ["sub", "scope", "azp"], ["bearer"]),
          },
    body:
      linkWith === null
        ? { owner: null, title: "No token", purpose: "the body proves nothing", claims: [] }
        : {
            owner: linkWith.owner,
            title: titleOf(linkWith),
            purpose: "goes in the body",
            claims: card(linkWith, ["sub", "alg", "aud"], ["link_with", "proof"]),
          },
    joins,
  };
}

function titleOf({ owner, name }: NamedToken): string {
  return owner === null ? "No token" : `${owner}’s ${name}`;
}

function claimsOf(
  { isSecret, value }: NamedToken,
  options: { names: readonly string[]; changed: readonly string[]; joins: boolean; now: number },
): readonly CardClaim[] {
  const { names, changed, joins, now } = options;
  if (value === null) return [{ name: "…", value: "is being made", mark: null, says: null }];
  const token = asDecodedToken(readToken(value));
  if (token === null)
    return [{ name: "text", value: isSecret ? "no JWT" : cut(value), mark: "misfits", says: null }];
  const role = roleOf(token);
  // The claims that two cards join by come last: see token-pair.module.css.
  const [last = "", ...first] = names.toReversed();
  const all = [...first.toReversed(), ...changed.filter((name) => !names.includes(name)), last];
  return all.map((name) => ({
    name,
    value: name === "signature" ? "one character is another" : claimText(token, name, now),
    mark: changed.includes(name) ? "misfits" : name === last && joins ? "fits" : null,
    says: meaningOf(name, role),
  }));
}

function claimText({ header, claims }: DecodedToken, name: string, now: number): string {
  const from = name === "alg" || name === "kid" ? header : claims;
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  if (value === undefined) return "absent";
  const seconds = name === "exp" ? dateClaim(claims, name) : null;
  if (seconds !== null) return describeInstant(seconds, now);
  if (name === "scope" && typeof value === "string") return decidingFirst(value);
  return [value].flat().map(String).join(" ");
}

/** The scope that decides, put first: the others are cut where room is short. */
function decidingFirst(scope: string): string {
  const scopes = parseScope(scope);
  const first = scopes.filter((one) => one.startsWith("update:"));
  return [...first, ...scopes.filter((one) => !first.includes(one))].join(" ");
}

/** The claims in which a scenario's token is not like the right one. */
function changedClaims(scenario: Scenario | null, slots: readonly TokenSlot[]): readonly string[] {
  return (scenario?.changes ?? []).flatMap((change) => changedBy(change, slots));
}

function changedBy(change: Change, slots: readonly TokenSlot[]): readonly string[] {
  if (change.by === "tamper") return slots.includes(change.slot) ? ["signature"] : [];
  if (change.by === "request")
    return change.way === "same-account" && slots.includes("link_with") ? ["sub"] : [];
  if (change.by !== "mint" || !slots.includes(change.slot)) return [];
  const { scope, lifetime, claims = {}, algorithm, key } = change.token;
  return [
    ...(scope === undefined ? [] : ["scope"]),
    ...(lifetime === undefined ? [] : ["exp"]),
    ...Object.keys(claims),
    ...(algorithm === undefined ? [] : ["alg"]),
    ...(key === undefined ? [] : ["kid"]),
  ];
}

function cut(text: string): string {
  if (text.length <= SHOWN_LETTERS) return text;
  return `${text.slice(0, SHOWN_LETTERS)}… ${text.length.toLocaleString("en")} characters`;
}
