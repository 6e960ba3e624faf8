import { checkBeforeLinking, type Check } from "#linking/tokens/checks.ts";
import type { NamedRequest } from "#protocol/named-request.ts";
import { asDecodedToken, readToken } from "#protocol/token-reading.ts";
import type { DecodedToken } from "#protocol/token.ts";

/**
 * The ten checks of a link request: of the tokens that it carries and of the user in its path; `null`
 * where it carries no two tokens that can be read.
 *
 * @param known.primaryIdToken A's own ID token, for its e-mail; `null` where it is not at hand
 * @param known.isSignatureValid whether the signature of `link_with` holds; `null` as long as nobody looked
 * @param known.audience the Management API's identifier, with its slash at the end
 * @param known.now seconds since the epoch
 */
export function checksOf(
  { bearer, linkWith, userId }: NamedRequest,
  known: {
    primaryIdToken: string | null;
    isSignatureValid: boolean | null;
    audience: string;
    now: number;
  },
): readonly Check[] | null {
  const accessToken = decode(bearer?.value ?? "");
  const secondaryIdToken = decode(linkWith?.value ?? "");
  if (accessToken === null || secondaryIdToken === null) return null;
  return checkBeforeLinking({
    accessToken,
    primaryIdToken: decode(known.primaryIdToken ?? ""),
    secondaryIdToken,
    isSignatureValid: known.isSignatureValid,
    pathUserId: userId,
    audience: known.audience,
    now: known.now,
  });
}

/** As far as it goes: a token without a signature is judged, too. */
function decode(raw: string): DecodedToken | null {
  return asDecodedToken(readToken(raw));
}
