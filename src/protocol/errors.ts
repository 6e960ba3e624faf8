/** Every way in which the protocol room can refuse something. */
export type ProtocolErrorCode =
  | "no_answer"
  | "stopped"
  | "not_json"
  | "unexpected_shape"
  | "server_failed"
  | "issuer_mismatch"
  | "malformed_token"
  | "algorithm_refused"
  | "key_not_found"
  | "signature_invalid"
  | "claim_invalid"
  | "oauth_error"
  | "state_mismatch"
  | "transaction_missing"
  | "response_incomplete"
  | "response_mode_unread"
  | "popup_blocked"
  | "popup_closed"
  | "popup_timeout"
  | "login_required"
  | "consent_required"
  | "no_refresh_token"
  | "insecure_origin"
  | "management_api_error";

/** Base of all expected failures on the wire. Its message never holds a token or a code. */
export class ProtocolError extends Error {
  override readonly name: string = "ProtocolError";
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether something thrown is a failure on the wire of this kind. */
export function hasCode(error: unknown, code: ProtocolErrorCode): boolean {
  return error instanceof ProtocolError && error.code === code;
}

/** An OAuth error response. @see RFC 6749 sections 4.1.2.1 and 5.2 */
export class OAuthResponseError extends ProtocolError {
  override readonly name = "OAuthResponseError";
  readonly error: string;
  readonly errorDescription: string;

  constructor(error: string, errorDescription: string) {
    super("oauth_error", `${error}: ${errorDescription}`);
    this.error = error;
    this.errorDescription = errorDescription;
  }
}

/** A claim of a token whose signature holds, but whose value does not fit. */
export class ClaimError extends ProtocolError {
  override readonly name = "ClaimError";
  readonly claim: string;

  constructor(claim: string, message: string, options?: ErrorOptions) {
    super("claim_invalid", message, options);
    this.claim = claim;
  }
}

/** An error answer of the Management API: `{statusCode, error, message, errorCode?}`. */
export class ManagementApiError extends ProtocolError {
  override readonly name = "ManagementApiError";
  readonly statusCode: number;
  readonly error: string;
  readonly errorCode: string | null;
  /** Of the answer: a 429 says in them when to come back. */
  readonly headers: Headers;

  constructor(
    statusCode: number,
    error: string,
    message: string,
    errorCode: string | null,
    headers: Headers = new Headers(),
  ) {
    super("management_api_error", message);
    this.headers = headers;
    this.statusCode = statusCode;
    this.error = error;
    this.errorCode = errorCode;
  }
}
