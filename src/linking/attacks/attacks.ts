import type { Attack } from "./attack.ts";

const DATABASE = {
  connection: "Username-Password-Authentication",
  provider: "auth0",
  hasPassword: true,
} as const;
const GOOGLE = {
  connection: "google-oauth2",
  provider: "google-oauth2",
  hasPassword: false,
} as const;

const CLEAR = {
  who: "LinkLab",
  does: "deletes both accounts, whoever they belong to by now.",
  act: { kind: "clear" },
} as const;

/**
 * Use case 3 of the migration guide, which was closed in October 2018.
 *
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
const userId: Attack = {
  id: "user-id",
  title: "A user ID is no proof",
  lead: "Mallory takes Victor’s account with a token of her own and his user ID. One request, under the rules before October 2018 and under those of today.",
  parts: {
    A: {
      ...DATABASE,
      name: "Mallory",
      is: "the attacker, with an account of her own",
      address: "mallory",
      isEmailVerified: true,
    },
    B: {
      ...GOOGLE,
      name: "Victor",
      is: "the victim, who logs in with Google",
      address: "victor",
      isEmailVerified: true,
    },
  },
  steps: [
    {
      who: "LinkLab",
      does: "makes two accounts at the tenant, one for Mallory and one for Victor.",
      act: { kind: "create", who: ["A", "B"] },
    },
    {
      who: "A",
      does: "gets an access token for her own account, as everybody can. Here the tenant signs it without a login.",
      act: {
        kind: "token",
        of: "A",
        scope: "read:current_user update:current_user_identities",
      },
    },
    {
      who: "A",
      does: "links an account that she only names: Victor’s. The tenant goes by the rules before October 2018.",
      act: { kind: "send", request: "claim", policy: "before-2018", expects: 201 },
    },
    {
      who: "A",
      does: "reads her own user. Victor’s Google login is one of her identities.",
      act: { kind: "send", request: "read-own", policy: null, expects: 200 },
    },
    {
      who: "B",
      does: "logs in with Google as ever, and is Mallory’s user.",
      act: { kind: "login", as: "B" },
    },
    {
      who: "LinkLab",
      does: "makes both accounts anew, with the same IDs.",
      act: { kind: "create", who: ["A", "B"] },
    },
    {
      who: "A",
      does: "sends the same request once more, byte for byte. The tenant goes by the rules of today.",
      act: { kind: "send", request: "claim", policy: "today", expects: 403 },
    },
    CLEAR,
  ],
  insight: {
    after: 3,
    title: "Nobody asked Victor.",
    text: "A user ID stands in logs, exports and URLs. Whoever knows one could take the account. Today a person has to send B’s ID token: only who can log in as B has one.",
  },
  check: {
    page: "Link with link_with and an ID token from a login that has just happened. Never send provider and user_id from a page.",
    server:
      "The tenant refuses a person’s token with a mere user_id. Your server has update:users and may still send one, so it must ask for the proof itself: verify B’s ID token first, and take the ID from its sub.",
  },
  finding: "user-id-refused",
};

/** Pre-hijacking: the account is there before its victim. Auth0's sample checks `email_verified`. */
const sameAddress: Attack = {
  id: "same-address",
  title: "The same address is not the same person",
  lead: "Mallory signs up with Victor’s address before he comes. A careless app links whoever has the same address, and her password opens his user.",
  parts: {
    A: {
      ...DATABASE,
      name: "Mallory",
      is: "the attacker, signed up with Victor’s address",
      address: "victor",
      isEmailVerified: false,
    },
    B: {
      ...GOOGLE,
      name: "Victor",
      is: "the victim, whose address it is",
      address: "victor",
      isEmailVerified: true,
    },
  },
  steps: [
    {
      who: "A",
      does: "signs up with Victor’s address and a password of her own. Nobody verifies the address. Here LinkLab makes the account.",
      act: { kind: "create", who: ["A"] },
    },
    {
      who: "B",
      does: "comes later and logs in with Google for the first time. Google has verified his address. Here LinkLab makes the account.",
      act: { kind: "create", who: ["B"] },
    },
    {
      who: "server",
      does: "has an access token that may read and change every user. Here the tenant signs it without a secret.",
      act: { kind: "token", of: "server", scope: "read:users update:users" },
    },
    {
      who: "server",
      does: "looks for users with Victor’s address, and finds two.",
      act: { kind: "send", request: "find", policy: null, expects: 200 },
    },
    {
      who: "server",
      does: "takes them for one person and links Victor’s Google login to the older user. No rule of the tenant stops a server.",
      act: { kind: "send", request: "server-link", policy: null, expects: 201 },
    },
    {
      who: "A",
      does: "logs in with her password, and opens the user that Victor works in.",
      act: { kind: "login", as: "A" },
    },
    {
      who: "LinkLab",
      does: "makes both accounts anew, for an app that is careful.",
      act: { kind: "create", who: ["A", "B"] },
    },
    {
      who: "server",
      does: "looks for users with Victor’s address, as before.",
      act: { kind: "send", request: "find", policy: null, expects: 200 },
    },
    {
      who: "server",
      does: "looks at email_verified of both before it links.",
      act: { kind: "check" },
    },
    CLEAR,
  ],
  insight: {
    after: 5,
    title: "Two people, one sub.",
    text: "From now on Victor works in a user that Mallory’s password opens. She has never seen his mail or his Google account: she was only there first.",
  },
  check: {
    page: "An equal address is an invitation to link, no reason to. Ask for email_verified in both ID tokens and for a fresh login as both, then let the person confirm.",
    server:
      "Never link by address alone, verified or not. Take both ID tokens, verify them, and require email_verified: true in both and a fresh auth_time in B’s.",
  },
  finding: null,
};

/** The attacks, in the order in which they are listed. */
export const ATTACKS: readonly Attack[] = [userId, sameAddress];
