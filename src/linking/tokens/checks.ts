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
  /** What a claim is instead of the type that it should have; `null` where only its value is wrong. */
  readonly fault: string | null;
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
  const subject = text(accessToken, "sub");
  const secondary = text(secondaryIdToken, "sub");
  const issuer = text(secondaryIdToken, "iss");
  const application = text(accessToken, "azp");
  const scopes = (text(accessToken, "scope") ?? "").split(" ");
  const path = input.pathUserId;
  const mayUpdateAll = scopes.includes("update:users");
  const isIdentity = secondary !== null && /^[^|]+\|.+$/.test(secondary);
  const hasSubject = secondary !== "" && claim(secondaryIdToken, "sub") !== undefined;
  const isPlain = isPlainHeader(secondaryIdToken.header);
  const isRs256 = secondaryIdToken.header["alg"] === "RS256";
  const expiry = seconds(secondaryIdToken, "exp");
  const login = seconds(secondaryIdToken, "auth_time");
  const oneHour = 3600;

  return [
    {
      id: "same-application",
      // A list of one is the same by the standard; that the API takes it is in no source.
      passes: application !== null && text(secondaryIdToken, "aud") === application,
      prevents:
        text(secondaryIdToken, "aud") === null
          ? "400 JWT (link_with) contains an invalid aud claim"
          : "400 JWT (link_with) must have an aud claim that matches that of the calling token's azp",
      fault: faultOf(accessToken, "azp", "text") ?? faultOf(secondaryIdToken, "aud", "text"),
    },
    {
      id: "same-issuer",
      passes: issuer !== null && issuer === text(accessToken, "iss"),
      prevents: "400 JWT (link_with) must have the same issuer as the calling user",
      fault: faultOf(secondaryIdToken, "iss", "text"),
    },
    {
      id: "signature",
      passes: isRs256 && isPlain && isSignatureValid,
      prevents: isRs256
        ? "400 Invalid token (link_with)"
        : "400 JWT (link_with) must have an alg of RS256",
      fault: isPlain ? null : "Its header has another typ than JWT, or a key of its own.",
    },
    {
      id: "not-expired",
      passes: expiry !== null && expiry > now && isFromThePast(secondaryIdToken, now),
      prevents: "400 Invalid token (link_with)",
      fault:
        faultOf(secondaryIdToken, "exp", "seconds") ??
        faultOf(secondaryIdToken, "iat", "seconds") ??
        (isFromThePast(secondaryIdToken, now) ? null : "It was made in the future (iat, nbf)."),
    },
    {
      id: "different-account",
      passes: isIdentity && secondary !== (mayUpdateAll && path ? path : subject),
      prevents: isIdentity
        ? "400 Main identity and the new one are the same."
        : `400 JWT (link_with) ${hasSubject ? "contains an invalid" : "must contains"} sub claim`,
      fault: faultOf(secondaryIdToken, "sub", "text"),
    },
    {
      id: "own-path",
      passes: path === null ? null : subject !== null && (mayUpdateAll || path === subject),
      prevents: "403 User to be acted on does not match subject in bearer token.",
      fault: faultOf(accessToken, "sub", "text"),
    },
    {
      id: "scope",
      passes: scopes.includes("update:current_user_identities") || mayUpdateAll,
      prevents:
        "403 Insufficient scope, expected any of: update:users,update:current_user_identities",
      fault: faultOf(accessToken, "scope", "text"),
    },
    {
      id: "audience",
      passes: [claim(accessToken, "aud")].flat().includes(input.audience),
      prevents: "401 Bad audience",
      fault: null,
    },
    {
      id: "verified-emails",
      passes: isVerified(secondaryIdToken) && (primaryIdToken ? isVerified(primaryIdToken) : null),
      prevents: null,
      fault:
        faultOf(secondaryIdToken, "email_verified", "boolean") ??
        (primaryIdToken && faultOf(primaryIdToken, "email_verified", "boolean")),
    },
    {
      id: "fresh-login",
      passes: login !== null && Math.abs(now - login) <= oneHour,
      prevents: null,
      fault: faultOf(secondaryIdToken, "auth_time", "seconds"),
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

function seconds(token: Decoded, name: string): number | null {
  const value = claim(token, name);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Nothing in the header may bring a key or change the rules. */
function isPlainHeader(header: Claims): boolean {
  const type = header["typ"] ?? "JWT";
  const odd = ["crit", "b64", "jwk", "jku", "x5u", "x5c", "zip"];
  return (
    typeof type === "string" &&
    type.toUpperCase() === "JWT" &&
    odd.every((name) => !Object.hasOwn(header, name))
  );
}

/** Clocks may differ by a minute. */
function isFromThePast(token: Decoded, now: number): boolean {
  const issued = seconds(token, "iat");
  const begins = claim(token, "nbf") === undefined ? now : seconds(token, "nbf");
  return issued !== null && issued <= now + 60 && begins !== null && begins <= now + 60;
}

function isVerified(token: Decoded): boolean {
  return claim(token, "email_verified") === true;
}

const SHOULD_BE = {
  text: "text",
  seconds: "a number of seconds since 1970",
  boolean: "true or false, without quotes",
};

/** What is wrong with the type of a claim, in a sentence; `null` where only its value may be wrong. */
function faultOf(token: Decoded, name: string, type: keyof typeof SHOULD_BE): string | null {
  const value = claim(token, name);
  if (value === undefined) return `${name} is missing.`;
  const found = typeNameOf(value);
  if (type === "seconds" && typeof value === "number")
    return value < 1e11 ? null : `${name} is in milliseconds; it should be in seconds.`;
  if (found === type) return null;
  return `${name} is ${found}; it should be ${SHOULD_BE[type]}.`;
}

function typeNameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "a number" : "an object";
}

/** Whether a failing check stops the link here: all that the API would refuse. The rest warns. */
export function isBlocking(check: Check): boolean {
  return check.passes === false && check.prevents !== null;
}
