import { base64url } from "jose";
import type { JWTPayload } from "jose";
import type { Core } from "#emulator/core.ts";
import type { Endpoint } from "#emulator/endpoints.ts";
import { randomId } from "#emulator/ids.ts";
import { identityKey } from "#emulator/model.ts";
import type { Application, Grant, IssuedToken, User } from "#emulator/model.ts";
import { isoTime, rootProfile } from "#emulator/accounts/users.ts";
import { isCutOff, isOfAnother, rememberToken } from "./revoke.ts";
import { signClaims } from "./sign.ts";

/** An access token and its lifetime in seconds. */
export type IssuedAccessToken = {
  token: string;
  expiresIn: number;
};

const PROFILE_CLAIMS = [
  ..."name given_name family_name middle_name nickname picture locale zoneinfo".split(" "),
  ..."birthdate gender website profile preferred_username".split(" "),
];

/**
 * Issues an access token for a person: a JWT for an API, 32 opaque characters without one. With `openid`
 * the JWT is also good for `/userinfo`, so `aud` becomes an array.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
 */
export async function issueAccessToken(
  core: Core,
  grant: Grant,
  user: User,
  flow: "implicit" | "token-endpoint",
): Promise<IssuedAccessToken> {
  const api = grant.audience === undefined ? undefined : core.config.apis.get(grant.audience);
  if (api === undefined) {
    const token = randomId(core.random, 32);
    const expiresIn = flow === "implicit" ? 7200 : 86_400;
    core.store.opaqueTokens.set(token, { grant, expiresAt: core.clock() + expiresIn * 1000 });
    return { token, expiresIn };
  }
  const expiresIn = flow === "implicit" ? api.tokenLifetimeForWeb : api.tokenLifetime;
  const isForUserinfo = grant.scopes.includes("openid");
  return signFor(core, grant, { kind: "access", user, expiresIn }, (times) => ({
    iss: core.issuer,
    sub: user.userId,
    aud: isForUserinfo ? [api.identifier, `${core.issuer}userinfo`] : api.identifier,
    ...times,
    ...(grant.scopes.length === 0 ? {} : { scope: grant.scopes.join(" ") }),
    azp: grant.clientId,
  }));
}

/** Issues an access token for an application on its own behalf (client credentials). */
export async function issueClientToken(
  core: Core,
  application: Application,
  audience: string,
  scopes: readonly string[],
): Promise<IssuedAccessToken> {
  const expiresIn = core.config.apis.get(audience)?.tokenLifetime ?? 86_400;
  const token = await signToken(core, {
    iss: core.issuer,
    sub: `${application.clientId}@clients`,
    aud: audience,
    ...lifetime(core, expiresIn),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    gty: "client-credentials",
    azp: application.clientId,
  });
  return { token, expiresIn };
}

/**
 * Issues an ID token, signed the way the application has it: RS256, or HS256 with its secret.
 * @param how the endpoint that issues it, and the access token that travels through the browser with
 * it, for `at_hash`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export async function issueIdToken(
  core: Core,
  application: Application,
  grant: Grant,
  user: User,
  { endpoint, accessToken }: { endpoint: Endpoint; accessToken?: string | undefined },
): Promise<string> {
  const hash = accessToken === undefined ? {} : { at_hash: await hashToken(core, accessToken) };
  const claims = (times: Times): JWTPayload => ({
    ...claimsOf(user, grant.scopes),
    iss: core.issuer,
    aud: application.clientId,
    ...times,
    sub: user.userId,
    ...(grant.isAuthTimeAsked ? { auth_time: Math.floor(grant.authTime / 1000) } : {}),
    ...hash,
    sid: grant.sid,
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
  });
  const expiresIn = application.idTokenLifetime;
  if (core.idTokenAlg(application, endpoint) === "RS256") {
    return (await signFor(core, grant, { kind: "id", user, expiresIn }, claims)).token;
  }
  const secret = new TextEncoder().encode(core.sharedSecret(application));
  return signClaims(claims(lifetime(core, expiresIn)), { alg: "HS256", typ: "JWT" }, secret);
}

/**
 * Signs a JWT for a person and remembers who got it. Two of one second are the same text: where that is somebody
 * else's, or may have been, or may have been taken back, this one has a `jti`. A linked identity's access token
 * always has one: it ends with the link, and the primary's own does not.
 */
async function signFor(
  core: Core,
  grant: Grant,
  { kind, user, expiresIn }: Pick<IssuedToken, "kind"> & { user: User; expiresIn: number },
  claims: (times: Times) => JWTPayload,
): Promise<IssuedAccessToken> {
  const times = lifetime(core, expiresIn);
  const expiresAt = core.clock() + expiresIn * 1000;
  const isOver = () => isCutOff(core.store, user.userId, times.iat);
  const sign = (isUnique: boolean) =>
    signToken(core, {
      ...claims(times),
      ...(isUnique ? { jti: randomId(core.random, 22) } : {}),
    });
  const isUnique = isOver() || (kind === "access" && isLinked(user, grant));
  let token = await sign(isUnique);
  // What it is the text of may have been taken back while it was signed, too.
  if (!isUnique && (isOver() || isOfAnother(core.store, token, grant))) token = await sign(true);
  rememberToken(core.store, token, grant, { kind, user, expiresAt, now: core.clock() });
  return { token, expiresIn };
}

/**
 * The claims about a person that scopes open.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ScopeClaims
 */
export function claimsOf(user: User, scopes: readonly string[]): Record<string, unknown> {
  const profile = rootProfile(user);
  const pick = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      names.filter((name) => Object.hasOwn(profile, name)).map((name) => [name, profile[name]]),
    );
  return {
    ...(scopes.includes("profile")
      ? { ...pick(PROFILE_CLAIMS), updated_at: isoTime(user.updatedAt) }
      : {}),
    ...(scopes.includes("email") ? pick(["email", "email_verified"]) : {}),
    ...(scopes.includes("phone") ? pick(["phone_number", "phone_verified"]) : {}),
    ...(scopes.includes("address") ? pick(["address"]) : {}),
  };
}

async function signToken(core: Core, claims: JWTPayload): Promise<string> {
  const { current } = await core.keys();
  return signClaims(claims, { alg: "RS256", typ: "JWT", kid: current.kid }, current.privateKey);
}

function isLinked({ identities: [primary] }: User, grant: Grant): boolean {
  return identityKey(primary) !== grant.identityKey;
}

type Times = { iat: number; exp: number };

function lifetime(core: Core, seconds: number): Times {
  const iat = Math.floor(core.clock() / 1000);
  return { iat, exp: iat + seconds };
}

/** Left half of SHA-256, base64url (OpenID Connect Core section 3.2.2.9). */
async function hashToken({ sha256 }: Core, token: string): Promise<string> {
  return base64url.encode((await sha256(token)).subarray(0, 16));
}
