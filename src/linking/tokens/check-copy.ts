import type { CheckId } from "./checks.ts";

/** The words of a check: what fits, what to say when it does not, and what a server does about it. */
export type CheckCopy = {
  readonly title: string;
  readonly otherwise: string;
  /** The title of a check that fails, where that reads better. */
  readonly failed?: string;
  readonly onServer: string;
};

/** The words of each check. */
export const CHECKS: Readonly<Record<CheckId, CheckCopy>> = {
  "same-application": {
    title: "aud of B’s token is azp of A’s",
    otherwise: "The two logins were for different applications. Use the same client ID for both.",
    onServer: "jwtVerify(B, keys, { audience }) with your client ID",
  },
  "same-issuer": {
    title: "Both tokens have the same iss",
    otherwise: "The two logins were at different tenants or domains.",
    onServer: "jwtVerify(A and B, keys, { issuer })",
  },
  signature: {
    title: "B’s token is signed with RS256 by a key of the tenant",
    otherwise: "Its signature does not hold, or it is signed another way. Log in as B again.",
    onServer: 'jwtVerify(B, keys, { algorithms: ["RS256"] })',
  },
  "not-expired": {
    title: "B’s token has not expired",
    otherwise: "Log in as B again to get a new one.",
    onServer: "jwtVerify(B, keys) refuses it by itself",
  },
  "different-account": {
    title: "B is not A",
    otherwise: "Both tokens have the same sub. Log in as B with another account.",
    onServer: "compare the sub of the two verified tokens",
  },
  "own-path": {
    title: "The user ID in the path is the sub of A’s token",
    otherwise: "A person can only link to the own user.",
    onServer: "build the path from the verified sub, never from what the page sent",
  },
  scope: {
    title: "A’s token has update:current_user_identities",
    otherwise: "Log in as A again and ask for it.",
    onServer: "link with a token of your own that has update:users",
  },
  audience: {
    title: "aud of A’s token holds the Management API",
    otherwise: "Log in as A again with its audience.",
    onServer: "jwtVerify(A, keys, { audience })",
  },
  "verified-emails": {
    title: "Both e-mail addresses are verified",
    failed: "An e-mail address is not verified",
    otherwise:
      "An e-mail that nobody verified proves nothing: somebody else may have signed up with it and wait for the owner.",
    onServer: "require email_verified === true in both verified tokens",
  },
  "fresh-login": {
    title: "B logged in just now",
    failed: "B did not log in just now",
    otherwise: "An old login may be somebody else’s at a shared computer. Log in as B again.",
    onServer: "compare auth_time of the verified token with your own clock",
  },
};
