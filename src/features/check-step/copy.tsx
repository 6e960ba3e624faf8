import type { ReactNode } from "react";
import type { CheckId } from "#linking/checks.ts";

/** The words of each check: what fits, and what to say when it does not. */
export const CHECKS: Readonly<
  Record<CheckId, { title: string; otherwise: string; failed?: string }>
> = {
  "same-application": {
    title: "aud of B’s token is azp of A’s",
    otherwise: "The two logins were for different applications. Use the same client ID for both.",
  },
  "same-issuer": {
    title: "Both tokens have the same iss",
    otherwise: "The two logins were at different tenants or domains.",
  },
  signature: {
    title: "B’s token is signed with RS256 by a key of the tenant",
    otherwise: "Its signature does not hold, or it is signed another way. Log in as B again.",
  },
  "not-expired": {
    title: "B’s token has not expired",
    otherwise: "Log in as B again to get a new one.",
  },
  "different-account": {
    title: "B is not A",
    otherwise: "Both tokens have the same sub. Log in as B with another account.",
  },
  "own-path": {
    title: "The user ID in the path is the sub of A’s token",
    otherwise: "A person can only link to the own user.",
  },
  scope: {
    title: "A’s token has update:current_user_identities",
    otherwise: "Log in as A again and ask for it.",
  },
  audience: {
    title: "aud of A’s token holds the Management API",
    otherwise: "Log in as A again with its audience.",
  },
  "verified-emails": {
    title: "Both e-mail addresses are verified",
    failed: "An e-mail address is not verified",
    otherwise:
      "An e-mail that nobody verified proves nothing: somebody else may have signed up with it and wait for the owner.",
  },
  "fresh-login": {
    title: "B logged in just now",
    failed: "B did not log in just now",
    otherwise: "An old login may be somebody else’s at a shared computer. Log in as B again.",
  },
};

/** What stands beside the page's checks: the page guides an honest person, the server stops others. */
export const SERVER_CHECK: ReactNode = (
  <p>
    These checks guide an honest person; somebody else can leave them out. Where a wrong link would
    harm, send both tokens to your server. Verify them there, require <code>email_verified</code> in
    both and a fresh <code>auth_time</code> in B’s, and link with a token of your server that has{" "}
    <code>update:users</code>.
  </p>
);
