import {
  ClaimError,
  ManagementApiError,
  OAuthResponseError,
  ProtocolError,
} from "#protocol/errors.ts";

import { UNEXPECTED, type FindingCopy } from "./finding-copy.ts";

/** Every failure that the walkthrough can explain. */
export type FindingId =
  | "no-answer"
  | "not-a-tenant"
  | "other-issuer"
  | "login-denied"
  | "login-refused"
  | "code-refused"
  | "state-mismatch"
  | "callback-used"
  | "callback-incomplete"
  | "response-mode-unread"
  | "popup-blocked"
  | "popup-closed"
  | "popup-timeout"
  | "login-required"
  | "consent-required"
  | "no-refresh-token"
  | "session-swapped"
  | "access-token-absent"
  | "other-audience"
  | "other-account"
  | "same-account"
  | "already-linked-pair"
  | "signature-invalid"
  | "not-rs256"
  | "key-not-found"
  | "claim-invalid"
  | "token-malformed"
  | "token-not-accepted"
  | "token-expired"
  | "token-opaque"
  | "scope-missing"
  | "not-your-user"
  | "self-link"
  | "other-application"
  | "identity-taken"
  | "proof-refused"
  | "user-missing"
  | "identity-not-linked"
  | "main-identity"
  | "rate-limited"
  | "linked-not-read"
  | "unknown-answer"
  | "unexpected";

/** An explained failure. `says` is what the tenant or SDK itself said, if anything. */
export type Finding = { readonly id: FindingId; readonly says: string | null };

/** One explanation for each finding. */
export const FINDINGS: Readonly<Record<FindingId, FindingCopy>> = {
  "no-answer": {
    title: "Sent. No answer came back.",
    because:
      "The tenant is not running, the network is down, or the tenant does not allow this origin (CORS).",
    next: "Check that the tenant is up, then send it again. Nothing is known to have changed.",
    fix: null,
  },
  "not-a-tenant": {
    title: "That answer is not an Auth0 tenant's.",
    because:
      "The address answered with something that OpenID Connect and the Management API do not describe.",
    next: "Check the tenant's domain, then try again.",
    fix: null,
  },
  "other-issuer": {
    title: "The tenant calls itself something else.",
    because: "Its discovery document names another issuer than the one that was asked.",
    next: "Use the domain that the tenant's tokens carry as issuer.",
    fix: null,
  },
  "login-denied": {
    title: "The login was cancelled.",
    because: "The login page sent back access_denied. Nothing was linked.",
    next: "Start the login again when you are ready.",
    fix: null,
    isRefusal: true,
  },
  "login-refused": {
    title: "The tenant refused the login.",
    because: "It answered the authorization or token request with an error.",
    next: "Read the answer in the request list, then log in again.",
    fix: null,
  },
  "code-refused": {
    title: "The tenant did not take the code.",
    because:
      "A code works once, for a minute, and only with the verifier of the tab that asked. A stolen or old code ends here.",
    next: "Start the login again.",
    fix: null,
  },
  "state-mismatch": {
    title: "This answer belongs to another login.",
    because:
      "Its state is not the one this tab sent, so it was thrown away unread. That stops forged callbacks.",
    next: "Start the login again in this tab.",
    fix: "log-in-as-a",
  },
  "callback-used": {
    title: "This login answer was used already.",
    because:
      "A login answer works once, in the tab that asked. A reload or the back button brings it again.",
    next: "Start the login again.",
    fix: null,
  },
  "callback-incomplete": {
    title: "There is no login answer here.",
    because: "The callback page was opened without a code or tokens.",
    next: "Start the login from the walkthrough.",
    fix: null,
  },
  "response-mode-unread": {
    title: "The answer came where the SDK does not look.",
    because:
      "Each SDK reads one place: auth0-spa-js the query, auth0.js the fragment. With form_post the browser posts the answer to the callback's server, and no page can read that.",
    next: "Set response_mode back and log in again.",
    fix: null,
    isRefusal: true,
  },
  "popup-blocked": {
    title: "The browser blocked the popup.",
    because: "Popups are not allowed for this page, so no login was started.",
    next: "Allow popups for this site in the address bar, then press the button again.",
    fix: null,
    isRefusal: true,
  },
  "popup-closed": {
    title: "You closed the login.",
    because: "The popup went away before an answer came. Nothing was linked, and you are still A.",
    next: "Open it again when you are ready.",
    fix: null,
    isRefusal: true,
  },
  "popup-timeout": {
    title: "The popup never answered.",
    because:
      "Five minutes passed. The login may have been finished there, but this page heard nothing of it.",
    next: "Close the popup and log in again.",
    fix: null,
  },
  "login-required": {
    title: "The tenant knows no login any more.",
    because:
      "A silent request may show nothing, and the tenant found no session: it ended, or the browser kept its cookie back.",
    next: "Log in as A again.",
    fix: "log-in-as-a",
    isRefusal: true,
  },
  "consent-required": {
    title: "The tenant wants to ask for consent first.",
    because: "A silent request may show nothing, so it cannot ask.",
    next: "Log in as A again and give consent.",
    fix: "log-in-as-a",
    isRefusal: true,
  },
  "no-refresh-token": {
    title: "There is no refresh token to renew with.",
    because: "The login did not ask for offline_access, or the token was used up.",
    next: "Log in as A again with a refresh token.",
    fix: "log-in-as-a",
  },
  "session-swapped": {
    title: "The renewal came back as someone else.",
    because:
      "Its sub is not A's: the tenant's cookie belongs to another login now. LinkLab kept A's tokens and threw the new ones away.",
    next: "Log in as A again, or ask for a refresh token, which does not depend on the cookie.",
    fix: "log-in-as-a",
    isRefusal: true,
  },
  "access-token-absent": {
    title: "No access token came.",
    because: "The response type names none, so only an ID token was sent.",
    next: "Ask for “token id_token”, or use code + PKCE.",
    fix: null,
    isRefusal: true,
  },
  "other-audience": {
    title: "The access token is for another API.",
    because: "Its aud does not hold the Management API.",
    next: "Set the audience back, then log in as A again.",
    fix: null,
    isRefusal: true,
  },
  "other-account": {
    title: "Someone else came back.",
    because: "The account that logged in is not A. It was not taken over as A.",
    next: "Log in as A again; this time the tenant will ask who you are.",
    fix: "log-in-as-a",
    isRefusal: true,
  },
  "same-account": {
    title: "That is A again.",
    because: "Both logins have the same sub. An account cannot be linked to itself.",
    next: "Log in as B again and pick another account.",
    fix: null,
    isRefusal: true,
  },
  "already-linked-pair": {
    title: "This login opens A. The two are linked already.",
    because: "A linked identity signs in as the primary, so its ID token carries A's sub.",
    next: "Go to “See what changed”, or unlink them in the last step.",
    fix: "see-changes",
    isRefusal: true,
  },
  "signature-invalid": {
    title: "B's ID token is not what the tenant signed.",
    because: "Its signature does not hold with the tenant's key. Nothing was sent.",
    next: "Log in as B again to get a new one.",
    fix: "log-in-as-b",
  },
  "not-rs256": {
    title: "Signed with the wrong algorithm.",
    because:
      "Linking accepts only RS256. With HS256 nobody but the application can check the signature.",
    next: "Set the application's JSON Web Token signature algorithm to RS256, then log in as B again.",
    fix: null,
  },
  "key-not-found": {
    title: "No key of the tenant fits B's ID token.",
    because:
      "The token names a key that the tenant does not publish; it may have changed its keys.",
    next: "Read the tenant's keys again in the first step, then log in as B again.",
    fix: "read-tenant",
  },
  "claim-invalid": {
    title: "A claim of the ID token does not fit.",
    because:
      "The token is for another login, application or tenant, or is too old. It was thrown away, so nobody was signed in by it.",
    next: "Log in again to get a new one.",
    fix: null,
  },
  "token-malformed": {
    title: "That is not a signed token.",
    because: "It has not the three parts of a JWT.",
    next: "Log in again to get a new one.",
    fix: null,
  },
  "token-not-accepted": {
    title: "The API does not accept this token.",
    because:
      "The bearer must be an access token for the Management API. An ID token is for the app, not for the API.",
    next: "Log in as A again with the audience of the Management API.",
    fix: "log-in-as-a",
  },
  "token-expired": {
    title: "A's access token has expired.",
    because: "Access tokens live for hours only.",
    next: "Log in as A again.",
    fix: "log-in-as-a",
  },
  "token-opaque": {
    title: "The access token is opaque.",
    because: "Without an audience the tenant gives a token that only /userinfo understands.",
    next: "Log in as A again with the audience of the Management API.",
    fix: "log-in-as-a",
  },
  "scope-missing": {
    title: "The access token may not do this.",
    because:
      "It lacks update:current_user_identities. A scope that an application may not have is left out without an error.",
    next: "Compare requested and granted scopes in the login step, then log in as A again.",
    fix: "log-in-as-a",
  },
  "not-your-user": {
    title: "That user is not you.",
    because:
      "A token of a person can only change that person: the user ID in the path must be its sub.",
    next: "Log in as the account that is to be the primary.",
    fix: null,
  },
  "self-link": {
    title: "Both tokens belong to the same user.",
    because: "The API compared the user in the path with the sub of the ID token.",
    next: "Log in as B again and pick another account.",
    fix: "log-in-as-b",
  },
  "other-application": {
    title: "The two tokens are for different applications.",
    because: "The aud of B's ID token must be the azp of A's access token.",
    next: "Log in both accounts with the same client ID.",
    fix: "log-in-as-b",
  },
  "identity-taken": {
    title: "This identity has an owner already.",
    because: "An identity belongs to at most one user.",
    next: "Unlink it there first, or look at A's identities: it may be linked already.",
    fix: "see-changes",
  },
  "proof-refused": {
    title: "The API does not take B's ID token as proof.",
    because: "Its signature, issuer, algorithm or age does not satisfy the API.",
    next: "Log in as B again to get a new one.",
    fix: "log-in-as-b",
  },
  "user-missing": {
    title: "There is no such user.",
    because:
      "The user was deleted, or linked to another one: a linked account has no user of its own.",
    next: "Log in again to see which user the login opens.",
    fix: null,
  },
  "identity-not-linked": {
    title: "That identity is not linked any more.",
    because: "It was unlinked before, in another tab or by a request whose answer was lost.",
    next: "Nothing is left to unlink here.",
    fix: null,
    isRefusal: true,
  },
  "main-identity": {
    title: "The main identity cannot be taken off.",
    because: "A user keeps the identity it was made with.",
    next: "Unlink one of the other identities.",
    fix: null,
  },
  "rate-limited": {
    title: "Too many requests.",
    because: "The tenant limits how often its API may be called.",
    next: "Wait a few seconds, then send it again.",
    fix: null,
  },
  "linked-not-read": {
    title: "Linked (201). The user could not be read again.",
    because: "The link itself went through; only the request that shows its result failed.",
    next: "Go to “See what changed” and read the user there.",
    fix: "see-changes",
  },
  "unknown-answer": {
    title: "The API refused, for a reason not known to us.",
    because: "Its answer is shown whole in the request list.",
    next: "Read the answer, then try the step again.",
    fix: null,
  },
  unexpected: UNEXPECTED,
};

/** Explains a failure that was caught. Total: what it does not know, it says it does not know. */
export function explainFailure(error: unknown): Finding {
  if (error instanceof ManagementApiError) {
    return { id: findingOfApi(error), says: `${error.statusCode} ${error.message}` };
  }
  if (error instanceof OAuthResponseError) {
    return { id: findingOfOAuth(error.error), says: `${error.error}: ${error.errorDescription}` };
  }
  if (error instanceof ClaimError) return { id: "claim-invalid", says: error.message };
  if (error instanceof ProtocolError) return { id: findingOfCode(error), says: null };
  return { id: "unexpected", says: error instanceof Error ? error.message : null };
}

function findingOfOAuth(error: string): FindingId {
  if (error === "access_denied") return "login-denied";
  return error === "invalid_grant" ? "code-refused" : "login-refused";
}

function findingOfCode(error: ProtocolError): FindingId {
  switch (error.code) {
    case "no_answer":
      return "no-answer";
    case "not_json":
    case "unexpected_shape":
      return "not-a-tenant";
    case "issuer_mismatch":
      return "other-issuer";
    case "malformed_token":
      return "token-malformed";
    case "algorithm_refused":
      return "not-rs256";
    case "key_not_found":
      return "key-not-found";
    case "signature_invalid":
      return "signature-invalid";
    case "claim_invalid":
      return "claim-invalid";
    case "oauth_error":
      return "login-refused";
    case "management_api_error":
      return "unknown-answer";
    case "state_mismatch":
      return "state-mismatch";
    case "transaction_missing":
      return "callback-used";
    case "response_incomplete":
      return "callback-incomplete";
    case "response_mode_unread":
      return "response-mode-unread";
    case "popup_blocked":
      return "popup-blocked";
    case "popup_closed":
      return "popup-closed";
    case "popup_timeout":
      return "popup-timeout";
    case "login_required":
      return "login-required";
    case "consent_required":
      return "consent-required";
    case "no_refresh_token":
      return "no-refresh-token";
  }
}

/** Status first: Auth0 documents it, while the error codes of linking are mostly unknown. */
function findingOfApi({ statusCode, message, errorCode }: ManagementApiError): FindingId {
  if (statusCode === 401) return /expired/i.test(message) ? "token-expired" : "token-not-accepted";
  if (statusCode === 403) return /scope/i.test(message) ? "scope-missing" : "not-your-user";
  if (statusCode === 404) {
    return /identity/i.test(message) ? "identity-not-linked" : "user-missing";
  }
  if (statusCode === 409) return "identity-taken";
  if (statusCode === 429) return "rate-limited";
  if (statusCode !== 400) return "unknown-answer";
  if (errorCode === "Bearer") return "token-opaque";
  if (/the new one are the same/.test(message)) return "self-link";
  if (/cannot be removed/.test(message)) return "main-identity";
  if (/account not found|inexistent identity/.test(message)) return "user-missing";
  if (/aud claim/.test(message)) return "other-application";
  if (/RS256/.test(message)) return "not-rs256";
  if (/link_with/.test(message)) return "proof-refused";
  return "unknown-answer";
}
