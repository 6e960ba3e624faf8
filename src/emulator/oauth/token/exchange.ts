import { base64url } from "jose";
import { requireParameter, splitWords } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";
import type { Core } from "#emulator/core.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import { randomId } from "#emulator/ids.ts";
import { grantKey } from "#emulator/model.ts";
import type { Application, Grant, RefreshToken, User } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";
import { issueAccessToken, issueClientToken, issueIdToken } from "./issue.ts";
import { endFamily, revokeGrant } from "./revoke.ts";

/** A successful answer of the token endpoint (RFC 6749 section 5.1). */
export type TokenResponse = Readonly<Record<string, string | number>>;

/**
 * Exchanges an authorization code. Of two exchanges at once one wins; the other counts as a replay and
 * takes back what the first one got.
 * @throws OAuthError `code-invalid`, `code-redirect-uri`, `code-redirect-origin`, `verifier-missing`,
 * `verifier-wrong`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6
 */
export async function exchangeCode(
  core: Core,
  application: Application,
  parameters: Parameters,
): Promise<TokenResponse> {
  const code = requireParameter(parameters, "code");
  const challenge = await challengeOf(core, parameters.get("code_verifier"));

  const { store } = core;
  const now = core.clock();
  const found = store.codes.get(code);
  if (found === undefined) throw refused("code-invalid", "there is no such code");
  if (found.grant.clientId !== application.clientId)
    throw refused("code-invalid", "the code was issued to another application");
  if (found.isUsed) {
    revokeGrant(store, found.grant, now);
    throw refused("code-invalid", "the code was used before; what it gave is taken back");
  }
  if (found.expiresAt <= now) throw refused("code-invalid", "the code is over");
  checkRedirectUri(parameters.get("redirect_uri") ?? "", found.redirectUri);
  if (challenge === undefined && found.codeChallenge !== undefined)
    throw new OAuthError("verifier-missing");
  if (challenge !== found.codeChallenge)
    throw refused(
      "verifier-wrong",
      found.codeChallenge === undefined
        ? "the authorization request had no code_challenge"
        : "code_verifier does not fit the code_challenge",
    );
  const user = findGrantee(store, found.grant, "code-invalid");
  store.codes.set(code, { ...found, isUsed: true });
  const refreshToken = found.grant.scopes.includes("offline_access")
    ? issueRefreshToken(
        core,
        application,
        found.grant,
        now + application.refreshToken.lifetime * 1000,
      )
    : undefined;
  return respond(core, application, found.grant, user, refreshToken);
}

/** Origin and path have to be those of the authorization request; the query may have grown meanwhile. */
function checkRedirectUri(sent: string, expected: string): void {
  if (sent === expected) return;
  if (!URL.canParse(sent)) throw new OAuthError("code-redirect-uri");
  const origin = originOf(sent);
  if (origin !== originOf(expected))
    throw new OAuthError("code-redirect-origin", { origin, expected: originOf(expected) });
  const [place, query] = splitQuery(sent);
  const [expectedPlace, expectedQuery] = splitQuery(expected);
  const isKept = [...expectedQuery].every(([name, value]) => query.getAll(name).includes(value));
  if (place !== expectedPlace || !isKept) throw new OAuthError("code-redirect-uri");
}

/** `URL.origin` is "null" for schemes of apps. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

function splitQuery(url: string): [place: string, query: URLSearchParams] {
  const [place = "", ...query] = url.split("?");
  return [place, new URLSearchParams(query.join("?"))];
}

/**
 * Exchanges a refresh token for new tokens. One that rotates is exchanged for a new one, too, and ends its
 * whole family when it is used twice. `scope` may leave scopes out, never add any.
 * @throws OAuthError `refresh-token-invalid`, `refresh-token-user-gone`
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export async function exchangeRefreshToken(
  core: Core,
  application: Application,
  parameters: Parameters,
): Promise<TokenResponse> {
  const { store } = core;
  const now = core.clock();
  const token = requireParameter(parameters, "refresh_token");
  const found = store.refreshTokens.get(token);
  if (found === undefined)
    throw refused("refresh-token-invalid", "there is no such refresh token, or its family ended");
  if (found.grant.clientId !== application.clientId)
    throw refused("refresh-token-invalid", "the refresh token was issued to another application");
  if (found.isUsed) {
    endFamily(store, found.grant.id);
    throw refused("refresh-token-invalid", "the refresh token was used before; its family ends");
  }
  if (found.expiresAt <= now) throw refused("refresh-token-invalid", "the refresh token is over");
  if (found.isUserGone) throw new OAuthError("refresh-token-user-gone");
  const user = findGrantee(store, found.grant, "refresh-token-invalid");
  const { isRotating } = application.refreshToken;
  store.refreshTokens.set(
    token,
    isRotating
      ? { ...found, isUsed: true }
      : { ...found, expiresAt: idleEnd(application, now, found.endsAt) },
  );
  const rotated = isRotating
    ? issueRefreshToken(core, application, found.grant, found.endsAt)
    : undefined;

  const asked = splitWords(parameters.get("scope"));
  const { nonce: _, ...grant } = found.grant;
  const scopes =
    asked.length === 0 ? grant.scopes : grant.scopes.filter((scope) => asked.includes(scope));
  return respond(core, application, { ...grant, nonce: undefined, scopes }, user, rotated);
}

/**
 * Issues a token to an application itself, with the scopes of its client grant or those of them that it
 * asks for.
 * @throws OAuthError `audience-missing`, `audience-not-enabled`, `client-grant-missing`,
 * `client-scopes-missing`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export async function exchangeClientCredentials(
  core: Core,
  application: Application,
  parameters: Parameters,
): Promise<TokenResponse> {
  const audience = parameters.get("audience") ?? core.config.defaultAudience;
  if (audience === undefined) throw new OAuthError("audience-missing");
  if (!core.config.apis.has(audience)) throw new OAuthError("audience-not-enabled", { audience });
  const allowed = core.config.clientGrants.get(grantKey({ ...application, audience }));
  const isClosed = audience === core.managementAudience && !application.isFirstParty;
  if (allowed === undefined || isClosed) throw new OAuthError("client-grant-missing", { audience });
  const asked = splitWords(parameters.get("scope"));
  const missing = asked.filter((scope) => !allowed.has(scope));
  if (missing.length > 0)
    throw new OAuthError("client-scopes-missing", { scopes: missing.join(", ") });
  const scopes = [...allowed].filter((scope) => asked.length === 0 || asked.includes(scope));
  const { token, expiresIn } = await issueClientToken(core, application, audience, scopes);
  return {
    access_token: token,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    expires_in: expiresIn,
    token_type: "Bearer",
  };
}

/**
 * Ends a refresh token and its family. An unknown one is over already.
 * @throws OAuthError `revocation-foreign` when it belongs to another application
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.1
 */
export function revokeRefreshToken(
  core: Core,
  application: Application,
  parameters: Parameters,
): void {
  const found = core.store.refreshTokens.get(requireParameter(parameters, "token"));
  if (found === undefined) return;
  if (found.grant.clientId !== application.clientId) throw new OAuthError("revocation-foreign");
  endFamily(core.store, found.grant.id);
}

async function respond(
  core: Core,
  application: Application,
  grant: Grant,
  user: User,
  refreshToken: string | undefined,
): Promise<TokenResponse> {
  const isOpenId = grant.scopes.includes("openid");
  const [{ token, expiresIn }, idToken] = await Promise.all([
    issueAccessToken(core, grant, user, "token-endpoint"),
    isOpenId ? issueIdToken(core, application, grant, user, { endpoint: "token" }) : undefined,
  ]);
  return {
    access_token: token,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(idToken === undefined ? {} : { id_token: idToken }),
    scope: grant.scopes.join(" "),
    expires_in: expiresIn,
    token_type: "Bearer",
  };
}

function issueRefreshToken(
  core: Core,
  application: Application,
  grant: Grant,
  endsAt: number,
): string {
  const token = `v1.${randomId(core.random, 64)}`;
  const record: RefreshToken = {
    grant,
    expiresAt: idleEnd(application, core.clock(), endsAt),
    endsAt,
    isUsed: false,
    isUserGone: false,
  };
  core.store.refreshTokens.set(token, record);
  return token;
}

/** When a refresh token ends that nobody uses any more. */
function idleEnd({ refreshToken }: Application, now: number, endsAt: number): number {
  return Math.min(now + refreshToken.idleLifetime * 1000, endsAt);
}

function findGrantee(
  store: Store,
  grant: Grant,
  rule: "code-invalid" | "refresh-token-invalid",
): User {
  const user = findUserByIdentity(store, grant.identityKey);
  if (user === undefined) throw refused(rule, "the account is gone");
  if (user.isBlocked) throw new OAuthError("user-blocked");
  return user;
}

function refused(
  rule: "code-invalid" | "refresh-token-invalid" | "verifier-wrong",
  because: string,
): OAuthError {
  return new OAuthError(rule, {}, because);
}

async function challengeOf(
  { sha256 }: Core,
  verifier: string | undefined,
): Promise<string | undefined> {
  if (verifier === undefined) return undefined;
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier))
    throw refused("verifier-wrong", "code_verifier is not 43 to 128 unreserved characters");
  return base64url.encode(await sha256(verifier));
}
