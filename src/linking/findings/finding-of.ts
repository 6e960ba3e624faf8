import type { FindingId } from "./findings.ts";
import { textsIn } from "./known-texts.ts";
import { plainWords } from "./plain-words.ts";
import { CODES } from "./printed-texts.ts";

/** A refusal that was read: what `FoundError` of the reader holds. */
export type Answer = {
  readonly status: number | null;
  /** `error` of OAuth or an SDK, or the HTTP reason of the Management API. */
  readonly error: string | null;
  readonly message: string | null;
  readonly errorCode: string | null;
};

/**
 * The one finding of a refusal that was read. It is the first of the search for the same words. Only
 * `access_denied` with a text that nobody knows is left open here, where the search has guesses: an
 * Action can say anything by it.
 */
export function findingOf({ status, error, message, errorCode }: Answer): FindingId {
  const [text] = textsIn(plainWords(`${error ?? ""} ${message ?? ""}`));
  if (text !== undefined) return text.id;
  const codes = [errorCode, error].map((code) => CODES.get(code?.toLowerCase() ?? "")?.[0]);
  const ofCode = codes.find((id) => id !== undefined);
  if (ofCode === "login-denied" && message !== null) return "unknown-answer";
  return ofCode ?? findingOfStatus(status ?? 0);
}

/** What a status alone tells. The others have too many causes. */
export function findingOfStatus(status: number): FindingId {
  if (status === 401) return "token-not-accepted";
  if (status === 409) return "identity-taken";
  if (status === 429) return "rate-limited";
  return status >= 500 ? "tenant-failed" : "unknown-answer";
}
