import { parseScope } from "#protocol/scope.ts";
import { asDecodedToken, readToken, type TokenReading } from "#protocol/token-reading.ts";
import {
  audiences,
  isRecord,
  stringClaim,
  TOKEN_SIZE_LIMIT,
  type Claims,
  type DecodedToken,
} from "#protocol/token.ts";
import { roleOf } from "#linking/tokens/token-role.ts";
import { headerValues, textIn, wholeOf, type Exchange, type Place } from "./exchange.ts";

/** What the bearer token of a call is. */
export type Bearer =
  | {
      readonly kind: "id-token" | "access-token";
      /** `seen` in the header, `inferred` from another request, `told` by a person or a name. */
      readonly basis: "seen" | "inferred" | "told";
      /** The scopes of an access token; `null` while unknown. */
      readonly scopes: readonly string[] | null;
      /** Whether its `aud` holds a Management API; `null` while unknown. */
      readonly isForApi: boolean | null;
      readonly places: readonly Place[];
      readonly token: DecodedToken | null;
    }
  | { readonly kind: UnclearBearer; readonly places: readonly Place[] };

type Known = Extract<Bearer, { basis: string }>;

/** Why a bearer token says nothing of what it is. */
export type UnclearBearer =
  | "missing"
  | "opaque"
  | "malformed"
  | "encrypted"
  | "other-scheme"
  | "conflicting"
  | "unclear";

const MANAGEMENT_API = /^https?:\/\/[^/?#]+\/api\/v2\/$/;
const NO_VALUE = /^(?:undefined|null|\[object object\])$/i;
/** In code, in the docs of somebody, and in the variables of tools and shells. */
const PLACEHOLDER =
  /^(?:\$?\{{1,2}[\w$. -]{1,100}\}{1,2}|<[^<>]{1,100}>|\[[A-Za-z][^\]]{0,100}\]|\$[A-Za-z_]\w{0,100}|%\w{1,100}%|[A-Z]{2,40}(?:_[A-Z\d]{1,40}){1,8}|[Yy]our[-_ ]?[A-Za-z_ -]{1,60}|\.{3}|…|[Xx]{3,})$/;
/** What tools that clean recordings put in its place: `[Authorization redacted]`, `***`. */
const REDACTED =
  /^[[<({*]*(?:[\w-]+ )?(?:redacted|removed|masked|hidden|sanitized)[\])}>*]*$|^[*•…]{3,}$/i;

/**
 * Reads the bearer token of a call: from the `Authorization` header, else from what was said of it,
 * else from how the same recording asked for a token.
 *
 * @see RFC 6750 section 2.1
 */
export function readBearer(exchange: Exchange): Bearer {
  const inHeader = fromHeaders(exchange);
  const told = fromTold(exchange.bearer);
  if (inHeader.kind === "access-token" && inHeader.scopes === null && told?.kind === inHeader.kind)
    return { ...inHeader, scopes: told.scopes, isForApi: told.isForApi };
  if ("basis" in inHeader) return inHeader;
  if (told !== null) return told;
  const isOpen = inHeader.kind === "missing" || inHeader.places.some(isPlaceholder);
  return (isOpen ? fromHints(exchange.hints) : null) ?? inHeader;
}

/** `{token}`, `${token}`, `<JWT>`, `YOUR_TOKEN`: something stands there that does not say what it is. */
function isPlaceholder({ text, start, end }: Place): boolean {
  return PLACEHOLDER.test(text.slice(start, end));
}

function fromHeaders(exchange: Exchange): Bearer {
  const places = headerValues(exchange.headers, "authorization").flatMap(splitJoined);
  const distinct = places.filter(
    (place, index) => places.findIndex((other) => valueOf(other) === valueOf(place)) === index,
  );
  const [first, ...others] = distinct.map(fromHeader);
  if (first === undefined) return { kind: "missing", places: [] };
  const isAlike = others.every((other) => describe(other) === describe(first));
  return isAlike ? first : { kind: "conflicting", places: distinct };
}

/** `fetch` joins two headers of one name by a comma. */
function splitJoined(place: Place): readonly Place[] {
  const at = place.text.length > TOKEN_SIZE_LIMIT ? -1 : place.text.search(/,\s*Bearer\s/i);
  if (at === -1) return [place];
  const rest = { ...place, start: at + 1 };
  return [{ ...place, end: at }, rest];
}

function valueOf({ text, start, end }: Place): string {
  return text.slice(start, end).trim();
}

function describe(bearer: Bearer): string {
  return "scopes" in bearer ? `${bearer.kind} ${bearer.scopes?.join(" ")}` : bearer.kind;
}

function fromHeader(place: Place): Bearer {
  const value = valueOf(place);
  const at = place.text.indexOf(value, place.start);
  const scheme = /^(?:bearer|dpop)(?:\s+|$)/i.exec(value)?.[0] ?? "";
  const token = { ...place, start: at + scheme.length, end: at + value.length };
  const raw = value.slice(scheme.length);
  const isGone = isRedacted(raw) && fromName(raw, token) === null;
  if (raw === "" || NO_VALUE.test(raw) || isGone) return { kind: "missing", places: [place] };
  if (/^(?:basic|digest|negotiate)\s/i.test(raw)) return { kind: "other-scheme", places: [place] };
  const reading = readToken(raw);
  const decoded = asDecodedToken(reading);
  if (decoded !== null) return fromToken(decoded, reading, token);
  const isPlain = reading.kind === "opaque" || reading.kind === "broken-header";
  const named = isPlain || isPlaceholder(token) ? fromName(raw, token) : null;
  if (named !== null) return named;
  return isPlaceholder(token) ? { kind: "unclear", places: [token] } : unreadable(reading, token);
}

/** Whether a text stands in the place of a secret that was taken out of a recording. */
export function isRedacted(text: string): boolean {
  return text.length <= 100 && REDACTED.test(text.trim());
}

function unreadable({ kind }: TokenReading, token: Place): Bearer {
  if (kind === "encrypted" || kind === "opaque") return { kind, places: [token] };
  return { kind: "malformed", places: [token] };
}

function fromToken(token: DecodedToken, reading: TokenReading, header: Place): Bearer {
  const role = roleOf(token);
  const at = (name: string) => claimPlace(reading, "bearer", name);
  if (role === "unknown") return { kind: "unclear", places: [header] };
  if (role === "id") {
    const places = [header, ...["aud", "nonce"].flatMap(at)];
    return { kind: "id-token", basis: "seen", scopes: [], isForApi: false, places, token };
  }
  return {
    kind: "access-token",
    basis: "seen",
    scopes: parseScope(stringClaim(token.claims, "scope") ?? ""),
    isForApi: audiences(token.claims).some((audience) => MANAGEMENT_API.test(audience)),
    places: [header, ...["scope", "aud"].flatMap(at)],
    token,
  };
}

/** Where a claim stands in the decoded payload of a token; empty when it is not there. */
export function claimPlace(
  { payload }: TokenReading,
  token: "bearer" | "link_with",
  name: string,
): readonly Place[] {
  const member = payload?.members.find((candidate) => candidate.name === name);
  if (payload === null || member === undefined) return [];
  const { start, end } = member;
  return [{ part: "claim", token, name, text: payload.text, start, end }];
}

/** Code and redacted recordings have a name in the token's place: `{yourIdToken}`, `ACCESS_TOKEN`. */
function fromName(raw: string, place: Place): Bearer | null {
  const kind = tokenKindOfName(raw);
  if (kind === null) return null;
  return kind === "both"
    ? { kind: "unclear", places: [place] }
    : known(kind, "told", null, [place]);
}

/** Which token a name such as `idToken` or `ACCESS_TOKEN` says that it holds; `null` if it tells nothing. */
export function tokenKindOfName(name: string): "id-token" | "access-token" | "both" | null {
  if (name.length > 100) return null;
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .join(" ");
  const isId = /\bid ?token\b/.test(words);
  const isAccess = /\baccess ?token\b/.test(words);
  if (isId === isAccess) return isId ? "both" : null;
  return isId ? "id-token" : "access-token";
}

function fromTold(told: unknown): Known | null {
  const kind = textIn(told, "kind");
  if (kind !== "id-token" && kind !== "access-token") return null;
  const scope = textIn(told, "scope");
  const audience = textIn(told, "audience");
  const bearer = known(kind, "told", scope === null ? null : parseScope(scope), []);
  if (kind === "id-token" || audience === null) return bearer;
  return { ...bearer, isForApi: MANAGEMENT_API.test(audience) };
}

/**
 * What the login of the same recording asked for tells which token the app can have sent: without
 * the Management API as audience its access token was opaque and good for nothing here.
 */
function fromHints(hints: unknown): Bearer | null {
  if (!isRecord(hints)) return null;
  if (textIn(hints, "grantType") === "client_credentials") return fromGrant(hints);
  const types = parseScope(textIn(hints, "responseType") ?? "");
  if (types.length === 0) return null;
  const audience = textIn(hints, "audience") ?? "";
  const scope = textIn(hints, "scope") ?? "";
  const hasAccessToken = types.includes("token") || types.includes("code");
  if (!hasAccessToken || audience === "") {
    if (!types.includes("id_token") && !parseScope(scope).includes("openid")) return null;
    const place = wholeOf("hint", "response_type", types.join(" "));
    return known("id-token", "inferred", [], [place]);
  }
  if (!MANAGEMENT_API.test(audience)) return null;
  if (!parseScope(scope).includes("update:current_user_identities")) return null;
  const name = "update:current_user_identities";
  const start = scope.indexOf(name);
  const place = { ...wholeOf("hint", "scope", scope), start, end: start + name.length };
  // Browser apps never get update:users, so what else they asked for does not matter.
  return known("access-token", "inferred", [name], [place]);
}

/** A server that asks for itself gets an access token and nothing else; `scope` is what it was given. */
function fromGrant(hints: Claims): Bearer | null {
  const audience = textIn(hints, "audience") ?? "";
  if (!MANAGEMENT_API.test(audience)) return null;
  const scope = textIn(hints, "scope");
  const place = wholeOf("hint", "grant_type", "client_credentials");
  return known("access-token", "inferred", scope === null ? null : parseScope(scope), [place]);
}

function known(
  kind: "id-token" | "access-token",
  basis: "inferred" | "told",
  scopes: readonly string[] | null,
  places: readonly Place[],
): Known {
  return { kind, basis, scopes, isForApi: null, places, token: null };
}
