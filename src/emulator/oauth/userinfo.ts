import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { claimsOf } from "#emulator/oauth/token/issue.ts";
import { readOAuthBody } from "#emulator/oauth/token/body.ts";
import { readParameters } from "#emulator/oauth/parameters.ts";
import { isTakenBack } from "#emulator/oauth/token/revoke.ts";
import { TokenRefused, verifyToken } from "#emulator/oauth/token/verify.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";

/**
 * Tells what the scopes of an access token open about its person. Takes opaque tokens, and JWTs that
 * list `/userinfo` in `aud`; in the header, and where libraries without a header for it put them.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
export function createUserinfoRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().on(["GET", "POST"], "/userinfo", async (c) => {
    const token = await readBearer(c.req.raw);
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

/**
 * The access token in the header, the form or the query; one of them.
 * @throws OAuthError `parameter-repeated`, `body-unreadable`, `userinfo-refused`
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2
 */
async function readBearer(request: Request): Promise<string> {
  const authorization = request.headers.get("Authorization");
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(
    request.headers.get("Content-Type") ?? "",
  );
  const sent = [
    authorization === null ? undefined : (/^Bearer (.*)$/i.exec(authorization)?.[1] ?? ""),
    readParameters(new URL(request.url).searchParams).get("access_token"),
    isForm && request.method === "POST"
      ? (await readOAuthBody(request)).get("access_token")
      : undefined,
  ].filter((token) => token !== undefined);
  const [token = "", ...more] = sent;
  if (more.length > 0) throw new OAuthError("parameter-repeated", { name: "access_token" });
  if (!/^[\w.~+/-]+=*$/.test(token)) throw refused("there is no bearer token");
  return token;
}

type Bearer = {
  user: User | undefined;
  scopes: readonly string[];
  clientId: string;
};

function readOpaque(core: Core, token: string): Bearer {
  const found = core.store.opaqueTokens.get(token);
  if (found === undefined) throw refused("there is no such opaque token, or it was taken back");
  if (found.expiresAt <= core.clock()) throw refused("the opaque token is over");
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
