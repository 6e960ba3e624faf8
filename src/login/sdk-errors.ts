import {
  ClaimError,
  OAuthResponseError,
  ProtocolError,
  type ProtocolErrorCode,
} from "#protocol/errors.ts";

/** Codes of auth0-spa-js and auth0.js that are not the tenant's own words. */
const CODES: ReadonlyMap<string, ProtocolErrorCode> = new Map([
  ["popup_open", "popup_blocked"],
  ["cancelled", "popup_closed"],
  ["timeout", "no_answer"],
  ["missing_transaction", "transaction_missing"],
  ["state_mismatch", "state_mismatch"],
  ["missing_refresh_token", "no_refresh_token"],
  ["invalid_hash", "response_incomplete"],
  ["generic_error", "response_incomplete"],
  ["login_required", "login_required"],
  ["consent_required", "consent_required"],
]);

/** How both SDKs name a claim that does not fit: "Nonce (nonce) claim mismatch …". */
const CLAIM = /\((nonce|iss|aud|azp|sub|exp|iat|nbf|auth_time)\) claim/;

/**
 * Turns what an SDK threw or handed to a callback into our errors. By code, since class names do not
 * survive minification; by message only where the SDKs give no code.
 */
export function translateSdkError(cause: unknown): unknown {
  if (typeof cause !== "object" || cause === null) return cause;
  const code = textOf(cause, "error") ?? textOf(cause, "code");
  const description =
    textOf(cause, "error_description") ??
    textOf(cause, "errorDescription") ??
    textOf(cause, "description") ??
    (cause instanceof Error ? cause.message : "");

  // The SDK gives a hidden frame and a popup the same code; only the popup's error holds a window.
  if (code === "timeout" && Object.hasOwn(cause, "popup")) {
    return new ProtocolError("popup_timeout", "the popup never answered", { cause });
  }
  const known = code === null ? undefined : CODES.get(code);
  if (known !== undefined) return new ProtocolError(known, `the SDK says ${code}`, { cause });
  if (/algorithm/i.test(description)) {
    return new ProtocolError("algorithm_refused", "the SDK refuses the algorithm", { cause });
  }
  if (code === "invalid_token" && description.includes("`state`")) {
    return new ProtocolError("state_mismatch", "the state is not the one that was sent", { cause });
  }
  if (textOf(cause, "original") === "User closed the popup window") {
    return new ProtocolError("popup_closed", "the popup was closed", { cause });
  }
  const claim = CLAIM.exec(description)?.[1];
  if (claim !== undefined)
    return new ClaimError(claim, `the claim ${claim} does not fit`, { cause });
  if (code !== null) return new OAuthResponseError(code, description);
  if (cause instanceof TypeError || description.startsWith("Timeout when executing")) {
    return new ProtocolError("no_answer", "the tenant did not answer the SDK", { cause });
  }
  if (cause instanceof SyntaxError)
    return new ProtocolError("not_json", "the answer to the SDK is not JSON", { cause });
  return new ProtocolError("response_incomplete", "the SDK refused the answer", { cause });
}

function textOf(value: object, name: string): string | null {
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof member === "string" ? member : null;
}
