import type { JSONWebKeySet, errors as JoseErrors } from "jose";
import type { KeySet } from "./discovery.ts";
import { ClaimError, ProtocolError } from "./errors.ts";
import { assertCompactJws, dateClaim, stringClaim, type Claims } from "./token.ts";

/** Seconds by which clocks may differ, as in Auth0's SDKs. */
const LEEWAY = 60;

class Verified {
  readonly #isVerified = true;
  readonly raw: string;
  readonly claims: Claims;
  readonly userId: string;

  constructor(raw: string, claims: Claims, userId: string) {
    this.raw = raw;
    this.claims = claims;
    this.userId = userId;
  }

  get isVerified(): boolean {
    return this.#isVerified;
  }
}

/** An ID token whose signature and claims were verified. Only {@link verifyIdToken} can make one. */
export type VerifiedIdToken = Verified;

/**
 * Verifies an ID token: RS256 signature by a key of the tenant, `iss`, `aud`, `exp`, `iat`, `sub`. One that
 * was made in the future is refused: whoever made it has another clock than those who judge its age.
 * auth0-spa-js checks the claims but not the signature, so linking does it here.
 *
 * @param expected.now time to judge `exp` by; 60 s of leeway, as in Auth0's SDKs
 * @throws ProtocolError `malformed_token`, `algorithm_refused`, `key_not_found`, `signature_invalid`
 * @throws ClaimError naming the claim that does not fit
 * @see OIDC Core 1.0 section 3.1.3.7
 */
export async function verifyIdToken(
  raw: string,
  expected: { issuer: string; clientId: string; keys: KeySet; now: Date },
): Promise<VerifiedIdToken> {
  assertCompactJws(raw);
  // Named, so that the rest of the library is left out of the page.
  const { jwtVerify, createLocalJWKSet, errors } = await import("jose");
  let claims: Claims;
  try {
    ({ payload: claims } = await jwtVerify(raw, createLocalJWKSet(asJose(expected.keys)), {
      algorithms: ["RS256"],
      issuer: expected.issuer,
      audience: expected.clientId,
      requiredClaims: ["sub", "exp", "iat"],
      currentDate: expected.now,
      clockTolerance: LEEWAY,
    }));
  } catch (cause) {
    throw explain(cause, errors);
  }
  const issuedAt = dateClaim(claims, "iat") ?? 0;
  if (issuedAt > expected.now.getTime() / 1000 + LEEWAY)
    throw new ClaimError("iat", "the ID token was made in the future");
  const userId = stringClaim(claims, "sub");
  if (userId === null || userId === "") throw new ClaimError("sub", "the ID token has no subject");
  return new Verified(raw, claims, userId);
}

function asJose(keys: KeySet): JSONWebKeySet {
  return { keys: [...keys.keys] };
}

function explain(cause: unknown, errors: typeof JoseErrors): ProtocolError {
  if (cause instanceof errors.JOSEAlgNotAllowed) {
    return new ProtocolError("algorithm_refused", "the ID token is not signed with RS256", {
      cause,
    });
  }
  if (
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return new ProtocolError("key_not_found", "no key of the tenant fits the ID token", { cause });
  }
  if (cause instanceof errors.JWTExpired) {
    return new ClaimError("exp", "the ID token has expired", { cause });
  }
  if (cause instanceof errors.JWTClaimValidationFailed) {
    return new ClaimError(cause.claim, `the claim ${cause.claim} does not fit`, { cause });
  }
  if (cause instanceof errors.JWSInvalid || cause instanceof errors.JWTInvalid) {
    return new ProtocolError("malformed_token", "not a signed claims set", { cause });
  }
  if (cause instanceof errors.JOSEError) {
    return new ProtocolError("signature_invalid", "the signature does not hold", { cause });
  }
  // The keys are untrusted too: what is left is one that is broken or too short to be used.
  return new ProtocolError("key_not_found", "the tenant's key cannot be used", { cause });
}
