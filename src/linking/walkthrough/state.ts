import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { KeySet } from "#protocol/discovery.ts";
import { userIdOf, type Identity, type User } from "#protocol/management.ts";
import { dateClaim, tryDecodeToken } from "#protocol/token.ts";
import type { AccessTokenFitness } from "./access-token.ts";
import type { Account } from "./account.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** Tokens and facts of account A's sign-in. Lives in memory only. */
export type PrimaryTokens = {
  readonly accessToken: string | null;
  readonly idToken: string | null;
  /** Whether the access token can be sent to the Management API at all. */
  readonly fitness: AccessTokenFitness;
  readonly grantedScope: string;
};

/** What the API said to a request that it should refuse. */
export type Attempt = {
  readonly status: number;
  /** `message` of its answer; empty where it took the request. */
  readonly message: string;
  /** What explains its refusal; `null` where it took the request. */
  readonly finding: FindingId | null;
  /** The login of A whose tokens were sent, counted from 1: after another it is an old result. */
  readonly login: number;
};

/** All that has happened in a walkthrough. Everything shown is derived from it. */
export type Walkthrough = {
  readonly keys: KeySet | null;
  /** The last sign-in as A. Tokens are `null` after a reload, which drops them. */
  readonly primary: {
    account: Account;
    /** The request that it answered. */
    request: AuthorizationParameters;
    tokens: PrimaryTokens | null;
  } | null;
  /** How often somebody signed in as A. */
  readonly logins: number;
  /** What the old way got: A's ID token as bearer. */
  readonly oldWay: Attempt | null;
  /** The last proof of B. The ID token is `null` after a reload. */
  readonly secondary: {
    account: Account;
    /** The request that it answered. */
    request: AuthorizationParameters;
    idToken: string | null;
    /** B's own user, where its login could read it before the link: its metadata is dropped then. */
    user: User | null;
  } | null;
  /** Account A as the tenant last showed it. */
  readonly user: User | null;
  /** What a link changed: the user before and after. */
  readonly change: { before: User; after: User | null } | null;
  /** How often A's tokens were renewed silently since the login. */
  readonly renewals: number;
  readonly hasSeenChecks: boolean;
  readonly hasSeenChange: boolean;
  /** Whom B's login opened after the link; `null` while nobody looked. */
  readonly linkedLogin: Account | null;
  /** What the dangerous way got: a bare user ID in the body. */
  readonly dangerous: Attempt | null;
  readonly unlinked: Identity | null;
  /** Who logged in at the tenant last, so whose login its cookie is; `null` where that is unknown. */
  readonly cookie: Account | null;
};

type Judged = Omit<Attempt, "login">;

/** What can happen in a walkthrough. */
export type Occurrence =
  | { type: "tenant-read"; keys: KeySet }
  | { type: "tenant-renewed"; keys: KeySet }
  | {
      type: "primary-signed-in";
      account: Account;
      request: AuthorizationParameters;
      tokens: PrimaryTokens;
    }
  | ({ type: "old-way-tried" } & Judged)
  | { type: "user-read"; user: User }
  | {
      type: "secondary-proved";
      account: Account;
      request: AuthorizationParameters;
      idToken: string;
    }
  | { type: "secondary-read"; user: User }
  | { type: "checks-seen" }
  | { type: "linked"; before: User; identities: readonly Identity[] }
  | { type: "change-seen" }
  | { type: "linked-login-seen"; account: Account }
  | ({ type: "dangerous-way-tried" } & Judged)
  | { type: "unlinked"; identity: Identity; identities: readonly Identity[] }
  | { type: "tokens-renewed"; tokens: PrimaryTokens }
  | { type: "logged-in-at-tenant"; account: Account | null }
  | { type: "started-over" }
  | { type: "logged-out" };

/** A walkthrough in which nothing has happened. */
export const UNTOUCHED: Walkthrough = {
  keys: null,
  primary: null,
  logins: 0,
  oldWay: null,
  secondary: null,
  user: null,
  change: null,
  renewals: 0,
  hasSeenChecks: false,
  hasSeenChange: false,
  linkedLogin: null,
  dangerous: null,
  unlinked: null,
  cookie: null,
};

/** The walkthrough after an occurrence. */
export function advance(state: Walkthrough, occurrence: Occurrence): Walkthrough {
  switch (occurrence.type) {
    case "tenant-read":
      return { ...state, keys: occurrence.keys };
    // What was known of accounts, logins and links was known of another tenant.
    case "tenant-renewed":
      return { ...UNTOUCHED, keys: occurrence.keys };
    case "primary-signed-in": {
      const { account, request, tokens } = occurrence;
      const isSamePerson = state.primary?.account.userId === account.userId;
      const kept = isSamePerson ? state : { ...UNTOUCHED, keys: state.keys };
      const primary = { account, request, tokens };
      return { ...kept, primary, logins: kept.logins + 1, renewals: 0, cookie: account };
    }
    case "old-way-tried":
      return { ...state, oldWay: attempt(state, occurrence) };
    case "dangerous-way-tried":
      return { ...state, dangerous: attempt(state, occurrence) };
    case "tokens-renewed":
      return {
        ...state,
        primary: state.primary && { ...state.primary, tokens: occurrence.tokens },
        renewals: state.renewals + 1,
      };
    case "logged-in-at-tenant":
      return { ...state, cookie: occurrence.account };
    case "user-read":
      return seen(state, occurrence.user);
    case "secondary-proved":
      return {
        ...state,
        secondary: {
          account: occurrence.account,
          request: occurrence.request,
          idToken: occurrence.idToken,
          user: null,
        },
        cookie: occurrence.account,
        hasSeenChecks: false,
        unlinked: null,
      };
    case "secondary-read":
      return {
        ...state,
        secondary: state.secondary && { ...state.secondary, user: occurrence.user },
      };
    case "checks-seen":
      return { ...state, hasSeenChecks: true };
    case "linked":
      return {
        ...state,
        user: { ...occurrence.before, identities: [...occurrence.identities] },
        change: { before: occurrence.before, after: null },
        hasSeenChange: false,
        linkedLogin: null,
        unlinked: null,
      };
    case "change-seen":
      return { ...state, hasSeenChange: true };
    case "linked-login-seen":
      return { ...state, linkedLogin: occurrence.account, cookie: occurrence.account };
    case "unlinked":
      return {
        ...state,
        user: state.user && { ...state.user, identities: [...occurrence.identities] },
        change: null,
        unlinked: occurrence.identity,
      };
    case "logged-out":
      return { ...UNTOUCHED, keys: state.keys };
    case "started-over":
      return { ...UNTOUCHED, cookie: state.cookie };
  }
}

/**
 * The walkthrough once A was read. An account that was made anew, as a reset does it, is linked with nobody, and
 * a login from before it is known to the tenant no more.
 */
function seen(state: Walkthrough, user: User): Walkthrough {
  const { created_at: madeAt } = user;
  const isAnew = state.user?.user_id === user.user_id && state.user["created_at"] !== madeAt;
  if (!isAnew) return { ...state, user, change: state.change && { ...state.change, after: user } };
  const cookie = isLoginSince(state, madeAt) ? state.cookie : null;
  return { ...state, user, change: null, linkedLogin: null, cookie };
}

/** Whether the last login at the tenant was not before a moment, by its token. */
function isLoginSince({ cookie, primary, secondary }: Walkthrough, moment: unknown): boolean {
  const isOf = (login: { account: Account } | null) => login?.account.userId === cookie?.userId;
  const tokens = isOf(primary) ? primary?.tokens : null;
  const proof = isOf(secondary) ? secondary?.idToken : null;
  const token = tryDecodeToken(tokens?.idToken ?? tokens?.accessToken ?? proof ?? "");
  const issuedAt = token && dateClaim(token.claims, "iat");
  // `iat` is in whole seconds.
  return issuedAt !== null && (issuedAt + 1) * 1000 > Date.parse(String(moment));
}

function attempt({ logins }: Walkthrough, { status, message, finding }: Judged): Attempt {
  return { status, message, finding, login: logins };
}

/** Whether a result is older than A's last login. */
export function isStale(state: Walkthrough, { login }: Attempt): boolean {
  return login !== state.logins;
}

/** The identities that are linked to account A besides its own; empty when none or not known. */
export function linkedIdentities(state: Walkthrough): readonly Identity[] {
  return state.user?.identities.slice(1) ?? [];
}

/** What may be stored across a reload: everything but tokens. */
export function withoutTokens(state: Walkthrough): Walkthrough {
  return {
    ...state,
    primary: state.primary && { ...state.primary, tokens: null },
    secondary: state.secondary && { ...state.secondary, idToken: null },
  };
}

/**
 * Whose login the tenant's cookie is, from what happened in this page. After a link B's login opens
 * A. `other` is an account that is neither; `null` is not known.
 */
export function cookieOwner(state: Walkthrough): "A" | "B" | "other" | null {
  const id = state.cookie?.userId;
  if (id === undefined) return null;
  const isLinked = linkedIdentities(state).some((identity) => userIdOf(identity) === id);
  if (id === state.primary?.account.userId || isLinked) return "A";
  return id === state.secondary?.account.userId ? "B" : "other";
}
