import type { FindingCopy } from "./finding-copy.ts";

/** What can go wrong between the button and the tokens. */
export const SIGN_IN_FINDINGS = {
  "login-denied": {
    group: "sign-in",
    title: "The login was cancelled.",
    because: "The login page sent back access_denied. Nothing was linked.",
    evidence: [{ in: "authorization response", name: "error" }],
    steps: ["Start the login again when you are ready."],
    fix: null,
    isRefusal: true,
    sources: [
      {
        says: "access_denied: User did not authorize the request",
        evidence: "quoted",
        source: "Auth0 documents the error for a declined consent; the text is assumed",
      },
    ],
  },
  "response-mode-unread": {
    group: "sign-in",
    title: "The answer came where the SDK does not look.",
    because:
      "Each SDK reads one place: auth0-spa-js the query, auth0.js the fragment. With form_post the browser posts the answer to the callback's server, and no page can read that.",
    evidence: [{ in: "authorization request", name: "response_mode" }],
    steps: ["Set response_mode back and log in again."],
    fix: "reset-request",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "source of auth0-spa-js 2.28.3 and auth0.js 10.2.1",
      },
    ],
  },
  "login-required": {
    group: "sign-in",
    title: "The tenant knows no login any more.",
    because:
      "A silent request (prompt=none) may show nothing, and the tenant found no session: it ended, or the browser kept its cookie back.",
    evidence: [
      { in: "authorization request", name: "prompt" },
      { in: "authorization response", name: "error" },
    ],
    steps: ["Log in as A again."],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      {
        says: "login_required: Login required",
        evidence: "quoted",
        source: "Auth0 docs, Configure silent authentication",
      },
    ],
  },
  "consent-required": {
    group: "sign-in",
    title: "The tenant wants to ask for consent first.",
    because:
      "A silent request (prompt=none) may show nothing, so it cannot ask. On localhost Auth0 asks for every application.",
    evidence: [
      { in: "authorization request", name: "prompt" },
      { in: "authorization response", name: "error" },
    ],
    steps: ["Log in as A again and give consent."],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      {
        says: "consent_required: Consent required",
        evidence: "quoted",
        source: "Auth0 docs, Configure silent authentication; the text is assumed",
      },
    ],
  },
  "mfa-required": {
    group: "sign-in",
    title: "The tenant asks for a second factor.",
    because:
      "A silent request may show nothing, and the token endpoint has no page: neither can ask for it.",
    evidence: [
      { in: "authorization request", name: "prompt" },
      { in: "answer", name: "mfa_token" },
    ],
    steps: ["Log in as A again, where the login page can ask."],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      {
        says: "mfa_required: Multifactor authentication required",
        evidence: "quoted",
        source: "Authentication API reference",
      },
      {
        says: "login_required: Multifactor authentication required",
        evidence: "quoted",
        source: "constant in auth0-spa-js, for the answer to a silent request",
      },
    ],
  },
  "user-blocked": {
    group: "sign-in",
    title: "This user is blocked.",
    because: "Somebody blocked the user in the dashboard or over the API. No login gets tokens.",
    evidence: [{ in: "authorization response", name: "error_description" }],
    steps: ["Unblock the user in the dashboard.", "Log in again."],
    fix: null,
    sources: [
      {
        says: "unauthorized: user is blocked",
        evidence: "reported",
        source: "github.com/atinux/nuxt-auth-utils/issues/456; github.com/auth0/docs/pull/4767",
      },
      {
        says: "invalid_grant: user is blocked",
        evidence: "reported",
        source:
          "github.com/ionic-team/demo-authconnect-auth0/issues/4, a refresh; the text is a constant in auth0-spa-js",
      },
    ],
  },
  "audience-unknown": {
    group: "sign-in",
    title: "The tenant has no such API.",
    because:
      "The audience must be the identifier of an API, to the letter. A slash at its end counts.",
    evidence: [{ in: "authorization request", name: "audience" }],
    steps: [
      "Set audience to https://{domain}/api/v2/, with the slash.",
      "Under a custom domain, {domain} is the tenant's own one at auth0.com: only iss is the custom one.",
      "Log in again.",
    ],
    fix: "reset-request",
    sources: [
      {
        says: "access_denied: Service not found: {audience}",
        evidence: "reported",
        source: "probe of a live tenant, published in a public repository",
      },
      {
        says: "access_denied: Service not enabled within domain: {audience}",
        evidence: "reported",
        source: "github.com/auth0/terraform-provider-auth0/issues/951",
      },
    ],
  },
  "api-not-granted": {
    group: "sign-in",
    title: "The application may not use this API.",
    because:
      "It has no client grant for the API that audience names. An application that asks with its own secret needs one. One of somebody else needs one, too, and gets none for the Management API.",
    evidence: [{ in: "authorization request", name: "audience" }],
    steps: [
      "With a secret: in the dashboard, open the API and authorize the application, with the scopes that it needs.",
      "To link as a person, log in at a Single Page Application of the tenant's own: it needs no grant.",
    ],
    fix: "reset-request",
    sources: [
      {
        says: 'access_denied: Client is not authorized to access "{audience}". You need to create a "client-grant" associated to this API.',
        evidence: "reported",
        source: "public repositories that quote the answer, the last of 2025",
      },
      {
        says: 'invalid_request: Client "{clientId}" is not authorized to access resource server "{audience}".',
        evidence: "quoted",
        source: "support.auth0.com, third-party applications",
      },
    ],
  },
  "parameter-refused": {
    group: "sign-in",
    title: "A parameter of the request is not valid.",
    because: "The tenant knows the parameter, but not this value, or the parameter is missing.",
    evidence: [{ in: "authorization response", name: "error_description" }],
    steps: ["The answer names the parameter: set it right.", "Log in again."],
    fix: "reset-request",
    sources: [
      {
        says: "invalid_request: Invalid value for parameter: {name}",
        evidence: "assumed",
        source: "RFC 6749 section 4.1.2.1",
      },
      {
        says: "invalid_request: Missing required parameter: {name}",
        evidence: "quoted",
        source: "Authentication API reference",
      },
      {
        says: "invalid_request: the connection was not found",
        evidence: "reported",
        source: "github.com/auth0/auth0.js/issues/822",
      },
      {
        says: "access_denied: No audience parameter was provided, and no default audience has been configured",
        evidence: "reported",
        source: "set-up guides in public repositories that quote the answer",
      },
    ],
  },
  "grant-not-allowed": {
    group: "sign-in",
    title: "The application may not use this flow.",
    because:
      "Each application has a list of grant types. This one is not in it. For a login the tenant says so on its own page and sends nothing back.",
    evidence: [
      { in: "authorization request", name: "response_type" },
      { in: "authorization request", name: "client_id" },
    ],
    steps: [
      "Use code + PKCE.",
      "Or allow it: Dashboard > Applications > {app} > Settings > Advanced > Grant Types.",
    ],
    fix: "reset-request",
    sources: [
      {
        says: "unauthorized_client: Grant type '{grant}' not allowed for the client.",
        evidence: "reported",
        source:
          "public repositories that quote the answer, seen at the token endpoint; probe of a live tenant, whose page it is",
      },
    ],
  },
  "secret-needed": {
    group: "sign-in",
    title: "The tenant does not know this application, or wants its secret.",
    because:
      "A regular web application must show a secret at the token endpoint. A page cannot keep one.",
    evidence: [{ in: "token request", name: "client_id" }],
    steps: ["Use the client ID of an application of the type Single Page Application."],
    fix: "reset-request",
    sources: [
      {
        says: "access_denied: Unauthorized",
        evidence: "reported",
        source: "public repositories that quote the answer in full",
      },
    ],
  },
  "callback-not-allowed": {
    group: "sign-in",
    title: "Callback URL mismatch.",
    because:
      "The redirect_uri must be in the application's list, to the letter. The tenant says so on its own page and sends nothing back.",
    evidence: [{ in: "authorization request", name: "redirect_uri" }],
    steps: [
      "Add the callback: Dashboard > Applications > {app} > Settings > Allowed Callback URLs.",
      "Go back and log in again.",
    ],
    fix: "reset-request",
    sources: [
      {
        says: "400 {url} is not in the list of allowed callback URLs.",
        evidence: "quoted",
        source: "support.auth0.com, Redirect URI Mismatch",
      },
    ],
  },
  "application-unknown": {
    group: "sign-in",
    title: "The tenant has no application with this client ID.",
    because: "The tenant says so on its own page and sends nothing back.",
    evidence: [{ in: "authorization request", name: "client_id" }],
    steps: ["Copy the client ID from Dashboard > Applications > {app} > Settings."],
    fix: "reset-request",
    sources: [
      {
        says: "400 invalid_request: Unknown client: {clientId}",
        evidence: "reported",
        source: "public repositories that quote the answer",
      },
    ],
  },
  "code-refused": {
    group: "sign-in",
    title: "The tenant did not take the code.",
    because:
      "A code works once, for a minute, and only with the verifier and callback of the tab that asked. A stolen or old code ends here.",
    evidence: [
      { in: "token request", name: "code" },
      { in: "token request", name: "code_verifier" },
      { in: "token request", name: "redirect_uri" },
    ],
    steps: ["Start the login again."],
    fix: null,
    sources: [
      {
        says: "invalid_grant: Invalid authorization code",
        evidence: "recorded",
        source: "go-auth0 recording; node-auth0 fixture",
      },
      {
        says: "invalid_grant: Failed to verify code verifier",
        evidence: "quoted",
        source: "node-auth0 fixture",
      },
      {
        says: "invalid_grant: The redirect URI is wrong.",
        evidence: "assumed",
        source: "RFC 6749 section 4.1.3",
      },
    ],
  },
  "refresh-token-refused": {
    group: "sign-in",
    title: "The refresh token is not good any more.",
    because:
      "It is too old, was used before, was taken back, or its user is gone. Used twice, all that came from it ends.",
    evidence: [{ in: "token request", name: "refresh_token" }],
    steps: ["Log in as A again."],
    fix: "log-in-as-a",
    sources: [
      {
        says: "invalid_grant: Unknown or invalid refresh token.",
        evidence: "quoted",
        source: "community.auth0.com/t/120406, Auth0 staff",
      },
      {
        says: "invalid_grant: The refresh_token was generated for a user who doesn't exist anymore.",
        evidence: "quoted",
        source: "Auth0.Android and Auth0.swift, which compare with it",
      },
    ],
  },
  "no-refresh-token": {
    group: "sign-in",
    title: "There is no refresh token to renew with.",
    because: "The login did not ask for offline_access, or the token was used up.",
    evidence: [{ in: "authorization request", name: "scope" }],
    steps: ["Log in as A again with a refresh token."],
    fix: "log-in-as-a",
    sources: [{ says: null, evidence: "quoted", source: "auth0-spa-js, MissingRefreshTokenError" }],
  },
  "state-mismatch": {
    group: "sign-in",
    title: "This answer belongs to another login.",
    because:
      "Its state is not the one this tab sent, so it was thrown away unread. That stops forged callbacks.",
    evidence: [{ in: "authorization response", name: "state" }],
    steps: ["Start the login again in this tab."],
    fix: "log-in-as-a",
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js: state_mismatch" },
      { says: null, evidence: "quoted", source: "RFC 9700 section 4.7" },
    ],
  },
  "callback-used": {
    group: "sign-in",
    title: "This login answer was used already.",
    because:
      "A login answer works once, in the tab that asked. A reload or the back button brings it again.",
    evidence: [{ in: "authorization response", name: "code" }],
    steps: ["Start the login again."],
    fix: "log-in-again",
    sources: [{ says: null, evidence: "quoted", source: "auth0-spa-js: missing_transaction" }],
  },
  "callback-unasked": {
    group: "sign-in",
    title: "No login in this tab asked for this answer.",
    because:
      "A tab takes an answer only to a login that it started itself. This one was started in another tab or browser, or this tab's storage was cleared meanwhile.",
    evidence: [{ in: "authorization response", name: "state" }],
    steps: [
      "Start the login in this tab, and stay in it.",
      "In an app, let login and callback have one origin: localhost and 127.0.0.1 each have a storage of their own.",
    ],
    fix: "log-in-again",
    sources: [
      { says: null, evidence: "quoted", source: "auth0-spa-js: missing_transaction" },
      { says: null, evidence: "quoted", source: "RFC 9700 section 4.7" },
    ],
  },
  "callback-incomplete": {
    group: "sign-in",
    title: "There is no login answer here.",
    because: "The callback page was opened without a code or tokens.",
    evidence: [{ in: "authorization response", name: "code" }],
    steps: ["Start the login from the walkthrough."],
    fix: "log-in-again",
    sources: [{ says: null, evidence: "quoted", source: "auth0.js: invalid_hash" }],
  },
  "session-swapped": {
    group: "sign-in",
    title: "The renewal came back as someone else.",
    because:
      "Its sub is not A's: the tenant's cookie belongs to another login now. LinkLab kept A's tokens and threw the new ones away.",
    evidence: [{ in: "A ID token", name: "sub" }],
    steps: [
      "Log in as A again.",
      "Ask for a refresh token, too: it does not depend on the cookie.",
    ],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      { says: null, evidence: "reported", source: "github.com/auth0/auth0-spa-js/issues/80" },
    ],
  },
  "other-account": {
    group: "sign-in",
    title: "Someone else came back.",
    because: "The account that logged in is not A. It was not taken over as A.",
    evidence: [{ in: "A ID token", name: "sub" }],
    steps: ["Log in as A again; this time the tenant will ask who you are."],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      { says: null, evidence: "reported", source: "github.com/auth0/auth0-react/issues/425" },
    ],
  },
  "same-account": {
    group: "sign-in",
    title: "That is A again.",
    because:
      "Both logins have the same sub. Without prompt=login the tenant's cookie answers for the person who is logged in.",
    evidence: [
      { in: "B ID token", name: "sub" },
      { in: "authorization request", name: "prompt" },
    ],
    steps: ["Log in as B again and pick another account."],
    fix: "log-in-as-b",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "the API would answer: Main identity and the new one are the same.",
      },
    ],
  },
  "already-linked-pair": {
    group: "sign-in",
    title: "This login opens A. The two are linked already.",
    because: "A linked identity signs in as the primary, so its ID token carries A's sub.",
    evidence: [{ in: "B ID token", name: "sub" }],
    steps: ["Go to “See what changed”, or unlink them in the last step."],
    fix: "see-changes",
    isRefusal: true,
    sources: [{ says: null, evidence: "reported", source: "community.auth0.com/t/151633" }],
  },
} as const satisfies Record<string, FindingCopy>;
