import { userIdOf, type User } from "#protocol/management.ts";
import type { Account } from "./account.ts";

/** Another account of the tenant that has A's e-mail. */
export type SameEmail = { readonly account: Account; readonly email: string };

/** Accounts that may be the same person's. A suggestion is a reason to ask for a login, not a proof. */
export type Suggestions = {
  /** The e-mail is verified at both. */
  readonly verified: readonly SameEmail[];
  /**
   * The e-mail is not verified at one of the two, so that account may be anybody's: who registers
   * another person's address first and waits for the link takes the account over (pre-hijacking).
   */
  readonly unverified: readonly (SameEmail & { readonly at: "A" | "B" | "both" })[];
};

/**
 * Finds accounts to suggest for linking with A. Never A itself, and never an identity that is linked
 * to A already. E-mails are compared without regard to ASCII case only: other letters that look
 * alike, or become alike in lower case, are others.
 *
 * @param primary A as the Management API shows it
 * @param users as the tenant's list of users gives them; a list may be older than the last link
 * @see Auth0, Link User Accounts, Suggested account linking; Sudhodanan and Paverd, Pre-hijacked
 *   accounts (USENIX Security 2022)
 */
export function suggestLinks(primary: User, users: readonly User[]): Suggestions {
  const email = emailOf(primary);
  const own = new Set([primary.user_id, ...primary.identities.map(userIdOf)]);
  const verified: SameEmail[] = [];
  const unverified: Suggestions["unverified"][number][] = [];
  for (const user of users) {
    const isOwn = own.has(user.user_id) || user.identities.some((one) => own.has(userIdOf(one)));
    if (email === null || isOwn || emailOf(user) !== email) continue;
    const found = { account: accountOfUser(user), email: user.email ?? email };
    const at = unverifiedAt(primary, user);
    if (at === null) verified.push(found);
    else unverified.push({ ...found, at });
  }
  return { verified, unverified };
}

function unverifiedAt(primary: User, user: User): "A" | "B" | "both" | null {
  const isA = primary.email_verified !== true;
  const isB = user.email_verified !== true;
  if (isA && isB) return "both";
  return isA ? "A" : isB ? "B" : null;
}

function emailOf(user: User): string | null {
  const email = user.email?.trim().replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return email === undefined || email === "" ? null : email;
}

function accountOfUser(user: User): Account {
  return {
    userId: user.user_id,
    name: user.name?.trim() || user.email || user.user_id,
    email: user.email ?? null,
    isEmailVerified: user.email_verified === true,
  };
}
