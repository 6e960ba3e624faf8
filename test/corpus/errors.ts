import type { FindingId } from "#linking/findings/findings.ts";

/** What somebody saw and pasted or typed, and the finding that must come first; `null` for none. */
export type PrintedCase = {
  readonly name: string;
  readonly input: string;
  readonly expect: FindingId | null;
};

const body = (statusCode: number, error: string, message: string, errorCode?: string) =>
  JSON.stringify({ statusCode, error, message, ...(errorCode === undefined ? {} : { errorCode }) });

const BODIES: readonly PrintedCase[] = [
  {
    name: "a whole body of the Management API",
    input: body(
      403,
      "Forbidden",
      "Insufficient scope, expected any of: update:users,update:current_user_identities",
      "insufficient_scope",
    ),
    expect: "scope-missing",
  },
  {
    name: "a body that asks for a server's scope alone",
    input: body(
      403,
      "Forbidden",
      "Insufficient scope, expected any of: update:users",
      "insufficient_scope",
    ),
    expect: "user-id-refused",
  },
  {
    name: "a pretty-printed body",
    input: JSON.stringify(
      JSON.parse(body(400, "Bad Request", "Main identity and the new one are the same.")),
      null,
      2,
    ),
    expect: "self-link",
  },
  {
    name: "a body with attributes instead of an errorCode",
    input:
      '{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation","attributes":{"error":"Expired token received for JSON Web Token validation"}}',
    expect: "token-expired",
  },
  {
    name: "a body within a text of JSON",
    input: JSON.stringify({ data: body(404, "Not Found", "The user does not exist.") }),
    expect: "user-missing",
  },
  {
    name: "a body as Node prints an object",
    input:
      "{ statusCode: 409, error: 'Conflict', message: 'Specified identity already exists.', errorCode: 'identity_conflict' }",
    expect: "identity-taken",
  },
  {
    name: "a body of the token endpoint",
    input: '{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}',
    expect: "refresh-token-refused",
  },
  {
    name: "a body of the token endpoint with an error_uri",
    input:
      '{"error":"unauthorized_client","error_description":"Grant type \'client_credentials\' not allowed for the client.","error_uri":"https://auth0.com/docs/clients/client-grant-types"}',
    expect: "grant-not-allowed",
  },
  {
    name: "a body whose description is one common word",
    input: '{"error":"access_denied","error_description":"Unauthorized"}',
    expect: "secret-needed",
  },
  {
    name: "a body that asks for a second factor",
    input:
      '{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"Fe26.2"}',
    expect: "mfa-required",
  },
  {
    name: "a 401 with the word Unauthorized and another message",
    input: body(401, "Unauthorized", "Bad audience: https://tenant.eu.auth0.com/api/v2/"),
    expect: "other-audience",
  },
  {
    name: "a 401 with a message that nobody knows",
    input: body(401, "Unauthorized", "Zebra crossing"),
    expect: "token-not-accepted",
  },
  {
    name: "a 400 with a message that nobody knows",
    input: body(400, "Bad Request", "Zebra crossing"),
    expect: "unknown-answer",
  },
  {
    name: "a message that nobody knows with a code that is known",
    input: body(403, "Forbidden", "Zebra crossing", "unowned_resource"),
    expect: "not-your-user",
  },
  {
    name: "an opaque token as bearer",
    input: body(400, "Bad Request", "Bad HTTP authentication header format", "Bearer"),
    expect: "token-opaque",
  },
  {
    name: "the two longest texts of one family",
    input: body(
      400,
      "Bad Request",
      "Payload validation error: 'link_with cannot be sent together with provider, user_id'.",
      "invalid_body",
    ),
    expect: "both-forms",
  },
  {
    name: "another reason of that family",
    input: body(
      400,
      "Bad Request",
      "Payload validation error: 'Missing required property: connection'.",
      "invalid_body",
    ),
    expect: "body-invalid",
  },
  {
    name: "a gateway's answer",
    input: "HTTP/1.1 502 Bad Gateway\nserver: cloudflare\n\nerror code: 502",
    expect: "tenant-failed",
  },
];

const MESSAGES: readonly PrintedCase[] = [
  {
    name: "a filled-in message alone",
    input: "Insufficient scope, expected any of: update:users,update:current_user_identities",
    expect: "scope-missing",
  },
  {
    name: "the wording of the reference",
    input: "Insufficient scope; expected: update:users, update:current_user_identities.",
    expect: "scope-missing",
  },
  {
    name: "a message with a URL in it",
    input: "Bad audience: https://tenant.eu.auth0.com/api/v2/",
    expect: "other-audience",
  },
  {
    name: "a message without its value",
    input: "Object didn't pass validation for format user-id",
    expect: "user-id-format",
  },
  {
    name: "a message with a curly apostrophe",
    input: "Object didn’t pass validation for format user-id: 6560cd0f",
    expect: "user-id-format",
  },
  { name: "a message in capitals", input: "INVALID TOKEN (LINK_WITH)", expect: "proof-refused" },
  {
    name: "a message broken over lines",
    input: "JWT (link_with) must have\n   the same issuer\n   as the calling user",
    expect: "proof-issuer",
  },
  {
    name: "a message in quotes of another language",
    input: "«Main identity cannot be removed»",
    expect: "main-identity",
  },
  {
    name: "a message with hidden characters",
    input: "Client\u00a0is not\u200b global\ufeff",
    expect: "cause-unknown",
  },
  {
    name: "a message within a question",
    input:
      "Hi all, when I link two accounts I get the following from the API: JWT (link_with) contains an invalid aud claim. What am I doing wrong? I use a machine to machine application.",
    expect: "proof-audience",
  },
  {
    name: "the page of a callback that is not allowed",
    input:
      "Oops!, something went wrong\nCallback URL mismatch.\nThe provided redirect_uri is not in the list of allowed callback URLs.",
    expect: "callback-not-allowed",
  },
  {
    name: "the text of the sample",
    input:
      "Account linking is only allowed to a verified account. Please verify your email eve@example.com.",
    expect: "email-unverified",
  },
];

const SDKS: readonly PrintedCase[] = [
  {
    name: "a missing refresh token",
    input:
      "Error: Missing Refresh Token (audience: 'https://tenant.eu.auth0.com/api/v2/', scope: 'openid profile email offline_access')",
    expect: "no-refresh-token",
  },
  {
    name: "a missing refresh token of nothing",
    input: "Missing Refresh Token (audience: '', scope: '')",
    expect: "no-refresh-token",
  },
  {
    name: "a stack trace",
    input:
      "Error: Login required\n    at GenericError.fromPayload (auth0-spa-js.js:1:1)\n    at messageHandler (auth0-spa-js.js:2:30)",
    expect: "login-required",
  },
  {
    name: "a stack trace of a timeout",
    input: "Uncaught (in promise) Error: Timeout\n    at setTimeout (auth0-spa-js.js:1:1)",
    expect: "popup-timeout",
  },
  { name: "one word of an SDK", input: "Timeout", expect: "popup-timeout" },
  { name: "one word with a full stop", input: "cancelled.", expect: "popup-closed" },
  { name: "a closed popup", input: "Popup closed", expect: "popup-closed" },
  {
    name: "a closed popup of auth0.js",
    input: '{"original":"User closed the popup window","code":null,"description":null}',
    expect: "popup-closed",
  },
  {
    name: "a class of the SDK",
    input: "PopupCancelledError",
    expect: "popup-closed",
  },
  {
    name: "a popup that could not be opened",
    input: "Unable to open a popup for loginWithPopup - window.open returned `null`",
    expect: "popup-blocked",
  },
  { name: "another state", input: "Error: Invalid state", expect: "state-mismatch" },
  {
    name: "the same words with the code of a used answer",
    input: "{ error: 'missing_transaction', error_description: 'Invalid state' }",
    expect: "callback-used",
  },
  {
    name: "another state, of auth0.js",
    input: "{error: 'invalid_token', errorDescription: '`state` does not match.'}",
    expect: "state-mismatch",
  },
  {
    name: "a second factor",
    input: "Multifactor authentication required",
    expect: "mfa-required",
  },
  {
    name: "a second factor that a silent request met",
    input: "login_required: Multifactor authentication required",
    expect: "mfa-required",
  },
  {
    name: "an issuer that does not fit",
    input:
      'Issuer (iss) claim mismatch in the ID token; expected "https://https://a.auth0.com/", found "https://a.auth0.com/"',
    expect: "token-issuer",
  },
  {
    name: "a token of another algorithm",
    input:
      'Signature algorithm of "HS256" is not supported. Expected the ID token to be signed with "RS256".',
    expect: "not-rs256",
  },
  {
    name: "a nonce of auth0.js",
    input:
      'Nonce (nonce) claim value mismatch in the ID token; expected "aBc.~1", found "undefined"',
    expect: "nonce-mismatch",
  },
  {
    name: "a clock that is wrong",
    input:
      "Expiration Time (exp) claim error in the ID token; current time (Sun Nov 29 2026 10:00:00) is after expiration time (Sun Nov 29 2026 09:00:00)",
    expect: "claim-invalid",
  },
  {
    name: "jwt-decode",
    input: "InvalidTokenError: Invalid token specified: missing part #2",
    expect: "token-malformed",
  },
  {
    name: "a page at an http name",
    input: "auth0-spa-js must run on a secure origin. See https://github.com/auth0/auth0-spa-js",
    expect: "insecure-origin",
  },
];

const ADDRESSES: readonly PrintedCase[] = [
  {
    name: "a callback with an error in the query",
    input:
      "https://app.example/callback?error=access_denied&error_description=User%20did%20not%20authorize%20the%20request&state=x",
    expect: "login-denied",
  },
  {
    name: "a callback with an error in the fragment",
    input:
      "http://localhost:5173/callback#error=consent_required&error_description=Consent+required&state=g6Fo",
    expect: "consent-required",
  },
  {
    name: "an audience that is unknown, percent-encoded",
    input:
      "/callback?error=access_denied&error_description=Service%20not%20found%3A%20https%3A%2F%2Fnot-a-real-api-xyz&state=1",
    expect: "audience-unknown",
  },
  {
    name: "a code without a description",
    input: "https://app.example/?error=login_required&state=abc",
    expect: "login-required",
  },
  {
    name: "an address within an address, encoded twice",
    input:
      "returnTo=%2Fcb%3Ferror%3Dunauthorized%26error_description%3Duser%2520is%2520blocked%26state%3D1",
    expect: "user-blocked",
  },
  {
    name: "percent signs that encode nothing",
    input: "100% of logins: invalid_grant: Failed to verify code verifier %E0%A4%A",
    expect: "code-refused",
  },
];

const LOGS: readonly PrintedCase[] = [
  {
    name: "a line of a log",
    input:
      '2026-11-29T10:00:00.000Z WARN [linker] 3f2 POST /api/v2/users/auth0%7C1/identities -> 429 {"message":"Global limit has been reached"}',
    expect: "rate-limited",
  },
  {
    name: "a row of a table, by commas",
    input: "2026-11-29,f,Unknown or invalid refresh token.,GET,10.0.0.1",
    expect: "refresh-token-refused",
  },
  {
    name: "a tenant's log",
    input:
      '{"type":"f","description":"Service not found: https://api.example","client_id":"x","ip":"10.0.0.1"}',
    expect: "audience-unknown",
  },
  {
    name: "the console on CORS",
    input:
      "Access to fetch at 'https://t.eu.auth0.com/oauth/token' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    expect: "cors",
  },
  { name: "Chromium without an answer", input: "TypeError: Failed to fetch", expect: "no-answer" },
  {
    name: "Firefox without an answer",
    input: "TypeError: NetworkError when attempting to fetch resource.",
    expect: "no-answer",
  },
  { name: "Chromium offline", input: "net::ERR_INTERNET_DISCONNECTED", expect: "offline" },
  {
    name: "Chromium on the local network",
    input:
      "Permission was denied for this request to access the `loopback` address space at http://localhost:4000",
    expect: "local-network",
  },
  {
    name: "a file that did not come",
    input: "Failed to fetch dynamically imported module: https://app.example/assets/a.js",
    expect: "part-not-loaded",
  },
  {
    name: "a page, HTML-escaped",
    input: "&lt;p&gt;Grant type &#39;implicit&#39; not allowed for the client.&lt;/p&gt;",
    expect: "grant-not-allowed",
  },
  {
    name: "a body, HTML-escaped",
    input:
      "{&quot;statusCode&quot;:400,&quot;message&quot;:&quot;The provider&#x2F;connection is not configured.&quot;}",
    expect: "provider-unknown",
  },
  {
    name: "a page with tags within the message",
    input: "<p><code>http://a/</code> is not in the list of <b>allowed callback URLs</b>.</p>",
    expect: "callback-not-allowed",
  },
  {
    name: "a body whose letters are escaped",
    input: String.raw`{"message":"Object didn\u0027t pass validation\nfor format user-id: \"x\""}`,
    expect: "user-id-format",
  },
];

const TYPED: readonly PrintedCase[] = [
  { name: "a claim", input: "azp", expect: "other-application" },
  { name: "a claim of the profile", input: "email_verified", expect: "email-unverified" },
  { name: "a claim with its value", input: '"email_verified": false', expect: "email-unverified" },
  { name: "a claim of time", input: "exp", expect: "token-expired" },
  { name: "a header", input: "Retry-After", expect: "rate-limited" },
  { name: "a parameter", input: "redirect_uri", expect: "callback-not-allowed" },
  { name: "a member", input: "code_verifier", expect: "code-refused" },
  { name: "an errorCode", input: "insufficient_scope", expect: "scope-missing" },
  { name: "an errorCode of a common word", input: "Bearer", expect: "token-opaque" },
  { name: "an OAuth error", input: "access_denied", expect: "login-denied" },
  {
    name: "an OAuth error of a silent request",
    input: "consent_required",
    expect: "consent-required",
  },
  { name: "a status", input: "409", expect: "identity-taken" },
  { name: "a status of many causes", input: "401", expect: "token-not-accepted" },
  { name: "the start of an SDK's text", input: "Missing Ref", expect: "no-refresh-token" },
  { name: "a class of a browser", input: "TimeoutError", expect: "no-answer" },
  { name: "a status and a word", input: "415 unsupported", expect: "body-type" },
  { name: "the start of a word", input: "refresh tok", expect: "refresh-token-refused" },
  { name: "words out of order", input: "scope insufficient", expect: "scope-missing" },
  { name: "a word with a slip", input: "insuficient scope", expect: "scope-missing" },
  { name: "words of a cause", input: "third-party cookie blocked", expect: "third-party-cookie" },
  { name: "the name of a finding", input: "popup-timeout", expect: "popup-timeout" },
];

const UNRELATED: readonly PrintedCase[] = [
  { name: "nothing", input: "", expect: null },
  { name: "blanks", input: " \n\t ", expect: null },
  { name: "signs", input: "{}[]()!?…", expect: null },
  { name: "a word from elsewhere", input: "pancake", expect: null },
  { name: "words from elsewhere", input: "hello world", expect: null },
  { name: "a small word", input: "the", expect: null },
  { name: "a sentence", input: "The quick brown fox jumps over the lazy dog", expect: null },
  {
    name: "a fault of another program",
    input:
      "TypeError: Cannot read properties of undefined (reading 'map')\n    at App (App.jsx:12)",
    expect: null,
  },
  {
    name: "a fault of npm",
    input: "npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE could not resolve dependency tree",
    expect: null,
  },
  {
    name: "a fault of a database",
    input: 'ERROR: duplicate key value violates unique constraint "orders_pkey"',
    expect: null,
  },
  {
    name: "an address of a login that went well",
    input: "https://app.example/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj",
    expect: null,
  },
  {
    name: "claims of a token",
    input:
      '{"iss":"https://t.eu.auth0.com/","sub":"auth0|1","aud":"abc","iat":1521031317,"exp":1521038517,"azp":"abc","scope":"openid profile email","email_verified":true}',
    expect: null,
  },
  {
    name: "a request",
    input:
      "curl -X POST https://t.eu.auth0.com/api/v2/users/x/identities -H 'Authorization: Bearer abc' -H 'content-type: application/json' -d '{\"link_with\":\"abc\"}'",
    expect: null,
  },
  {
    name: "an answer of success",
    input:
      '[{"connection":"google-oauth2","user_id":"115","provider":"google-oauth2","isSocial":true}]',
    expect: null,
  },
  {
    name: "a number of a line",
    input: "at App (app.js:401:22) in bundle 500 of 12 chunks today, Tuesday the ninth of March",
    expect: null,
  },
  { name: "another language", input: "Эта страница не найдена", expect: null },
];

/** As libraries for servers and others print what they refuse, in the versions of 2026-12. */
const LIBRARIES: readonly PrintedCase[] = (
  [
    ["openid-client 5", "BadRequestError: checks.state argument is missing", "callback-unasked"],
    ["openid-client 5", "RPError: state mismatch, expected Wd2, got: 8fK", "state-mismatch"],
    ["openid-client 5", "RPError: nonce mismatch, expected n1, got: n2", "nonce-mismatch"],
    [
      "openid-client 5",
      "RPError: unexpected iss value, expected https://t.eu.auth0.com/, got: https://login.example/",
      "token-issuer",
    ],
    ["openid-client 5", "RPError: aud mismatch, expected abc, got: def", "token-recipient"],
    [
      "openid-client 5",
      "RPError: unexpected JWT alg received, expected RS256, got: HS256",
      "not-rs256",
    ],
    ["openid-client 5", "RPError: failed to validate JWT signature", "signature-invalid"],
    [
      "openid-client 5",
      "RPError: id_token issued in the future, now 1796000000, iat 1796000200",
      "claim-invalid",
    ],
    [
      "nextjs-auth0 3",
      "CallbackHandlerError: Callback handler failed. CAUSE: Missing state cookie from login request (check login URL, callback URL and cookie config).",
      "callback-unasked",
    ],
    ["nextjs-auth0 4", "InvalidStateError: The state parameter is invalid.", "callback-unasked"],
    [
      "next-auth 4",
      "[next-auth][error][OAUTH_CALLBACK_ERROR] State cookie was missing.",
      "callback-unasked",
    ],
    ["oidc-client-ts", "Error: No matching state found in storage", "callback-unasked"],
    ["oidc-client-ts", "Error: No state in response", "callback-incomplete"],
    [
      "oidc-client-ts",
      "Error: nonce in id_token does not match nonce in client storage",
      "nonce-mismatch",
    ],
    ["oidc-client-ts", "Error: Popup blocked by user", "popup-blocked"],
    ["oidc-client-ts", "Error: sub in id_token does not match current sub", "session-swapped"],
    [
      "oidc-client-ts",
      "Error: Crypto.subtle is available only in secure contexts (HTTPS).",
      "insecure-origin",
    ],
    ["passport-oauth2", "Unable to verify authorization request state.", "callback-unasked"],
    ["passport-oauth2", "Invalid authorization request state.", "state-mismatch"],
    ["oauth4webapi", 'unexpected "state" response parameter value', "state-mismatch"],
    ["oauth4webapi", 'unexpected ID Token "nonce" claim value', "nonce-mismatch"],
    ["oauth4webapi", 'unexpected JWT "iss" (issuer) claim value', "token-issuer"],
    ["oauth4webapi", 'unexpected JWT "aud" (audience) claim value', "token-recipient"],
    ["jose", 'JWTClaimValidationFailed: unexpected "iss" claim value', "token-issuer"],
    ["jose", 'JWTClaimValidationFailed: unexpected "aud" claim value', "token-recipient"],
    ["jose", 'JWTExpired: "exp" claim timestamp check failed', "claim-invalid"],
    ["jose", "JWSSignatureVerificationFailed: signature verification failed", "signature-invalid"],
    ["jose", "JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set", "key-not-found"],
    ["jsonwebtoken", "JsonWebTokenError: jwt audience invalid. expected: abc", "token-recipient"],
    [
      "jsonwebtoken",
      "JsonWebTokenError: jwt issuer invalid. expected: https://t.eu.auth0.com/",
      "token-issuer",
    ],
    ["jsonwebtoken", "JsonWebTokenError: jwt nonce invalid. expected: n1", "nonce-mismatch"],
    ["jsonwebtoken", "JsonWebTokenError: invalid algorithm", "not-rs256"],
    [
      "jwks-rsa",
      "SigningKeyNotFoundError: Unable to find a signing key that matches 'abc'",
      "key-not-found",
    ],
    [
      "Node's fetch",
      "TypeError: fetch failed { [cause]: Error: connect ECONNREFUSED 127.0.0.1:5180 }",
      "no-answer",
    ],
    ["Node's fetch", "Error: getaddrinfo ENOTFOUND tenant.eu.auth0.com", "no-answer"],
    [
      "a client that asks with its secret",
      '{"error":"access_denied","error_description":"Client is not authorized to access \\"https://t.eu.auth0.com/api/v2/\\". You need to create a \\"client-grant\\" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"}',
      "api-not-granted",
    ],
    [
      "an application of somebody else",
      'invalid_request: Client "abc" is not authorized to access resource server "https://t.eu.auth0.com/api/v2/".',
      "api-not-granted",
    ],
    [
      "a client that asks for another API",
      '{"error":"access_denied","error_description":"Service not enabled within domain: https://api.example/"}',
      "audience-unknown",
    ],
    [
      "a refresh token of a user that is gone",
      "The refresh_token was generated for a user who doesn't exist anymore.",
      "refresh-token-refused",
    ],
    [
      "a request without an audience",
      "No audience parameter was provided, and no default audience has been configured",
      "parameter-refused",
    ],
  ] as const
).map(([name, input, id]) => ({ name: `${name}: ${input}`, input, expect: id }));

/** Everything that the search of the errors is held against. */
export const PRINTED_CASES: readonly PrintedCase[] = [
  ...BODIES,
  ...MESSAGES,
  ...SDKS,
  ...LIBRARIES,
  ...ADDRESSES,
  ...LOGS,
  ...TYPED,
  ...UNRELATED,
];
