import { compactVerify, decodeJwt } from "jose";
import type { Core } from "#emulator/core.ts";
import type { Application } from "#emulator/model.ts";
import { PageError } from "#emulator/rules/errors.ts";
import { TokenRefused, verifyToken } from "#emulator/oauth/token/verify.ts";
import type { VerifiedClaims } from "#emulator/oauth/token/verify.ts";

/** What an `id_token_hint` says: who was logged in where. */
export type LogoutHint = {
  application: Application;
  sid: string | undefined;
};

/**
 * Reads an `id_token_hint`: any ID token that this tenant issued, over or not.
 * @throws PageError `logout-hint-invalid`
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export async function readLogoutHint(core: Core, token: string): Promise<LogoutHint> {
  const { iss, aud, sid } = await readClaims(core, token);
  const application = typeof aud === "string" ? core.config.applications.get(aud) : undefined;
  if (iss !== core.issuer) throw invalid("iss is not this tenant");
  if (application === undefined) throw invalid("aud names no application");
  return { application, sid: typeof sid === "string" ? sid : undefined };
}

async function readClaims(core: Core, token: string): Promise<VerifiedClaims> {
  try {
    return await verifyToken(core, token);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    // The signature was checked before the time.
    if (error.reason === "expired") return decodeJwt(token);
    if (error.reason === "algorithm") return readShared(core, token);
    throw invalid(error.because);
  }
}

/** An ID token that is signed with the secret of the application that it is for. */
async function readShared(core: Core, token: string): Promise<VerifiedClaims> {
  try {
    const claims = decodeJwt(token);
    const application = core.config.applications.get(String(claims.aud));
    if (application === undefined) throw invalid("aud names no application");
    const secret = new TextEncoder().encode(core.sharedSecret(application));
    await compactVerify(token, secret, { algorithms: ["HS256"] });
    return claims;
  } catch (error) {
    if (error instanceof PageError) throw error;
    throw invalid("it is signed neither by the tenant nor with the application's secret");
  }
}

function invalid(because: string): PageError {
  return new PageError("logout-hint-invalid", {}, because);
}
