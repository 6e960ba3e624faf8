import { expect, test } from "vitest";
import {
  ClaimError,
  ManagementApiError,
  OAuthResponseError,
  ProtocolError,
  type ProtocolErrorCode,
} from "#protocol/errors.ts";
import { explainFailure, FINDINGS, type FindingId } from "./findings.ts";

/** What Auth0's reference and recordings show, for linking, unlinking and reading a user. */
const ANSWERS: readonly [number, string, string | null, FindingId][] = [
  [400, "Bad HTTP authentication header format", "Bearer", "token-opaque"],
  [400, "Main identity and the new one are the same.", null, "self-link"],
  [400, "Main identity and the new one are the same", "identity_conflict", "self-link"],
  [400, "JWT (link_with) contains an invalid aud claim", null, "other-application"],
  [
    400,
    "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
    "invalid_token",
    "other-application",
  ],
  [400, "JWT (link_with) must have an alg of RS256.", "invalid_token", "not-rs256"],
  [400, "Invalid token (link_with).", "invalid_token", "proof-refused"],
  [400, "JWT (link_with) must contains sub claim.", "invalid_token", "proof-refused"],
  [400, "JWT (link_with) contains an invalid sub claim.", "invalid_token", "proof-refused"],
  [
    400,
    "JWT (link_with) must have the same issuer as the calling user.",
    "invalid_token",
    "proof-refused",
  ],
  [400, "Provided secondary account not found.", "inexistent_user", "user-missing"],
  [400, "Linking to an inexistent identity is not allowed.", null, "user-missing"],
  [400, "Linking to an inexistent identity requires a connection.", null, "user-missing"],
  [400, "Main identity cannot be removed.", "operation_not_supported", "main-identity"],
  [400, "The provider/connection is not configured.", "inexistent_connection", "unknown-answer"],
  [400, "Unable to link with the secondary account.", null, "unknown-answer"],
  [
    400,
    "Object didn't pass validation for format user-id: 6560cd0f",
    "invalid_uri",
    "unknown-answer",
  ],
  [
    400,
    "Payload validation error: 'Missing required property: connection'.",
    "invalid_body",
    "unknown-answer",
  ],
  [401, "Invalid token", null, "token-not-accepted"],
  [401, "Invalid signature received for JSON Web Token validation", null, "token-not-accepted"],
  [401, "Expired token received for JSON Web Token validation", null, "token-expired"],
  [401, "Missing authentication", null, "token-not-accepted"],
  [401, "Bad audience: https://example.eu.auth0.com/api/v2/", null, "token-not-accepted"],
  [401, "Client is not global", null, "token-not-accepted"],
  [
    403,
    "Insufficient scope, expected any of: update:users,update:current_user_identities",
    "insufficient_scope",
    "scope-missing",
  ],
  [
    403,
    "Insufficient scope; expected: update:users, update:current_user_identities.",
    null,
    "scope-missing",
  ],
  [
    403,
    "User to be acted on does not match subject in bearer token.",
    "unowned_resource",
    "not-your-user",
  ],
  [404, "The user does not exist.", "inexistent_user", "user-missing"],
  [404, "The identity does not exist.", null, "identity-not-linked"],
  [404, "Identity not found", "inexistent_identity", "identity-not-linked"],
  [409, "Specified identity already exists.", "identity_conflict", "identity-taken"],
  [429, "Global limit has been reached", "too_many_requests", "rate-limited"],
  [418, "I'm a teapot", null, "unknown-answer"],
  [400, "something new", "something_new", "unknown-answer"],
  [500, "An internal server error occurred", null, "unknown-answer"],
];

test.each(ANSWERS)("explains %d %s", (status, message, errorCode, id) => {
  expect(explainFailure(new ManagementApiError(status, "Error", message, errorCode))).toEqual({
    id,
    says: `${status} ${message}`,
  });
});

const CODES: Readonly<Record<ProtocolErrorCode, FindingId>> = {
  no_answer: "no-answer",
  not_json: "not-a-tenant",
  unexpected_shape: "not-a-tenant",
  issuer_mismatch: "other-issuer",
  malformed_token: "token-malformed",
  algorithm_refused: "not-rs256",
  key_not_found: "key-not-found",
  signature_invalid: "signature-invalid",
  claim_invalid: "claim-invalid",
  oauth_error: "login-refused",
  management_api_error: "unknown-answer",
  state_mismatch: "state-mismatch",
  transaction_missing: "callback-used",
  response_incomplete: "callback-incomplete",
  response_mode_unread: "response-mode-unread",
  popup_blocked: "popup-blocked",
  popup_closed: "popup-closed",
  popup_timeout: "popup-timeout",
  login_required: "login-required",
  consent_required: "consent-required",
  no_refresh_token: "no-refresh-token",
};

test.each(Object.entries(CODES))("explains the code %s as %s", (code, id) => {
  const error = new ProtocolError(code as ProtocolErrorCode, "internal words");
  expect(explainFailure(error)).toEqual({ id, says: null });
});

test.each([
  ["access_denied", "login-denied"],
  ["invalid_grant", "code-refused"],
  ["login_required", "login-refused"],
  ["unauthorized_client", "login-refused"],
])("explains the OAuth error %s as %s and says what the tenant said", (error, id) => {
  expect(explainFailure(new OAuthResponseError(error, "in its words"))).toEqual({
    id,
    says: `${error}: in its words`,
  });
});

test("says which claim does not fit", () => {
  expect(explainFailure(new ClaimError("exp", "the ID token has expired"))).toEqual({
    id: "claim-invalid",
    says: "the ID token has expired",
  });
});

test.each([
  [new TypeError("x is undefined"), "x is undefined"],
  ["thrown text", null],
  [undefined, null],
])("takes %s for a fault of the page", (error, says) => {
  expect(explainFailure(error)).toEqual({ id: "unexpected", says });
});

test.each(Object.entries(FINDINGS))("%s says what, why and what next", (_, copy) => {
  for (const text of [copy.title, copy.because, copy.next]) expect(text).toMatch(/^[A-Z].+\.$/s);
});
