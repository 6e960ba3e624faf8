/** What `idTokenPayload` holds, once parseHash or the popup has verified it. */
type Payload = { sub: string; email_verified?: boolean; auth_time?: number };

/** Why these two must not be linked, or null. The API would stop the first only. */
export function objectionTo(user: Payload, proof: Payload): string | null {
  if (proof.sub === user.sub) return "That is the same account again.";
  if (!user.email_verified || !proof.email_verified) return "Verify both e-mails first.";
  const age = Date.now() / 1000 - Number(proof.auth_time);
  if (!(age < 3600)) return "Log in to the second account again.";
  return null;
}
