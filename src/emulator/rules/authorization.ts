import type { AnswerRule, AuthorizationRule, OutcomeRule } from "./rule.ts";

/**
 * How an authorization response goes back, successful or not. It alone decides the status; what the
 * response says is decided by an outcome or a refusal.
 * @see https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes
 */
export const DELIVERY_RULES = {
  redirect: {
    status: 302,
    shape: "redirect",
    evidence: "quoted",
    source: "Authentication API reference",
  },
  "redirect-after-form": {
    status: 303,
    shape: "redirect",
    evidence: "assumed",
    source: "RFC 9700 section 4.12: no form is posted again",
  },
  "form-post": {
    status: 200,
    shape: "page",
    evidence: "quoted",
    source: "Authentication API reference",
  },
  "web-message": {
    status: 200,
    shape: "page",
    evidence: "reported",
    source: "auth0-spa-js and auth0.js",
  },
} as const satisfies Record<string, AnswerRule>;

/** Successes of the authorization endpoint. */
export const OUTCOME_RULES = {
  "authorization-code": {
    evidence: "quoted",
    source: "Authentication API reference",
  },
  "authorization-tokens": {
    evidence: "reported",
    source: "fragments seen in many repositories",
  },
} as const satisfies Record<string, OutcomeRule>;

/**
 * Every way in which nothing but an authorization response refuses.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 */
export const AUTHORIZATION_RULES = {
  "hybrid-not-offered": {
    error: "unsupported_response_type",
    message: "This emulated tenant does not offer the hybrid flow: {type}",
    evidence: "assumed",
    source: "ours: linking never needs it",
  },
  "response-type-unsupported": {
    error: "unsupported_response_type",
    message: "Unsupported response type: {type}",
    evidence: "assumed",
    source: "RFC 6749 section 4.1.2.1",
  },
  "audience-forbidden": {
    error: "invalid_request",
    message: 'Client "{clientId}" is not authorized to access resource server "{audience}".',
    evidence: "quoted",
    source: "support.auth0.com",
  },
  "connection-not-found": {
    error: "invalid_request",
    message: "the connection was not found",
    evidence: "reported",
    source: "github.com/auth0/auth0.js/issues/822",
  },
  "connections-none": {
    error: "invalid_request",
    message: "no connections enabled for the client",
    evidence: "reported",
    source: "github.com/auth0-samples/auth0-vue-samples/issues/185; with prompt=none assumed",
  },
  "signup-disabled": {
    error: "invalid_request",
    message: "signup is disabled",
    evidence: "reported",
    source: "probe of a live tenant, published in a public repository",
  },
  "response-mode-invalid": {
    error: "invalid_request",
    message: "Unsupported response mode: {mode}",
    evidence: "assumed",
    source: "OAuth 2.0 Multiple Response Types, section 2.1",
  },
  "nonce-missing": {
    error: "invalid_request",
    message: "Missing required parameter: nonce",
    evidence: "reported",
    source: "github.com/auth0/auth0-java/issues/361",
  },
  "challenge-missing": {
    error: "invalid_request",
    message: "Missing required parameter: code_challenge",
    evidence: "assumed",
    source: "RFC 9700 section 2.1.1: public clients must use PKCE",
  },
  "challenge-invalid": {
    error: "invalid_request",
    message: "code_challenge must be 43 characters of base64url and code_challenge_method S256",
    evidence: "assumed",
    source: "RFC 7636 section 4.2",
  },
  "login-required": {
    error: "login_required",
    message: "Login required",
    evidence: "quoted",
    source: "Auth0 docs, Configure silent authentication",
  },
  "login-blocked": {
    error: "unauthorized",
    message: "user is blocked",
    evidence: "reported",
    source: "github.com/atinux/nuxt-auth-utils/issues/456; github.com/auth0/docs/pull/4767",
  },
  "consent-required": {
    error: "consent_required",
    message: "Consent required",
    evidence: "quoted",
    source: "Auth0 docs, Configure silent authentication; the text is assumed",
  },
  "login-cancelled": {
    error: "access_denied",
    message: "User did not authorize the request",
    evidence: "assumed",
    source: "Auth0 documents the error; the text is assumed",
  },
  "consent-declined": {
    error: "access_denied",
    message: "User did not authorize the request",
    evidence: "quoted",
    source: "Auth0 documents the error; the text is assumed",
  },
} as const satisfies Record<string, AuthorizationRule>;
