import type { PageRule } from "./rule.ts";

/**
 * Every way in which a person is refused by a page. A wrong application or callback never becomes a
 * redirect, or the tenant would be an open redirector.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 */
export const PAGE_RULES = {
  "application-unknown": {
    status: 400,
    title: "Unknown application",
    message: "invalid_request: Unknown client: {clientId}",
    evidence: "reported",
    source: "public repositories",
  },
  "page-parameter-missing": {
    status: 400,
    title: "Invalid request",
    message: "{name} is missing.",
    evidence: "assumed",
    source: "Auth0 shows a page; its text was not found",
  },
  "callback-mismatch": {
    status: 400,
    title: "Callback URL mismatch",
    message: "{url} is not in the list of allowed callback URLs.",
    evidence: "quoted",
    source: "support.auth0.com, Redirect URI Mismatch",
  },
  "response-type-forbidden": {
    status: 403,
    title: "Unauthorized client",
    message: "unauthorized_client: Grant type '{grant}' not allowed for the client.",
    evidence: "reported",
    source: "probe of a live tenant, published in a public repository; of code assumed",
  },
  "web-origin-mismatch": {
    status: 400,
    title: "Web origin mismatch",
    message: "The specified redirect_uri '{redirectUri}' does not have a registered origin.",
    evidence: "reported",
    source: "public repositories; status: github.com/auth0/auth0-spa-js/issues/209",
  },
  "request-repeated": {
    status: 400,
    title: "Invalid request",
    message: "The parameter {name} was sent more than once.",
    evidence: "assumed",
    source: "RFC 6749 section 3.1",
  },
  "form-unreadable": {
    status: 400,
    title: "Invalid request",
    message: "The form could not be read.",
    evidence: "assumed",
    source: "no source",
  },
  "logout-url-mismatch": {
    status: 400,
    title: "Logout URL mismatch",
    message:
      'The "{name}" querystring parameter "{url}" is not defined as a valid URL in "Allowed Logout URLs".',
    evidence: "reported",
    source: "github.com/auth0/auth0-react/issues/127, of returnTo",
  },
  "logout-hint-invalid": {
    status: 400,
    title: "Not logged out",
    message: "id_token_hint is not an ID token of this tenant.",
    evidence: "quoted",
    source: "Auth0 docs, Log users out with the OIDC endpoint; the page is ours",
  },
  "logout-hint-mismatch": {
    status: 400,
    title: "Not logged out",
    message: "{name} does not fit the id_token_hint.",
    evidence: "quoted",
    source: "Authentication API reference, OIDC logout: the values must match; the page is ours",
  },
  "login-over": {
    status: 400,
    title: "This login is over",
    message:
      "It was finished, has expired, or belongs to another browser. Start again from the application.",
    evidence: "assumed",
    source: "RFC 9700 section 4.7: a login is used once, where it began",
  },
  "account-unknown": {
    status: 400,
    title: "Unknown account",
    message: "This connection has no such account.",
    evidence: "assumed",
    source: "ours: providers are emulated by a list of accounts",
  },
  "page-host-refused": {
    status: 403,
    title: "Another name",
    message: "This emulated tenant does not answer to that name. Call it localhost.",
    evidence: "assumed",
    source: "ours: a page that binds its own name to this computer stays out",
  },
  "page-target-invalid": {
    status: 400,
    title: "Invalid request",
    message: "The address or the host of the request could not be read.",
    evidence: "assumed",
    source: "RFC 9112 section 3.2",
  },
  "page-method-refused": {
    status: 405,
    title: "Method not allowed",
    message: "No address here takes this method.",
    evidence: "assumed",
    source: "RFC 9110 section 15.5.6",
  },
  "endpoint-not-offered": {
    status: 501,
    title: "Not emulated",
    message: "Auth0 has {path}, this emulated tenant does not.",
    evidence: "assumed",
    source: "ours: no answer of Auth0 that we know is 501",
  },
  "page-too-many": {
    status: 429,
    title: "Too many requests",
    message: "Wait a moment, then load this page again.",
    evidence: "assumed",
    source: "Auth0's page for it was not found",
  },
  "page-not-found": {
    status: 404,
    title: "Not found",
    message: "There is nothing at this address.",
    evidence: "assumed",
    source: "no source",
  },
  "page-too-large": {
    status: 413,
    title: "Too large",
    message: "The request body is larger than 100 KB, or a form of the login pages than 16 KB.",
    evidence: "assumed",
    source: "the limit is ours",
  },
  "page-failure": {
    status: 500,
    title: "Something went wrong",
    message: "The emulated tenant failed. Its log says why.",
    evidence: "assumed",
    source: "no source",
  },
} as const satisfies Record<string, PageRule>;
