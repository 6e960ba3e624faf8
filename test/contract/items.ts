/**
 * What a tenant for linking has to stand up to. E: attacks on an authorization server and an API, after
 * RFC 9700, RFC 8725 and the OWASP ASVS. A: Auth0's own behaviour. T: what the SDKs of Auth0 and of others rely on. B: bad input. F: faults. The numbers
 * are those of the checklists that the cases were written from.
 */
export const ITEMS = {
  E23: "A callback that is not exactly a registered one gets a page, never a redirect",
  E24: "A code works once, for a minute, for its application and its redirect_uri",
  E25: "PKCE cannot be left out, weakened or bypassed",
  E26: "A refresh token rotates, and its replay ends the family",
  E27: "No token passes by its algorithm, its signature or its header",
  E28: "kid chooses among the tenant's keys and does nothing else",
  E29: "No token passes with claims that are not right",
  E30: "A token of one kind does not do the work of another",
  E31: "link_with proves the other account, here and now",
  E32: "A person acts on their own account only, however its id is written",
  E33: "No scope beyond the grant or the consent",
  E34: "The main identity stays, and an identity is unlinked once",
  E35: "Bodies are limited and checked before they are read",
  E36: "No key of a body changes a prototype",
  E37: "Only registered origins read answers",
  E38: "No answer is stored, sniffed or framed",
  E39: "A login form works once, with its state, where it began, and answers 303",
  E40: "Only what the application registered, by the way that it asked for",
  E41: "Nobody takes over an account before its owner arrives",
  E42: "Nothing of one tenant is worth anything at another",
  A1: "The migration guide's request gives one audience and 7200 seconds",
  A2: "With openid there are two audiences",
  A3: "Code and PKCE, by query and by message",
  A4: "Silence without a session ends in login_required, by the way that was asked for",
  A5: "max_age=0 and prompt=login force the form and set auth_time",
  A6: "A scope that is not for people is dropped, and scope says so",
  A7: "The nine use cases of the migration guide",
  A8: "Every documented 400 of link_with",
  A9: "A linked account is gone and logs in as the primary",
  A10: "An unlinked account is back, without metadata",
  A11: "An identity that is linked already gives 409",
  A12: "The rate limit is told, and enforced",
  A13: "Errors of /api/v2 and of OAuth have each their own shape",
  T: "What unmodified SDKs send is answered as they wait for it",
  B: "Input that nobody sends by accident",
  F: "What breaks when it is told to, and only then",
} as const;

/** The id of one of them. */
export type Item = keyof typeof ITEMS;

/** A part of an item that this tenant leaves out on purpose. */
export type Deviation = {
  item: Item;
  part: string;
  /** The entry of `not-emulated.ts` that says so, by its `what`. */
  documented: string;
};

/** All of them. The rest of each item has its cases. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    item: "E26",
    part: "two refreshes inside an overlap window both succeed",
    documented: "A grace period for rotated refresh tokens",
  },
  {
    item: "E29",
    part: "each wrong claim has a description of its own",
    documented: "A description of its own for each claim that makes an access token invalid",
  },
  {
    item: "E41",
    part: "a pending change of address dies with a password reset",
    documented: "Changing a password or an address by e-mail, verification mails",
  },
  {
    item: "E41",
    part: "an identity that was linked before its address was verified is removed or flagged",
    documented: "A check of `email_verified` when accounts are linked",
  },
  {
    item: "E42",
    part: "iss in the authorization response",
    documented: "`iss` in the authorization response (RFC 9207)",
  },
];
