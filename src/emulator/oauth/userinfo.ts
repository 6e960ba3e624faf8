import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { claimsOf } from "#emulator/oauth/token/issue.ts";
import { isTakenBack } from "#emulator/oauth/token/revoke.ts";
import { TokenRefused, verifyToken } from "#emulator/oauth/token/verify.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";

/**
 * Tells what the scopes of an access token open about its person. Takes opaque tokens, and JWTs that
 * list `/userinfo` in `aud`.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
export function createUserinfoRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().on(["GET", "POST"], "/userinfo", async (c) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
    if (token === undefined) throw refused("there is no bearer token");
    const { user, scopes, clientId } = token.includes(".")
      ? await readJwt(core, token)
      : readOpaque(core, token);
    c.set("application", core.config.applications.get(clientId));
    if (user === undefined) throw refused("the account is gone");
    if (user.isBlocked) throw refused("the user is blocked");
    if (!scopes.includes("openid")) throw refused("openid was not granted");
    return answer(c, "userinfo", { sub: user.userId, ...claimsOf(user, scopes) });
  });
}

type Bearer = {
  user: User | undefined;
  scopes: readonly string[];
  clientId: string;
};

function readOpaque(core: Core, token: string): Bearer {
  const found = core.store.opaqueTokens.get(token);
  if (found === undefined) throw refused("there is no such opaque token");
  if (found.expiresAt <= core.clock()) throw refused("the opaque token is over");
  if (core.store.revokedGrants.has(found.grant.id)) throw refused("the token was taken back");
  const { identityKey, scopes, clientId } = found.grant;
  return { user: findUserByIdentity(core.store, identityKey), scopes, clientId };
}

function refused(because: string): OAuthError {
  return new OAuthError("userinfo-refused", {}, because);
}

async function readJwt(core: Core, token: string): Promise<Bearer> {
  const claims = await verifyToken(core, token).catch((error: unknown) => {
    if (error instanceof TokenRefused) throw refused(error.because);
    throw error;
  });
  const { iss, aud, sub, scope, azp } = claims;
  if (isTakenBack(core.store, token, claims)) throw refused("the token was taken back");
  if (iss !== core.issuer) throw refused("iss is not this tenant");
  if (!Array.isArray(aud) || !aud.includes(`${core.issuer}userinfo`))
    throw refused("aud does not hold /userinfo");
  if (typeof sub !== "string") throw refused("sub is no text");
  if (typeof azp !== "string" || !core.config.applications.has(azp))
    throw refused("azp names no application");
  return {
    user: core.store.users.get(sub),
    scopes: typeof scope === "string" ? scope.split(" ") : [],
    clientId: azp,
  };
}
