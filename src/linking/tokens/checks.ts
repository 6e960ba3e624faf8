type Claims = Readonly<Record<string, unknown>>;
type Decoded = { readonly header: Claims; readonly claims: Claims };

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

/**
 * One evaluated check. `passes` is `null` where something to judge by is missing. `prevents` is how
 * the API's own answer begins, or `null` where only the app can check.
 */
export type Check = {
  readonly id: CheckId;
  readonly passes: boolean | null;
  readonly prevents: string | null;
};

/** What the checks look at. Times are in seconds since the epoch, as in the claims. */
export type CheckInput = {
  readonly accessToken: Decoded;
  /** `null` when it is not at hand: only the e-mail check needs it. */
  readonly primaryIdToken: Decoded | null;
  readonly secondaryIdToken: Decoded;
  /** Whether B's signature holds for a key of the tenant; `null` as long as nobody verified it. */
  readonly isSignatureValid: boolean | null;
  /** The user ID in the path of the request; `null` where there is no request yet. */
  readonly pathUserId: string | null;
  /** The Management API's identifier, with its slash at the end. */
  readonly audience: string;
  readonly now: number;
};

/**
 * Ten checks before `POST /api/v2/users/{id}/identities` with `link_with`: A's access token goes in
 * the header, B's ID token in the body. Decode both with any library, verify B's signature with
 * another (jose: `jwtVerify`), and call this. It imports nothing, sends nothing and never throws.
 *
 * In a page these checks guide an honest person. On a server they protect.
 *
 * @see https://auth0.com/docs/manage-users/user-accounts/user-account-linking/link-user-accounts
 */
export function checkBeforeLinking(input: CheckInput): readonly Check[] {
  const { accessToken, primaryIdToken, secondaryIdToken, isSignatureValid, now } = input;
  const isInTime = (name: string, test: (seconds: number) => boolean): boolean => {
    const value = claim(secondaryIdToken, name);
    return typeof value === "number" && Number.isFinite(value) && test(value);
  };

  const subject = text(accessToken, "sub");
  const secondary = text(secondaryIdToken, "sub");
  const issuer = text(secondaryIdToken, "iss");
  const application = text(accessToken, "azp");
  const [recipient, ...others] = audiencesOf(secondaryIdToken);
  const scopes = (text(accessToken, "scope") ?? "").split(" ");
  const isRs256 = secondaryIdToken.header["alg"] === "RS256";
  const oneHour = 3600;

  return [
    {
      id: "same-application",
      passes: application !== null && recipient === application && others.length === 0,
      prevents:
        "400 JWT (link_with) must have an aud claim that matches that of the calling token's azp",
    },
    {
      id: "same-issuer",
      passes: issuer !== null && issuer === text(accessToken, "iss"),
      prevents: "400 JWT (link_with) must have the same issuer as the calling user",
    },
    {
      id: "signature",
      passes: isRs256 && isSignatureValid,
      prevents: isRs256
        ? "400 Invalid token (link_with)"
        : "400 JWT (link_with) must have an alg of RS256",
    },
    {
      id: "not-expired",
      passes: isInTime("exp", (expiry) => expiry > now),
      prevents: "400 Invalid token (link_with)",
    },
    {
      id: "different-account",
      passes: secondary !== null && secondary !== subject,
      prevents: "400 Main identity and the new one are the same.",
    },
    {
      id: "own-path",
      passes: input.pathUserId === null ? null : subject !== null && input.pathUserId === subject,
      prevents: "403 User to be acted on does not match subject in bearer token.",
    },
    {
      id: "scope",
      passes: scopes.includes("update:current_user_identities") || scopes.includes("update:users"),
      prevents:
        "403 Insufficient scope, expected any of: update:users,update:current_user_identities",
    },
    {
      id: "audience",
      passes: audiencesOf(accessToken).includes(input.audience),
      prevents: "401 Bad audience",
    },
    {
      id: "verified-emails",
      passes: isVerified(secondaryIdToken) && (primaryIdToken ? isVerified(primaryIdToken) : null),
      prevents: null,
    },
    {
      id: "fresh-login",
      passes: isInTime("auth_time", (login) => Math.abs(now - login) <= oneHour),
      prevents: null,
    },
  ];
}

/** Own properties only: a token may hold claims named like something that every object has. */
function claim(token: Decoded, name: string): unknown {
  return Object.hasOwn(token.claims, name) ? token.claims[name] : undefined;
}

function text(token: Decoded, name: string): string | null {
  const value = claim(token, name);
  return typeof value === "string" ? value : null;
}

/** `aud` may be one text or a list. */
function audiencesOf(token: Decoded): readonly unknown[] {
  return [claim(token, "aud")].flat();
}

function isVerified(token: Decoded): boolean {
  return claim(token, "email_verified") === true;
}

/** Whether a failing check stops the link here: all that the API would refuse. The rest warns. */
export function isBlocking(check: Check): boolean {
  return check.passes === false && check.prevents !== null;
}
