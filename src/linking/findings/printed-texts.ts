import type { FindingId } from "./findings.ts";

/**
 * What SDKs, browsers and Auth0's own pages print for a finding, beside the words of the API that the
 * catalogue has in `sources`. `{name}` stands for what varies. Sources: auth0-spa-js 2.28.3, auth0.js
 * 10.2.1 with idtoken-verifier 2.2.4, jwt-decode 4.0.0, auth0-link-accounts-sample; nextjs-auth0 3.8.0
 * and 4.30.0, next-auth 4.24.15, oidc-client-ts 3.5.0, openid-client 5.7.1, oauth4webapi 3.8.8,
 * passport-oauth2 1.8.0, jose 6.2.18, jsonwebtoken 9.0.3, jwks-rsa 4.1.0, Node 20; Chromium, Firefox and
 * Safari; support.auth0.com.
 */
export const PRINTED: Readonly<Partial<Record<FindingId, readonly string[]>>> = {
  "consent-required": ["Consent can't be skipped on localhost"],
  "callback-not-allowed": [
    "Callback URL mismatch.",
    "The provided redirect_uri is not in the list of allowed callback URLs",
  ],
  "no-refresh-token": ["Missing Refresh Token (audience: '{audience}', scope: '{scope}')"],
  "state-mismatch": [
    "Invalid state",
    "`state` does not match.",
    "state_mismatch: Invalid state",
    "state mismatch, expected {expected}, got: {found}",
    "Invalid authorization request state.",
    'unexpected "state" response parameter value',
  ],
  "callback-unasked": [
    "checks.state argument is missing",
    "Missing state cookie from login request (check login URL, callback URL and cookie config).",
    "State cookie was missing.",
    "The state parameter is invalid.",
    "No matching state found in storage",
    "did not find expected authorization request details in session",
    "Unable to verify authorization request state.",
  ],
  "session-swapped": ["sub in id_token does not match current sub"],
  "callback-used": ["missing_transaction: Invalid state"],
  "callback-incomplete": [
    "There are no query params available for parsing.",
    "response_type contains `{type}`, but the parsed hash does not contain an `{member}` property",
    "No state in response",
  ],
  "popup-blocked": [
    "Unable to open a popup for loginWithPopup - window.open returned `null`",
    "PopupOpenError",
    "Popup blocked by user",
  ],
  "popup-closed": ["Popup closed", "User closed the popup window", "PopupCancelledError"],
  "popup-timeout": ["PopupTimeoutError"],
  cors: [
    "has been blocked by CORS policy",
    "No 'Access-Control-Allow-Origin' header is present on the requested resource",
    "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource",
    "is not allowed by Access-Control-Allow-Origin",
  ],
  "local-network": ["Permission was denied for this request to access the `{space}` address space"],
  "insecure-origin": [
    "auth0-spa-js must run on a secure origin.",
    "For security reasons, `window.crypto` is required to run `auth0-spa-js`.",
    "Crypto.subtle is available only in secure contexts (HTTPS).",
  ],
  offline: ["ERR_INTERNET_DISCONNECTED"],
  "no-answer": [
    "Failed to fetch",
    "NetworkError when attempting to fetch resource",
    "ERR_CONNECTION_REFUSED",
    "TimeoutError",
    "Timeout when executing 'fetch'",
    "Timeout during executing web_message communication",
    "Timeout during authentication renew.",
    "ECONNREFUSED",
    "ENOTFOUND",
  ],
  "scope-missing": [
    "Missing requested scopes after refresh (audience: '{audience}', missing scope: '{scope}')",
  ],
  "signature-invalid": [
    "Invalid ID token signature.",
    "failed to validate JWT signature",
    "signature verification failed",
  ],
  "key-not-found": [
    'Could not find a public key for Key ID (kid) "{kid}"',
    "Unable to find a signing key that matches '{kid}'",
    "no applicable key found in the JSON Web Key Set",
  ],
  "not-rs256": [
    'Signature algorithm of "{alg}" is not supported. Expected the ID token to be signed with "RS256".',
    "unexpected JWT alg received, expected {expected}, got: {found}",
    "invalid algorithm",
  ],
  "nonce-mismatch": [
    'Nonce (nonce) claim mismatch in the ID token; expected "{expected}", found "{found}"',
    'Nonce (nonce) claim value mismatch in the ID token; expected "{expected}", found "{found}"',
    "Nonce (nonce) claim must be a string present in the ID token",
    "nonce mismatch, expected {expected}, got: {found}",
    "nonce in id_token does not match nonce in client storage",
    "jwt nonce invalid. expected: {expected}",
    'unexpected ID Token "nonce" claim value',
  ],
  "token-issuer": [
    'Issuer (iss) claim mismatch in the ID token; expected "{expected}", found "{found}"',
    "Issuer (iss) claim must be a string present in the ID token",
    "unexpected iss value, expected {expected}, got: {found}",
    'unexpected "iss" claim value',
    'unexpected JWT "iss" (issuer) claim value',
    "jwt issuer invalid. expected: {expected}",
  ],
  "token-recipient": [
    'Audience (aud) claim mismatch in the ID token; expected "{expected}" but found "{found}"',
    'Audience (aud) claim mismatch in the ID token; expected "{expected}" but was not one of "{found}"',
    "Audience (aud) claim must be a string or array of strings present in the ID token",
    'Authorized Party (azp) claim mismatch in the ID token; expected "{expected}", found "{found}"',
    "Authorized Party (azp) claim must be a string present in the ID token when Audience (aud) claim has multiple values",
    "aud mismatch, expected {expected}, got: {found}",
    'unexpected "aud" claim value',
    'unexpected JWT "aud" (audience) claim value',
    "jwt audience invalid. expected: {expected}",
  ],
  "claim-invalid": [
    "Subject (sub) claim must be a string present in the ID token",
    "Expiration Time (exp) claim error in the ID token; current time ({now}) is after expiration time ({exp})",
    "Expiration Time (exp) claim must be a number present in the ID token",
    "Issued At (iat) claim must be a number present in the ID token",
    "Not Before time (nbf) claim in the ID token indicates that this token can't be used just yet",
    "Authentication Time (auth_time) claim must be a number present in the ID token",
    "Authentication Time (auth_time) claim in the ID token indicates that too much time has passed",
    "id_token issued in the future, now {now}, iat {iat}",
    '"exp" claim timestamp check failed',
  ],
  "token-malformed": [
    "ID token could not be decoded",
    "Cannot decode a malformed JWT",
    "Invalid token specified: {reason}",
  ],
  "email-unverified": [
    "Account linking is only allowed to a verified account. Please verify your email {email}.",
  ],
  "part-not-loaded": [
    "Failed to fetch dynamically imported module",
    "error loading dynamically imported module",
    "Importing a module script failed",
    "Unable to preload CSS for {file}",
  ],
};

/**
 * `error` of OAuth, `errorCode` of the Management API, `error` and `code` of the SDKs: the findings
 * they may mean where no text tells more, the likeliest first. The codes of the refused links are
 * those of the emulated tenant; Auth0's own are in no source.
 * @see RFC 6749 sections 4.1.2.1 and 5.2, RFC 6750 section 3.1
 */
export const CODES: ReadonlyMap<string, readonly FindingId[]> = new Map<
  string,
  readonly FindingId[]
>([
  ["access_denied", ["login-denied", "audience-unknown", "secret-needed"]],
  ["login_required", ["login-required", "third-party-cookie"]],
  ["consent_required", ["consent-required"]],
  ["interaction_required", ["consent-required", "login-required"]],
  ["mfa_required", ["mfa-required"]],
  ["invalid_request", ["parameter-refused"]],
  ["unauthorized_client", ["grant-not-allowed"]],
  ["unsupported_response_type", ["grant-not-allowed"]],
  ["unsupported_grant_type", ["grant-not-allowed"]],
  ["invalid_client", ["secret-needed"]],
  ["invalid_grant", ["code-refused", "refresh-token-refused"]],
  ["invalid_token", ["token-not-accepted", "token-expired", "proof-refused"]],
  ["server_error", ["tenant-failed"]],
  ["temporarily_unavailable", ["tenant-failed"]],
  ["too_many_requests", ["rate-limited"]],
  ["missing_refresh_token", ["no-refresh-token"]],
  ["missing_scopes", ["scope-missing"]],
  ["state_mismatch", ["state-mismatch"]],
  ["missing_transaction", ["callback-used", "callback-unasked"]],
  ["invalid_hash", ["callback-incomplete"]],
  ["popup_open", ["popup-blocked"]],
  ["cancelled", ["popup-closed"]],
  ["timeout", ["popup-timeout", "no-answer"]],
  ["bearer", ["token-opaque"]],
  ["insufficient_scope", ["scope-missing", "user-id-refused"]],
  ["unowned_resource", ["not-your-user"]],
  ["invalid_uri", ["user-id-format"]],
  ["invalid_body", ["body-invalid", "both-forms"]],
  ["inexistent_user", ["user-missing", "secondary-missing", "identity-unknown"]],
  ["inexistent_connection", ["provider-unknown"]],
  ["inexistent_identity", ["identity-not-linked"]],
  ["identity_conflict", ["identity-taken", "self-link"]],
  ["operation_not_supported", ["main-identity"]],
]);
