import type { Grant } from "#protocol/authorization.ts";
import type { KeySet } from "#protocol/discovery.ts";
import { userIdOf, type Identity, type User } from "#protocol/management.ts";
import type { AccessTokenFitness } from "./access-token.ts";
import type { Account } from "./account.ts";

/** Tokens and facts of account A's sign-in. Lives in memory only. */
export type PrimaryTokens = {
  readonly accessToken: string | null;
  readonly idToken: string | null;
  /** Whether the access token can be sent to the Management API at all. */
  readonly fitness: AccessTokenFitness;
  readonly requestedScope: string;
  readonly grantedScope: string;
};

/** All that has happened in a walkthrough. Everything shown is derived from it. */
export type Walkthrough = {
  readonly keys: KeySet | null;
  /** The last sign-in as A. Tokens are `null` after a reload, which drops them. */
  readonly primary: { account: Account; grant: Grant; tokens: PrimaryTokens | null } | null;
  /** The last proof of B. The ID token is `null` after a reload. */
  readonly secondary: { account: Account; idToken: string | null } | null;
  /** Account A as the Management API last showed it. */
  readonly user: User | null;
  /** What a link changed: the user before and after. */
  readonly change: { before: User; after: User | null } | null;
  /** How often A's tokens were renewed silently since the login. */
  readonly renewals: number;
  readonly hasSeenChecks: boolean;
  readonly hasSeenChange: boolean;
  readonly unlinked: Identity | null;
  /** Who logged in at the tenant last, so whose login its cookie is; `null` where that is unknown. */
  readonly cookie: Account | null;
};

/** What can happen in a walkthrough. */
export type Occurrence =
  | { type: "tenant-read"; keys: KeySet }
  | { type: "primary-signed-in"; account: Account; grant: Grant; tokens: PrimaryTokens }
  | { type: "user-read"; user: User }
  | { type: "secondary-proved"; account: Account; idToken: string }
  | { type: "checks-seen" }
  | { type: "linked"; before: User; identities: readonly Identity[] }
  | { type: "change-seen" }
  | { type: "unlinked"; identity: Identity; identities: readonly Identity[] }
  | { type: "tokens-renewed"; tokens: PrimaryTokens }
  | { type: "logged-in-at-tenant"; account: Account | null }
  | { type: "started-over" }
  | { type: "logged-out" };

/** A walkthrough in which nothing has happened. */
export const UNTOUCHED: Walkthrough = {
  keys: null,
  primary: null,
  secondary: null,
  user: null,
  change: null,
  renewals: 0,
  hasSeenChecks: false,
  hasSeenChange: false,
  unlinked: null,
  cookie: null,
};

/** The walkthrough after an occurrence. */
export function advance(state: Walkthrough, occurrence: Occurrence): Walkthrough {
  switch (occurrence.type) {
    case "tenant-read":
      return { ...state, keys: occurrence.keys };
    case "primary-signed-in": {
      const { account, grant, tokens } = occurrence;
      const isSamePerson = state.primary?.account.userId === account.userId;
      const kept = isSamePerson ? state : { ...UNTOUCHED, keys: state.keys };
      return { ...kept, primary: { account, grant, tokens }, renewals: 0, cookie: account };
    }
    case "tokens-renewed":
      return {
        ...state,
        primary: state.primary && { ...state.primary, tokens: occurrence.tokens },
        renewals: state.renewals + 1,
      };
    case "logged-in-at-tenant":
      return { ...state, cookie: occurrence.account };
    case "user-read":
      return {
        ...state,
        user: occurrence.user,
        change: state.change && { ...state.change, after: occurrence.user },
      };
    case "secondary-proved":
      return {
        ...state,
        secondary: { account: occurrence.account, idToken: occurrence.idToken },
        cookie: occurrence.account,
        hasSeenChecks: false,
        unlinked: null,
      };
    case "checks-seen":
      return { ...state, hasSeenChecks: true };
    case "linked":
      return {
        ...state,
        user: { ...occurrence.before, identities: [...occurrence.identities] },
        change: { before: occurrence.before, after: null },
        hasSeenChange: false,
        unlinked: null,
      };
    case "change-seen":
      return { ...state, hasSeenChange: true };
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
