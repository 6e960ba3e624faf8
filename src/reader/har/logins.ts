import { parseScope } from "#protocol/scope.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import { audiences, stringClaim } from "#protocol/token.ts";
import { isRedacted } from "#linking/use-cases/bearer.ts";
import type { Hints } from "#linking/use-cases/exchange.ts";
import { originOf, parametersOf } from "./address.ts";

/** When something was asked: the time where the recording has it, and the order of the file. */
export type Moment = { readonly index: number; readonly time: number | null };

/** An authorization request, and what tells whose it was. */
export type Login = Moment & {
  /** `null` where it was redacted. */
  readonly client: string | null;
  /** Of the redirect URI. */
  readonly origin: string | null;
  readonly nonce: string | null;
  readonly hints: Hints;
};

/** A token request of a server for itself. */
export type ServerGrant = Moment & { readonly hints: Hints };

/** A call of the API, and what tells which login it builds on. */
export type LinkCall = Moment & {
  /** The account in its path. */
  readonly userId: string | null;
  /** `link_with` as it was sent. */
  readonly linkWith: string | null;
  /** Of the page that sent it; `null` where it does not say. */
  readonly origin: string | null;
  /** Whether a browser sent it for a page, by the headers that only browsers set. */
  readonly isFromPage: boolean;
};

/** Who logged in, by the nonce that the login's ID token repeats. */
export type Subjects = ReadonlyMap<string, string>;

const LINKING_SCOPE = "update:current_user_identities";

/** Reads an authorization request. @see OpenID Connect Core section 3.1.2.1 */
export function readLogin(moment: Moment, url: string): Login {
  const { query } = parametersOf(url);
  const known = (name: string): string | null => {
    const value = query.get(name);
    return value === null || value === "" || isRedacted(value) ? null : value;
  };
  const redirect = known("redirect_uri");
  return {
    ...moment,
    client: known("client_id"),
    origin: redirect === null ? null : originOf(redirect),
    nonce: known("nonce"),
    hints: {
      responseType: known("response_type"),
      audience: known("audience"),
      scope: known("scope"),
      grantType: null,
    },
  };
}

/**
 * For each call the request from which its app has its bearer token, or `null` where the recording
 * does not tell. One walk through all of them in the order of time.
 */
export function hintsOf<Call extends LinkCall>(
  calls: readonly Call[],
  logins: readonly Login[],
  grants: readonly ServerGrant[],
  subjects: Subjects,
): ReadonlyMap<Call, Hints> {
  const hints = new Map<Call, Hints>();
  let recent: readonly Login[] = [];
  let grant: ServerGrant | null = null;
  const events = [
    ...logins.map((login) => ({ kind: "login", moment: login }) as const),
    ...grants.map((one) => ({ kind: "grant", moment: one }) as const),
    ...calls.map((call) => ({ kind: "call", moment: call }) as const),
  ];
  for (const event of inOrder(events)) {
    if (event.kind === "login") recent = [...recent.slice(1 - RECENT), event.moment];
    else if (event.kind === "grant") grant = event.moment;
    else {
      const found = hintsFor(event.moment, recent, grant, subjects);
      if (found !== null) hints.set(event.moment, found);
    }
  }
  return hints;
}

/** No page logs in more often before it links; and many logins times many calls would not end. */
const RECENT = 64;

/** By time where all have one, else by their order in the file. */
function inOrder<Event extends { readonly moment: Moment }>(events: Event[]): readonly Event[] {
  const hasTimes = events.every(({ moment }) => moment.time !== null);
  return events.toSorted(({ moment: a }, { moment: b }) => {
    const byTime = hasTimes ? Number(a.time) - Number(b.time) : 0;
    return byTime === 0 ? a.index - b.index : byTime;
  });
}

/**
 * A login by which B came in gives B's tokens only. Among the others the one that asked for the
 * Management API and for the scope goes first, as nothing else needs them; else the last.
 */
function hintsFor(
  call: LinkCall,
  logins: readonly Login[],
  grant: ServerGrant | null,
  subjects: Subjects,
): Hints | null {
  const secondary = call.linkWith === null ? null : asDecodedToken(readToken(call.linkWith));
  const nonce = secondary && stringClaim(secondary.claims, "nonce");
  const [client = null] = secondary === null ? [] : audiences(secondary.claims);
  const own = logins.filter((login) => login.nonce === null || login.nonce !== nonce);
  const ofClient = ofCaller(own, call, subjects).filter(
    (login) => client === null || login.client === null || login.client === client,
  );
  const alike = client === null ? ofOnePage(ofClient, call.origin) : ofClient;
  const toLink = alike.findLast(asksToLink);
  // A server uses its own token, unless a login gave it one that would do.
  if (grant !== null && !call.isFromPage) return toLink === undefined ? grant.hints : null;
  return (toLink ?? alike.at(-1))?.hints ?? null;
}

/** Where the one whom the path names is known to have come in, whoever else did is left out. */
function ofCaller(
  logins: readonly Login[],
  { userId }: LinkCall,
  subjects: Subjects,
): readonly Login[] {
  const whoOf = ({ nonce }: Login) => (nonce === null ? undefined : subjects.get(nonce));
  if (!logins.some((login) => whoOf(login) === userId)) return logins;
  return logins.filter((login) => [userId, undefined].includes(whoOf(login)));
}

/** Without a client in the call its page tells it; where even that does not, nobody can. */
function ofOnePage(logins: readonly Login[], origin: string | null): readonly Login[] {
  if (countClients(logins) <= 1) return logins;
  const ofPage = logins.filter((login) => login.origin !== null && login.origin === origin);
  return countClients(ofPage) === 1 ? ofPage : [];
}

function countClients(logins: readonly Login[]): number {
  return new Set(logins.map(({ client }) => client)).size;
}

function asksToLink({ hints }: Login): boolean {
  const isForApi = hints.audience?.endsWith("/api/v2/") ?? false;
  return isForApi && parseScope(hints.scope ?? "").includes(LINKING_SCOPE);
}
