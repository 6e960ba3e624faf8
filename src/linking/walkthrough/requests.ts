import { buildAttempt, tamper, type AttemptParts } from "./attempt.ts";
import type { Changes, TokenSlot } from "#linking/scenarios/change.ts";
import { linkedIdentities, type Walkthrough } from "./state.ts";
import { buildDiscoveryRequest } from "#protocol/discovery.ts";
import {
  buildGetUserRequest,
  buildUnlinkIdentityRequest,
  userIdOf,
  type Identity,
} from "#protocol/management.ts";
import {
  nameToken,
  type NamedRequest,
  type NamedToken,
  type RequestPiece,
} from "#protocol/named-request.ts";
import { OWN_USER_SCOPE, parseScope } from "#protocol/scope.ts";
import type { Tenant } from "#protocol/tenant.ts";

/** Tokens that take the place of the right ones, by where they stand. */
export type ReplacedTokens = Readonly<Partial<Record<TokenSlot, string>>>;

/** What the request of a step depends on, beside what is broken in it. */
export type RequestState = {
  readonly walkthrough: Walkthrough;
  readonly tenant: Tenant;
  /** Which linked identity is to be unlinked, as `provider|id`; `null` for the first. */
  readonly unlinkId: string | null;
  /** The tokens that the tenant made for the scenario; empty as long as it has not. */
  readonly made: ReplacedTokens;
};

/** What a scenario can change in a request: its method, the path, the body, or a header by its name. */
export type RequestPart = "method" | "path" | "body" | "Authorization" | "Content-Type";

/** THE request of a step: what is printed, copied, planned, judged and sent. */
export type StepRequest = NamedRequest & {
  /** What the scenario changed in it; nothing in the right one. */
  readonly changed: readonly RequestPart[];
  /** How often it is sent, one after the other. */
  readonly times: 1 | 2;
  /** Whether the page verifies the ID token in it first, and sends nothing where it does not hold. */
  readonly isVerifiedFirst: boolean;
};

/** Whether the page itself refuses the request, so that nothing leaves it: that is the lesson then. */
export function isHeldBack(request: StepRequest, scenario: Changes | null): boolean {
  return request.isVerifiedFirst && replaces(scenario, "proof");
}

/**
 * Whether the step reads A before the link, to show what changed. What is broken is broken for the link
 * alone: A is known from the login then.
 */
export function isReadBeforeLink(scenario: Changes | null): boolean {
  return scenario === null;
}

/** Whether a token in it is still to be made by the tenant. */
export function isUnmade({ bearer, linkWith }: NamedRequest): boolean {
  return [bearer, linkWith].some((token) => token !== null && token.value === null);
}

/** The read of a user with a token of their own, such as B's before the link. */
export function readOwnRequest(
  tenant: Tenant,
  { owner, userId, accessToken }: { owner: "A" | "B"; userId: string; accessToken: string },
): NamedRequest {
  return buildGetUserRequest(tenant, {
    userId,
    bearer: nameToken(owner, "access token", accessToken),
  });
}

/** Who A and B are, as `provider|id`; empty where that is not known. */
export function ownersOf(walkthrough: Walkthrough): Record<"A" | "B", string> {
  const { primary, secondary } = walkthrough;
  return {
    A: primary?.account.userId ?? "",
    B: secondary?.account.userId ?? linkedOrProved(walkthrough),
  };
}

function usual(request: NamedRequest): StepRequest {
  return { ...request, changed: [], times: 1, isVerifiedFirst: false };
}

/** The read of the tenant's public document. */
export function tenantRequest({ tenant }: RequestState): StepRequest {
  const { method, url } = buildDiscoveryRequest(tenant);
  return usual({
    method,
    url,
    userId: null,
    headers: [],
    body: null,
    bearer: null,
    linkWith: null,
  });
}

/** The read of A; `null` while nobody is signed in who may be read. */
export function readUserRequest({ walkthrough, tenant }: RequestState): StepRequest | null {
  const parts = partsOf(walkthrough);
  const granted = walkthrough.primary?.tokens?.grantedScope ?? "";
  if (parts === null || !parseScope(granted).includes(OWN_USER_SCOPE)) return null;
  return usual(buildGetUserRequest(tenant, parts));
}

/**
 * The old way: A's ID token as bearer. There is no B yet, so the body proves A once more; nothing could
 * come of it even where the API took the bearer.
 */
export function oldWayRequest({ walkthrough, tenant }: RequestState): StepRequest | null {
  const parts = partsOf(walkthrough);
  if (parts === null || !parts.idToken.value) return null;
  const linkWith = parts.idToken;
  return usual(buildAttempt(tenant, { ...parts, linkWith }, "id-token-as-bearer"));
}

/**
 * The dangerous way: A's access token, and an account that is only named. It names B's identity, which
 * this reader has just shown to own; to the API it could be anybody's.
 */
export function dangerousRequest({ walkthrough, tenant }: RequestState): StepRequest | null {
  const parts = partsOf(walkthrough);
  if (parts === null || parts.secondaryUserId === "") return null;
  return usual(buildAttempt(tenant, parts, "user-id"));
}

/** A's access token asks, B's ID token proves. `null` while one of them is missing. */
export function linkRequest(state: RequestState, scenario: Changes | null): StepRequest | null {
  const { walkthrough, tenant } = state;
  const parts = partsOf(walkthrough);
  if (parts === null || !parts.linkWith.value) return null;
  const right = buildAttempt(tenant, parts, null);
  const change = changeOf(scenario);
  const sent = buildAttempt(tenant, replaceTokens(parts, state.made, scenario), change);
  const isRight = change === null && !replaces(scenario, "bearer", "link_with");
  return {
    ...sent,
    changed: changesBetween(right, sent),
    times: change === "twice" ? 2 : 1,
    isVerifiedFirst: isRight,
  };
}

/** Takes an identity off A. To unlink what is no longer linked is asked on purpose only. */
export function unlinkRequest(state: RequestState, scenario: Changes | null): StepRequest | null {
  const { walkthrough, tenant } = state;
  const change = changeOf(scenario);
  const parts = partsOf(walkthrough);
  const identity = unlinkedBy(state) ?? (change === null ? null : walkthrough.unlinked);
  if (parts === null || identity === null) return null;
  const right = buildUnlinkIdentityRequest(tenant, { ...parts, identity });
  const sent = change === null ? right : buildAttempt(tenant, parts, change);
  return { ...sent, changed: changesBetween(right, sent), times: 1, isVerifiedFirst: false };
}

/** Which of the linked identities is to be unlinked; `null` where none is linked. */
export function unlinkedBy({
  walkthrough,
  unlinkId,
}: Pick<RequestState, "walkthrough" | "unlinkId">): Identity | null {
  const linked = linkedIdentities(walkthrough);
  return linked.find((one) => userIdOf(one) === unlinkId) ?? linked[0] ?? null;
}

/** What a link is made of; `null` while nobody is signed in as A. Of B there may be nothing yet. */
function partsOf(walkthrough: Walkthrough): AttemptParts | null {
  const { primary, secondary } = walkthrough;
  if (!primary?.tokens?.accessToken || primary.tokens.fitness !== "fits") return null;
  return {
    userId: primary.account.userId,
    bearer: nameToken("A", "access token", primary.tokens.accessToken),
    idToken: nameToken("A", "ID token", primary.tokens.idToken),
    linkWith: nameToken("B", "ID token", secondary?.idToken ?? null),
    secondaryUserId: linkedOrProved(walkthrough),
  };
}

/** Who is named where only a name is sent: who is linked, else who was proved. */
function linkedOrProved(walkthrough: Walkthrough): string {
  const [identity = walkthrough.unlinked] = linkedIdentities(walkthrough);
  return identity === null ? (walkthrough.secondary?.account.userId ?? "") : userIdOf(identity);
}

function replaceTokens(
  parts: AttemptParts,
  made: ReplacedTokens,
  scenario: Changes | null,
): AttemptParts {
  return (scenario?.changes ?? []).reduce((changed, change) => {
    if (change.by !== "mint" && change.by !== "tamper") return changed;
    const name = change.slot === "bearer" ? "bearer" : "linkWith";
    const token =
      change.by === "mint"
        ? nameToken(change.owner, MADE, made[change.slot] ?? null)
        : tampered(parts[name]);
    return { ...changed, [name]: token };
  }, parts);
}

/** What a token is called that the tenant makes to order. */
const MADE = "token made for a lesson";

function tampered({ owner, name, value }: NamedToken): NamedToken {
  return nameToken(owner, `changed ${name}`, value && tamper(value));
}

function changeOf(scenario: Changes | null) {
  const [way = null] = (scenario?.changes ?? []).flatMap((change) =>
    change.by === "request" ? [change.way] : [],
  );
  return way;
}

function replaces(scenario: Changes | null, ...slots: readonly TokenSlot[]): boolean {
  return (scenario?.changes ?? []).some(
    (change) => (change.by === "mint" || change.by === "tamper") && slots.includes(change.slot),
  );
}

/** The parts in which two requests differ; a header that one of them has not differs, too. */
function changesBetween(right: NamedRequest, sent: NamedRequest): readonly RequestPart[] {
  const header = (request: NamedRequest, name: string) =>
    textOf(request.headers.find(([one]) => one === name)?.[1] ?? null);
  const differs: Readonly<Record<RequestPart, boolean>> = {
    method: right.method !== sent.method,
    path: right.url !== sent.url,
    Authorization: header(right, "Authorization") !== header(sent, "Authorization"),
    "Content-Type": header(right, "Content-Type") !== header(sent, "Content-Type"),
    body: textOf(right.body) !== textOf(sent.body),
  };
  return REQUEST_PARTS.filter((part) => differs[part]);
}

const REQUEST_PARTS: readonly RequestPart[] = [
  "method",
  "path",
  "Authorization",
  "Content-Type",
  "body",
];

/** To compare by: tokens by name and value. */
function textOf(pieces: readonly RequestPiece[] | null): string {
  return JSON.stringify(pieces);
}
