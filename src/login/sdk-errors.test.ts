import {
  AuthenticationError,
  GenericError,
  MfaRequiredError,
  PopupCancelledError,
  PopupOpenError,
  PopupTimeoutError,
  TimeoutError,
} from "@auth0/auth0-spa-js";
import { expect, test } from "vitest";
import {
  ClaimError,
  OAuthResponseError,
  ProtocolError,
  type ProtocolErrorCode,
} from "#protocol/errors.ts";
import { translateSdkError } from "./sdk-errors.ts";

const POPUP = {} as Window;
const HS256 =
  'Signature algorithm of "HS256" is not supported. Expected the ID token to be signed with "RS256".';

/** The answer of a callback of auth0.js in its popup: the error itself is inside. */
function inPopup(code: string | null, description: string | null, original: unknown = {}) {
  return { original, code, description };
}

const OURS: readonly [string, unknown, ProtocolErrorCode][] = [
  ["spa-js: a blocked popup", new PopupOpenError(), "popup_blocked"],
  ["spa-js: a closed popup", new PopupCancelledError(POPUP), "popup_closed"],
  ["spa-js: a popup that never answers", new PopupTimeoutError(POPUP), "popup_timeout"],
  ["spa-js: a frame that never answers", new TimeoutError(), "no_answer"],
  [
    "spa-js: a used callback",
    new GenericError("missing_transaction", "Invalid state"),
    "transaction_missing",
  ],
  ["spa-js: another state", new GenericError("state_mismatch", "Invalid state"), "state_mismatch"],
  [
    "spa-js: no refresh token",
    new GenericError("missing_refresh_token", "Missing Refresh Token (audience: '', scope: '')"),
    "no_refresh_token",
  ],
  ["spa-js: no session", new GenericError("login_required", "Login required"), "login_required"],
  [
    "spa-js: no session, by redirect",
    new AuthenticationError("login_required", "Login required", "state"),
    "login_required",
  ],
  [
    "spa-js: no consent",
    new GenericError("consent_required", "Consent required"),
    "consent_required",
  ],
  ["spa-js: a token signed with HS256", new Error(HS256), "algorithm_refused"],
  ["spa-js: no ID token", new Error("ID token is required but missing"), "response_incomplete"],
  [
    "spa-js: a callback without a query",
    new Error("There are no query params available for parsing."),
    "response_incomplete",
  ],
  ["spa-js: a request that is lost", new TypeError("Failed to fetch"), "no_answer"],
  ["spa-js: a request without end", new Error("Timeout when executing 'fetch'"), "no_answer"],
  ["spa-js: an answer that is no JSON", new SyntaxError("Unexpected token '<'"), "not_json"],
  [
    "auth0.js: a promised token that is not there",
    { error: "invalid_hash", errorDescription: "response_type contains `token`, but …" },
    "response_incomplete",
  ],
  [
    "auth0.js: another state",
    { error: "invalid_token", errorDescription: "`state` does not match." },
    "state_mismatch",
  ],
  [
    "auth0.js: another state, in a popup",
    inPopup("invalid_token", "`state` does not match."),
    "state_mismatch",
  ],
  [
    "auth0.js: a token signed with HS256",
    { error: "invalid_token", errorDescription: HS256 },
    "algorithm_refused",
  ],
  ["auth0.js: a closed popup", inPopup(null, null, "User closed the popup window"), "popup_closed"],
  [
    "auth0.js: a popup that answers nothing",
    { error: "generic_error", errorDescription: "Something went wrong" },
    "response_incomplete",
  ],
  [
    "auth0.js: no session",
    { error: "login_required", error_description: "Login required" },
    "login_required",
  ],
  [
    "auth0.js: no consent",
    { error: "consent_required", error_description: "Consent required" },
    "consent_required",
  ],
  [
    "auth0.js: a frame that never answers",
    { error: "timeout", error_description: "Timeout during executing web_message communication" },
    "no_answer",
  ],
  ["an object that says nothing", {}, "response_incomplete"],
  ["a code that is a number", { error: 7, code: 7 }, "response_incomplete"],
];

test.each(OURS)("translates %s", (_, cause, code) => {
  const error = translateSdkError(cause);
  expect(error).toBeInstanceOf(ProtocolError);
  expect(error).not.toBeInstanceOf(OAuthResponseError);
  expect(error).toMatchObject({ code, cause });
});

/** What an SDK says of a claim; the values in it may be secret. */
const CLAIMS: readonly [string, string, unknown][] = [
  [
    "nonce",
    "spa-js",
    new Error(
      'Nonce (nonce) claim mismatch in the ID token; expected "secret-1", found "secret-2"',
    ),
  ],
  [
    "iss",
    "spa-js",
    new Error('Issuer (iss) claim mismatch in the ID token; expected "secret-1", found "secret-2"'),
  ],
  [
    "aud",
    "spa-js",
    new Error('Audience (aud) claim mismatch in the ID token; expected "secret-1" but was "b"'),
  ],
  [
    "exp",
    "spa-js",
    new Error("Expiration Time (exp) claim error in the ID token; current time (x) is after (y)"),
  ],
  ["sub", "spa-js", new Error("Subject (sub) claim must be a string present in the ID token")],
  [
    "nonce",
    "auth0.js",
    {
      error: "invalid_token",
      errorDescription:
        'Nonce (nonce) claim value mismatch in the ID token; expected "secret-1", found "secret-2"',
    },
  ],
  [
    "iss",
    "auth0.js in a popup",
    inPopup(
      "invalid_token",
      'Issuer (iss) claim mismatch in the ID token, expected "secret-1", found "secret-2"',
    ),
  ],
];

test.each(CLAIMS)("names the claim %s that does not fit, of %s", (claim, _, cause) => {
  const error = translateSdkError(cause);
  expect(error).toBeInstanceOf(ClaimError);
  expect(error).toMatchObject({ code: "claim_invalid", claim, cause });
  expect((error as Error).message).toContain(claim);
  expect((error as Error).message).not.toContain("secret-");
});

const THEIRS: readonly [string, unknown, string, string][] = [
  [
    "spa-js, from the callback",
    new AuthenticationError("access_denied", "User did not authorize", "state"),
    "access_denied",
    "User did not authorize",
  ],
  [
    "spa-js, from the token endpoint",
    new GenericError("invalid_grant", "Unknown or invalid refresh token."),
    "invalid_grant",
    "Unknown or invalid refresh token.",
  ],
  [
    "auth0.js, from the fragment, of a code",
    { error: "invalid_grant", errorDescription: "Invalid authorization code" },
    "invalid_grant",
    "Invalid authorization code",
  ],
  [
    "spa-js, of a second factor",
    new MfaRequiredError("mfa_required", "Multifactor authentication required", "t", {}),
    "mfa_required",
    "Multifactor authentication required",
  ],
  [
    "auth0.js, from the fragment",
    { error: "unauthorized", errorDescription: "user is blocked", state: "s" },
    "unauthorized",
    "user is blocked",
  ],
  [
    "auth0.js, from a frame",
    { error: "interaction_required", error_description: "Interaction required" },
    "interaction_required",
    "Interaction required",
  ],
  [
    "auth0.js, from a popup",
    inPopup("access_denied", "User did not authorize"),
    "access_denied",
    "User did not authorize",
  ],
  [
    "auth0.js, of a signature",
    { error: "invalid_token", errorDescription: "Invalid ID token signature." },
    "invalid_token",
    "Invalid ID token signature.",
  ],
  ["anybody, without a description", { error: "server_error" }, "server_error", ""],
];

test.each(THEIRS)("passes on what was said to %s", (_, cause, error, errorDescription) => {
  const translated = translateSdkError(cause);
  expect(translated).toBeInstanceOf(OAuthResponseError);
  expect(translated).toMatchObject({ code: "oauth_error", error, errorDescription });
});

test.each([["text"], [null], [undefined], [7]])("leaves %s as it is", (cause) => {
  expect(translateSdkError(cause)).toBe(cause);
});

test("takes no code from a prototype", () => {
  const cause: unknown = Object.create({ error: "login_required" });
  expect(translateSdkError(cause)).toMatchObject({ code: "response_incomplete" });
});

test("keeps what the SDK says out of its own words", () => {
  const error = translateSdkError(new GenericError("state_mismatch", "secret-code"));
  expect((error as Error).message).not.toContain("secret-code");
});
