import { useAuth0, type IdToken } from "@auth0/auth0-react";

/** Why these two must not be linked, or null. The API would stop the first only. */
export function useObjection(proof: IdToken): string | null {
  const { user } = useAuth0();
  if (!user?.sub) return "Log in first.";
  if (proof.sub === user.sub) return "That is the same account again.";
  if (!user.email_verified || !proof.email_verified) return "Verify both e-mails first.";
  return null;
}

/** Whether B logged in just now. Ask right before the link: seconds go by. */
export function isFresh(proof: IdToken): boolean {
  return Date.now() / 1000 - Number(proof.auth_time) < 3600;
}
