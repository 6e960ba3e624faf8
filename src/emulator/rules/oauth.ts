import type { OAuthRule } from "./rule.ts";

const INVALID_GRANT = { status: 403, error: "invalid_grant" } as const;
const INVALID_REQUEST = { status: 400, error: "invalid_request" } as const;

/**
 * Every way in which `/oauth/*` and `/userinfo` refuse, and some in which `/authorize` does; the others are
 * in `authorization.ts`.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export const OAUTH_RULES = {
  "parameter-missing": {
    ...INVALID_REQUEST,
    message: "Missing required parameter: {name}",
    evidence: "quoted",
    source: "Authentication API reference",
  },
  "parameter-repeated": {
    ...INVALID_REQUEST,
    message: "Parameter included more than once: {name}",
    evidence: "assumed",
    source: "RFC 6749 section 3.1",
  },
  "parameter-invalid": {
    ...INVALID_REQUEST,
    message: "Invalid value for parameter: {name}",
    evidence: "assumed",
    source: "RFC 6749 section 4.1.2.1",
  },
  "parameter-too-long": {
    ...INVALID_REQUEST,
    message: "Parameter is longer than {most} characters: {name}",
    evidence: "assumed",
    source: "the limit is ours: what a login remembers is bounded",
  },
  "parameter-not-offered": {
    ...INVALID_REQUEST,
    message: "This emulated tenant does not offer the parameter: {name}",
    evidence: "assumed",
    source: "ours: better refused than silently ignored",
  },
  "scope-not-offered": {
    status: 400,
    error: "invalid_scope",
    message: "This emulated tenant does not offer the scope: {scope}",
    evidence: "assumed",
    source: "ours: only an Action could link at a login, and there are none here",
  },
  "dpop-not-offered": {
    status: 400,
    error: "invalid_dpop_proof",
    message: "This emulated tenant does not offer DPoP; send the request without the DPoP header",
    evidence: "assumed",
    source: "ours: a token bound to nothing must not look as if it were bound",
  },
  "body-unreadable": {
    ...INVALID_REQUEST,
    message: "The request body must be JSON or form-urlencoded, and not nested",
    evidence: "assumed",
    source: "RFC 6749 section 5.2",
  },
  "body-over-limit": {
    status: 413,
    error: "invalid_request",
    message: "The request body is larger than 16 KB, or than 100 KB at /userinfo",
    evidence: "assumed",
    source: "the limit is ours",
  },
  "audience-unknown": {
    status: 403,
    error: "access_denied",
    message: "Service not found: {audience}",
    evidence: "reported",
    source: "probe of a live tenant, published in a public repository",
  },
  "audience-not-enabled": {
    status: 403,
    error: "access_denied",
    message: "Service not enabled within domain: {audience}",
    evidence: "reported",
    source: "github.com/auth0/node-auth0/issues/292",
  },
  "grant-unsupported": {
    status: 403,
    error: "unsupported_grant_type",
    message: "Unsupported grant type: {grant}",
    evidence: "assumed",
    source: "RFC 6749 section 5.2: a grant that Auth0 has not either",
  },
  "grant-forbidden": {
    status: 403,
    error: "unauthorized_client",
    message: "Grant type '{grant}' not allowed for the client.",
    uri: "https://auth0.com/docs/clients/client-grant-types",
    evidence: "reported",
    source: "public repositories, for `password` among others",
  },
  "client-refused": {
    status: 401,
    error: "access_denied",
    message: "Unauthorized",
    evidence: "reported",
    source: "public repositories",
  },
  "client-methods": {
    ...INVALID_REQUEST,
    message: "The client authenticates by its header and by client_secret; only one is allowed",
    evidence: "assumed",
    source: "RFC 6749 section 2.3: one method in each request",
  },
  "code-invalid": {
    ...INVALID_GRANT,
    message: "Invalid authorization code",
    evidence: "recorded",
    source: "go-auth0 recording; node-auth0 fixture",
  },
  "code-redirect-uri": {
    ...INVALID_GRANT,
    message: "The redirect URI is wrong.",
    evidence: "assumed",
    source: "RFC 6749 section 4.1.3; the text is that for another origin, cut short",
  },
  "code-redirect-origin": {
    status: 403,
    error: "unauthorized_client",
    message: "The redirect URI is wrong. You sent {origin}, and we expected {expected}",
    evidence: "reported",
    source: "public repositories, with NextAuth and an MCP client",
  },
  "verifier-missing": {
    ...INVALID_REQUEST,
    message: "Parameter 'code_verifier' is required",
    evidence: "reported",
    source: "public repositories",
  },
  "verifier-wrong": {
    ...INVALID_GRANT,
    message: "Failed to verify code verifier",
    evidence: "quoted",
    source: "node-auth0 fixture",
  },
  "refresh-token-invalid": {
    ...INVALID_GRANT,
    message: "Unknown or invalid refresh token.",
    evidence: "quoted",
    source: "community.auth0.com/t/120406, Auth0 staff",
  },
  "refresh-token-user-gone": {
    ...INVALID_GRANT,
    message: "The refresh_token was generated for a user who doesn't exist anymore.",
    evidence: "quoted",
    source: "Auth0.Android and Auth0.swift compare with it",
  },
  "revocation-foreign": {
    ...INVALID_REQUEST,
    message: "The refresh token was not issued to this client.",
    evidence: "assumed",
    source: "RFC 7009 section 2.1",
  },
  "too-many-requests": {
    status: 429,
    error: "too_many_requests",
    message: "Global limit has been reached",
    evidence: "quoted",
    source: "Authentication API reference; the text is that of the Management API",
  },
  "user-blocked": {
    ...INVALID_GRANT,
    message: "user is blocked",
    evidence: "reported",
    source: "github.com/ionic-team/demo-authconnect-auth0/issues/4, a refresh",
  },
  "audience-missing": {
    status: 403,
    error: "access_denied",
    message: "No audience parameter was provided, and no default audience has been configured",
    evidence: "reported",
    source: "set-up guides in public repositories; status assumed",
  },
  "client-grant-missing": {
    status: 403,
    error: "access_denied",
    message:
      'Client is not authorized to access "{audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/management/v2/client-grants/post-client-grants',
    evidence: "reported",
    source: "public repositories, the last of 2025",
  },
  "client-scopes-missing": {
    status: 403,
    error: "access_denied",
    message: "Client has not been granted scopes: {scopes}",
    evidence: "reported",
    source: "public repositories, of one scope; the commas are assumed",
  },
  "userinfo-refused": {
    status: 401,
    error: "invalid_token",
    message: "The access token is invalid or has expired",
    evidence: "quoted",
    source: "example in the Authentication API reference",
  },
  "oauth-host-refused": {
    status: 403,
    error: "access_denied",
    message: "This emulated tenant does not answer to that name.",
    evidence: "assumed",
    source: "ours: a page that binds its own name to this computer stays out",
  },
  "oauth-not-offered": {
    status: 501,
    error: "not_emulated",
    message: "Auth0 has {path}, this emulated tenant does not.",
    evidence: "assumed",
    source: "ours: no answer of Auth0 that we know is 501",
  },
  "oauth-not-found": {
    status: 404,
    error: "not_found",
    message: "Not found.",
    evidence: "assumed",
    source: "no source",
  },
  "oauth-failure": {
    status: 500,
    error: "server_error",
    message: "An internal server error occurred",
    evidence: "assumed",
    source: "RFC 6749 section 4.1.2.1",
  },
} as const satisfies Record<string, OAuthRule>;
