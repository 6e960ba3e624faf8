import type { User } from "#protocol/management.ts";
import { suggestLinks } from "./suggestions.ts";

/** Two accounts of one person, as `provider|id`: A keeps its user ID in the link. */
export type Pair = Readonly<Record<"A" | "B", string>>;

/**
 * Finds two accounts to link: A of the tenant's own database, B elsewhere, both with one e-mail that is
 * verified at both. `null` where there are none, or where they are linked already.
 */
export function findPair(users: readonly User[]): Pair | null {
  for (const user of users) {
    if (user.identities[0]?.provider !== "auth0") continue;
    const [found] = suggestLinks(user, users).verified;
    if (found !== undefined) return { A: user.user_id, B: found.account.userId };
  }
  return null;
}
