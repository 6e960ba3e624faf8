import type { FoundError } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";

/** `error` of an authorization or token response. @see RFC 6749 section 5.2, OIDC Core 1.0 section 3.1.2.6 */
const CODES =
  "login_required|consent_required|interaction_required|account_selection_required|invalid_grant|invalid_request|invalid_token|invalid_client|invalid_scope|access_denied|unauthorized_client|unsupported_grant_type|unsupported_response_type|insufficient_scope|mfa_required|too_many_attempts|missing_refresh_token|missing_transaction";

/** What Auth0's API and SDKs say, without a word in front. */
const TEXTS =
  "Missing Refresh Token|Unknown or invalid refresh token|Insufficient scope|Bad audience|Invalid state|Main identity and the new one are the same|Callback URL mismatch|Multifactor authentication required|Parallel requests are not supported";

/** `Error: …` up to the end of its line, or a message or code that is known. */
const MESSAGE = new RegExp(
  `\\b(?<class>[A-Z]?[A-Za-z]{0,40}Error): (?<message>[^\\r\\n]{3,600})|\\b(?:${TEXTS})\\b[^\\r\\n"'<>]{0,300}|(?<![\\w.=-])(?<code>${CODES})(?![\\w=-])(?:: (?<why>[^\\r\\n]{3,300}))?`,
  "g",
);

const LEADING_CODE = new RegExp(`^(?:${CODES})(?=$|[:\\s])`);

/** Errors in the words of an SDK or an API, in a text that is no JSON. */
export function readMessages(layer: LayerText): readonly FoundError[] {
  const found: FoundError[] = [];
  for (const { 0: whole, index, groups } of layer.text.matchAll(MESSAGE)) {
    const text = groups?.["message"] ?? groups?.["why"] ?? (groups?.["code"] ? null : whole);
    const trimmed = text?.trim() ?? null;
    const leading = trimmed === null ? undefined : LEADING_CODE.exec(trimmed)?.[0];
    found.push({
      kind: "error",
      form: "message",
      place: layer.placeOf(index, index + whole.trimEnd().length),
      status: null,
      error: groups?.["code"] ?? leading ?? null,
      message: trimmed,
      errorCode: null,
    });
  }
  return found;
}
