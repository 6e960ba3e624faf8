import type { IdToken, User } from "@auth0/auth0-spa-js";

/** Why these two must not be linked, or null. The API would stop the first only. */
export function objectionTo(user: User, proof: IdToken): string | null {
  if (proof.sub === user.sub) return "That is the same account again.";
  if (!user.email_verified || !proof.email_verified) return "Verify both e-mails first.";
  const age = Date.now() / 1000 - Number(proof.auth_time);
  if (!(age < 3600)) return "Log in to the second account again.";
  return null;
}
