import { parseScope } from "#protocol/scope.ts";
import {
  audiences,
  dateClaim,
  isTrueClaim,
  stringClaim,
  type DecodedToken,
} from "#protocol/token.ts";

/** The ten checks between A's access token and B's ID token, in the order they are shown. */
export type CheckId =
  | "same-application"
  | "same-issuer"
  | "signature"
  | "not-expired"
  | "different-account"
  | "own-path"
  | "scope"
  | "audience"
  | "verified-emails"
  | "fresh-login";

/** One evaluated check. `prevents` is the API's own answer, or `null` where only the app can check. */
export type Check = {
  readonly id: CheckId;
  readonly passes: boolean;
  readonly prevents: string | null;
};

/** What the checks look at. Times are in seconds since the epoch, as in the claims. */
export type CheckInput = {
  readonly accessToken: DecodedToken;
  /** `null` where the login asked for none. */
  readonly primaryIdToken: DecodedToken | null;
  readonly secondaryIdToken: DecodedToken;
  /** Whether B's signature was verified with a key of the tenant. */
  readonly isSignatureValid: boolean;
  /** The user id in the path of the request. */
  readonly pathUserId: string;
  /** The Management API's identifier. */
  readonly audience: string;
  readonly now: number;
};

/** How old B's login may be to count as fresh: one hour. Long enough to read, short for a session. */
const FRESH_SECONDS = 3600;

const LINK_SCOPES = ["update:current_user_identities", "update:users"];

/** Evaluates all ten checks. A failing check is a value, not an error. */
export function checkBeforeLinking(input: CheckInput): readonly Check[] {
  const access = input.accessToken.claims;
  const proof = input.secondaryIdToken.claims;
  const subject = stringClaim(access, "sub");
  const secondary = stringClaim(proof, "sub");
  const application = stringClaim(access, "azp");
  const loginTime = dateClaim(proof, "auth_time");
  const expiry = dateClaim(proof, "exp");
  const granted = parseScope(stringClaim(access, "scope") ?? "");
  return [
    {
      id: "same-application",
      passes: application !== null && audiences(proof).join() === application,
      prevents:
        "400 JWT (link_with) must have an aud claim that matches that of the calling token's azp",
    },
    {
      id: "same-issuer",
      passes:
        stringClaim(proof, "iss") !== null &&
        stringClaim(proof, "iss") === stringClaim(access, "iss"),
      prevents: "400 JWT (link_with) must have the same issuer as the calling user",
    },
    {
      id: "signature",
      passes:
        input.isSignatureValid && stringClaim(input.secondaryIdToken.header, "alg") === "RS256",
      prevents: "400 JWT (link_with) must have an alg of RS256",
    },
    {
      id: "not-expired",
      passes: expiry !== null && expiry > input.now,
      prevents: "400 Invalid token (link_with)",
    },
    {
      id: "different-account",
      passes: secondary !== null && secondary !== subject,
      prevents: "400 Main identity and the new one are the same.",
    },
    {
      id: "own-path",
      passes: subject !== null && input.pathUserId === subject,
      prevents: "403 User to be acted on does not match subject in bearer token.",
    },
    {
      id: "scope",
      passes: LINK_SCOPES.some((scope) => granted.includes(scope)),
      prevents:
        "403 Insufficient scope, expected any of: update:users,update:current_user_identities",
    },
    {
      id: "audience",
      passes: audiences(access).includes(input.audience),
      prevents: "401 Invalid token",
    },
    {
      id: "verified-emails",
      passes:
        isTrueClaim(proof, "email_verified") &&
        isTrueClaim(input.primaryIdToken?.claims ?? {}, "email_verified"),
      prevents: null,
    },
    {
      id: "fresh-login",
      passes: loginTime !== null && Math.abs(input.now - loginTime) <= FRESH_SECONDS,
      prevents: null,
    },
  ];
}

/** Whether a failing check stops the link here: all that the API would refuse. The rest warns. */
export function isBlocking(check: Check): boolean {
  return !check.passes && check.prevents !== null;
}
