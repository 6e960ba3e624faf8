import { expect, test } from "vitest";
import {
  ClaimError,
  ManagementApiError,
  OAuthResponseError,
  ProtocolError,
  type ProtocolErrorCode,
} from "#protocol/errors.ts";
import { forgeToken, ID_TOKEN_CLAIMS, NOW, TENANT } from "#test/support/tokens.ts";
import { explainFailure, type Circumstances } from "./explain-failure.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "./findings.ts";

const CODES: Readonly<Record<ProtocolErrorCode, FindingId>> = {
  no_answer: "no-answer",
  stopped: "wait-stopped",
  not_json: "not-a-tenant",
  unexpected_shape: "not-a-tenant",
  server_failed: "tenant-failed",
  issuer_mismatch: "other-issuer",
  malformed_token: "token-malformed",
  algorithm_refused: "not-rs256",
  key_not_found: "key-not-found",
  signature_invalid: "signature-invalid",
  claim_invalid: "claim-invalid",
  oauth_error: "unknown-answer",
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
  insecure_origin: "insecure-origin",
};

test.each(Object.entries(CODES))("explains the code %s as %s", (code, id) => {
  const error = new ProtocolError(code as ProtocolErrorCode, "internal words");
  expect(explainFailure(error)).toEqual({ id, says: null });
});

const api = (says: string) =>
  new ManagementApiError(Number(says.slice(0, 3)), "Error", says.slice(4), null);

test.each([
  ["409 exists", "identity-taken"],
  ["401 something new", "token-not-accepted"],
  ["429 slow down", "rate-limited"],
  ["502 Bad Gateway", "tenant-failed"],
  ["400 Main identity and the new one are the same", "self-link"],
  ["400 JWT (link_with) must have an alg of RS256.", "not-rs256"],
  [
    "403 Insufficient scope; expected: update:users, update:current_user_identities.",
    "scope-missing",
  ],
  ["403 Insufficient scope, expected any of: update:users,read:users", "scope-missing"],
  ["403 Insufficient scope, expected any of: update:users", "user-id-refused"],
] as const)("explains %s as %s, and shows it whole", (says, id) => {
  expect(explainFailure(api(says))).toEqual({ id, says });
});

test.each([
  [418, "I'm a teapot", null, "418 Error: I'm a teapot"],
  [400, "something new", "new_code", "400 Error: something new (new_code)"],
  [403, "something new", null, "403 Error: something new"],
  [404, "something new", null, "404 Error: something new"],
  [
    400,
    "xMain identity and the new one are the same",
    null,
    "400 Error: xMain identity and the new one are the same",
  ],
])("shows all members of an answer that is not known: %s %s", (status, message, code, says) => {
  const error = new ManagementApiError(status, "Error", message, code);
  expect(explainFailure(error)).toEqual({ id: "unknown-answer", says });
});

test.each([
  ["access_denied", "unknown-answer"],
  ["invalid_grant", "code-refused"],
  ["invalid_request", "parameter-refused"],
  ["unauthorized_client", "grant-not-allowed"],
  ["too_many_requests", "rate-limited"],
  ["server_error", "tenant-failed"],
  ["something_new", "unknown-answer"],
] as const)("explains the OAuth error %s as %s and says what the tenant said", (error, id) => {
  expect(explainFailure(new OAuthResponseError(error, "in its words"))).toEqual({
    id,
    says: `${error}: in its words`,
  });
});

const answers = FINDING_IDS.flatMap((id) =>
  FINDINGS[id].sources.flatMap(({ says }) => (says === null ? [] : [{ id, says }])),
);

test.each(answers)("knows the answer of $id again: $says", ({ id, says }) => {
  const whole = says.replaceAll(/\{\w+\}/g, "whatever");
  const error = /^\d/.test(whole)
    ? api(whole)
    : new OAuthResponseError(...(whole.split(/: (.*)/s, 2) as [string, string]));
  const found = explainFailure(error);
  expect(found.says).toBe(whole);
  // Where two findings have the same words, the one that assumes nothing about the request.
  const namesakes = answers.filter((one) => one.says === says).map((one) => one.id);
  expect(namesakes).toContain(found.id);
  if (namesakes.length === 1) expect(found.id).toBe(id);
});

const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const ACCESS_TOKEN = forgeToken({ aud: TENANT.audience, scope: "openid" });
const now = new Date(NOW * 1000);

test.each<[string, string, FindingId, Circumstances]>([
  ["an ID token as bearer", "401 Invalid token", "id-token-as-bearer", { bearer: ID_TOKEN }],
  ["an access token", "401 Invalid token", "token-not-accepted", { bearer: ACCESS_TOKEN }],
  ["a bearer nobody knows", "401 Invalid token", "token-not-accepted", {}],
  ["no JWT", "400 Invalid token (link_with)", "proof-malformed", { linkWith: "opaque", now }],
  [
    "a token that is over",
    "400 Invalid token (link_with)",
    "proof-expired",
    { linkWith: forgeToken({ ...ID_TOKEN_CLAIMS, exp: NOW }), now },
  ],
  [
    "a token that is in time",
    "400 Invalid token (link_with)",
    "proof-refused",
    { linkWith: ID_TOKEN, now },
  ],
  [
    "a token at a time nobody knows",
    "400 Invalid token (link_with)",
    "proof-refused",
    { linkWith: ID_TOKEN },
  ],
])("tells the same answer apart by what was sent: %s", (_, says, id, circumstances) => {
  expect(explainFailure(api(says), circumstances).id).toBe(id);
});

const HERE = "http://localhost:5173";

test("an answer that is no JSON is that of a host of files where page and tenant are one origin", () => {
  const error = new ProtocolError("not_json", "internal words");
  const at = (tenantOrigin: string) => explainFailure(error, { appOrigin: HERE, tenantOrigin }).id;
  expect(at(HERE)).toBe("worker-silent");
  expect(at("http://localhost:5180")).toBe("not-a-tenant");
});

test.each<[string, ProtocolErrorCode, FindingId, Circumstances]>([
  ["offline", "no_answer", "offline", { isOnline: false }],
  ["online", "no_answer", "no-answer", { isOnline: true, appOrigin: HERE, tenantOrigin: HERE }],
  [
    "a page from elsewhere, a tenant here",
    "no_answer",
    "local-network",
    { appOrigin: "https://linklab.example", tenantOrigin: "http://localhost:5180" },
  ],
  [
    "both elsewhere",
    "no_answer",
    "no-answer",
    { appOrigin: "https://linklab.example", tenantOrigin: "https://example.eu.auth0.com" },
  ],
  [
    "two ports of one host",
    "login_required",
    "login-required",
    { appOrigin: HERE, tenantOrigin: "http://localhost:5180" },
  ],
  [
    "one site",
    "login_required",
    "login-required",
    { appOrigin: "https://app.example.com", tenantOrigin: "https://login.example.com" },
  ],
  [
    "two sites",
    "login_required",
    "third-party-cookie",
    { appOrigin: "https://app.example.com", tenantOrigin: "https://example.eu.auth0.com" },
  ],
  [
    "two schemes",
    "login_required",
    "third-party-cookie",
    { appOrigin: HERE, tenantOrigin: "https://localhost:5180" },
  ],
  [
    "two addresses",
    "login_required",
    "third-party-cookie",
    { appOrigin: HERE, tenantOrigin: "http://127.0.0.1:5180" },
  ],
])("tells the same failure apart by where the page is: %s", (_, code, id, circumstances) => {
  expect(explainFailure(new ProtocolError(code, "internal words"), circumstances).id).toBe(id);
});

test.each([
  ["exp", "claim-invalid"],
  ["nonce", "nonce-mismatch"],
  ["iss", "token-issuer"],
  ["aud", "token-recipient"],
  ["azp", "token-recipient"],
])("says that the claim %s does not fit: %s", (claim, id) => {
  expect(explainFailure(new ClaimError(claim, "internal words"))).toEqual({
    id,
    says: "internal words",
  });
});

test.each([
  [new TypeError("x is undefined"), "x is undefined"],
  ["thrown text", null],
  [undefined, null],
])("takes %s for a fault of the page", (error, says) => {
  expect(explainFailure(error)).toEqual({ id: "unexpected", says });
});

test.each([
  "Failed to fetch dynamically imported module: http://localhost:5173/assets/jose.js",
  "error loading dynamically imported module: http://localhost:5173/assets/jose.js",
  "Importing a module script failed.",
  "Unable to preload CSS for /assets/page.css",
])("takes “%s” for a file of the page that did not come", (words) => {
  expect(explainFailure(new TypeError(words))).toEqual({ id: "part-not-loaded", says: null });
});
