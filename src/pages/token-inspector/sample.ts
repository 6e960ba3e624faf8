import { sampleToken } from "#linking/tokens/sample-token.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { HeldSlot } from "./slots.ts";

/**
 * Three tokens as a walkthrough would bring them, for looking around without a login. Their signature
 * is made up, so no verifier takes them.
 *
 * @param now seconds since the epoch
 */
export function sampleTokens(tenant: Tenant, now: number): Record<HeldSlot, string> {
  const { issuer: iss, clientId, audience } = tenant;
  const lifetime = { iat: now - 120, exp: now + 7080 };
  const person = { name: "Ada Lovelace", email: "ada@example.com", email_verified: true };
  const primary = "auth0|5a620d29a840170a9ef43672";
  return {
    "access-a": sampleToken({
      iss,
      sub: primary,
      aud: [audience, `${tenant.origin}/userinfo`],
      ...lifetime,
      azp: clientId,
      scope: "openid profile email read:current_user update:current_user_identities",
    }),
    "id-a": sampleToken({
      ...person,
      iss,
      sub: primary,
      aud: clientId,
      ...lifetime,
      nonce: "c2FtcGxl",
    }),
    "id-b": sampleToken({
      ...person,
      iss,
      sub: "google-oauth2|115015401343387192604",
      aud: clientId,
      ...lifetime,
      auth_time: now - 125,
      nonce: "c2FtcGxlLWI",
    }),
  };
}
