import { linkedIdentities, type Walkthrough } from "#linking/walkthrough/state.ts";
import { discover, hasKey, shareKey, type KeySet } from "#protocol/discovery.ts";
import { hasCode, ManagementApiError, OAuthResponseError } from "#protocol/errors.ts";
import { stringClaim, tryDecodeToken } from "#protocol/token.ts";
import type { SessionCore } from "./session-core.ts";

/**
 * Takes keys that were read over. A tenant that changes its keys keeps the one before for a while; one
 * that has none of those known before was made anew, and what it had learned is gone. `true` where that
 * cost something.
 */
export function takeKeys(core: SessionCore, keys: KeySet): boolean {
  const { walkthrough } = core.state();
  const isRenewed = walkthrough.keys !== null && !shareKey(walkthrough.keys, keys);
  core.record({ type: isRenewed ? "tenant-renewed" : "tenant-read", keys });
  return isRenewed && hasBegun(walkthrough);
}

/**
 * Reads the keys again where a token that came just now names one that is not known. `true` where the
 * tenant is another one than before; what could not be read changes nothing.
 */
export async function followToken(core: SessionCore, token: string | null): Promise<boolean> {
  const { keys } = core.state().walkthrough;
  const kid = stringClaim(tryDecodeToken(token ?? "")?.header ?? {}, "kid");
  return keys !== null && kid !== null && !hasKey(keys, kid) && (await readAgain(core));
}

/** The same where the tenant does not know any more what it gave: token, session or key. */
export async function followRefusal(core: SessionCore, error: unknown): Promise<boolean> {
  const { keys } = core.state().walkthrough;
  return keys !== null && isForgotten(error) && (await readAgain(core));
}

async function readAgain(core: SessionCore): Promise<boolean> {
  try {
    const { keys } = await discover(core.fetch, core.tenant);
    return takeKeys(core, keys);
  } catch {
    return false;
  }
}

function isForgotten(error: unknown): boolean {
  if (error instanceof ManagementApiError) return error.statusCode === 401;
  if (error instanceof OAuthResponseError) return error.error === "invalid_grant";
  return hasCode(error, "login_required") || hasCode(error, "key_not_found");
}

function hasBegun(walkthrough: Walkthrough): boolean {
  const { primary, secondary } = walkthrough;
  return primary !== null || secondary !== null || linkedIdentities(walkthrough).length > 0;
}
