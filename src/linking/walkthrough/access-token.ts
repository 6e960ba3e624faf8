import { audiences, tryDecodeToken } from "#protocol/token.ts";

/** Whether an access token can be sent to the Management API, and why not. */
export type AccessTokenFitness = "fits" | "absent" | "opaque" | "other-audience";

/**
 * Judges an access token by its form and audience. Auth0 gives an opaque one where `audience` was
 * missing.
 *
 * @param audience identifier of the Management API
 */
export function judgeAccessToken(raw: string | null, audience: string): AccessTokenFitness {
  if (raw === null) return "absent";
  const token = tryDecodeToken(raw);
  if (token === null) return "opaque";
  return audiences(token.claims).includes(audience) ? "fits" : "other-audience";
}
