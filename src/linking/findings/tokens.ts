import type { FindingCopy } from "./finding-copy.ts";

/** What can be wrong with a token: A's as a bearer, or B's before it is sent. */
export const TOKEN_FINDINGS = {
  "access-token-absent": {
    group: "tokens",
    title: "No access token came.",
    because: "The response type names none, so only an ID token was sent.",
    evidence: [{ in: "authorization request", name: "response_type" }],
    steps: ["Ask for “token id_token”, or use code + PKCE."],
    fix: "reset-request",
    isRefusal: true,
    sources: [
      { says: null, evidence: "quoted", source: "OAuth 2.0 Multiple Response Types, section 3" },
    ],
  },
  "token-opaque": {
    group: "tokens",
    title: "The access token is opaque.",
    because:
      "Without an audience the tenant gives a token that only /userinfo understands. It is no JWT.",
    evidence: [
      { in: "A access token", name: "whole token" },
      { in: "authorization request", name: "audience" },
    ],
    steps: ["Log in as A again with the audience of the Management API."],
    fix: "log-in-as-a",
    sources: [
      {
        says: "400 Bad HTTP authentication header format",
        evidence: "reported",
        source: "community.auth0.com/t/11660, an opaque token",
      },
    ],
  },
  "other-audience": {
    group: "tokens",
    title: "The access token is for another API.",
    because: "Its aud does not hold the Management API.",
    evidence: [
      { in: "A access token", name: "aud" },
      { in: "authorization request", name: "audience" },
    ],
    steps: ["Set the audience back, then log in as A again."],
    fix: "log-in-as-a",
    isRefusal: true,
    sources: [
      {
        says: "401 Bad audience: {audience}",
        evidence: "reported",
        source: "public repository of 2017; which URL is printed is assumed",
      },
    ],
  },
  "token-missing": {
    group: "tokens",
    title: "The request carries no access token.",
    because: "There is no Authorization header, so the API does not know who asks.",
    evidence: [{ in: "link request", name: "Authorization" }],
    steps: ["Send Authorization: Bearer and A's access token."],
    fix: null,
    sources: [
      {
        says: "401 Missing authentication",
        evidence: "reported",
        source: "community.auth0.com/t/34611",
      },
    ],
  },
  "id-token-as-bearer": {
    group: "tokens",
    title: "That is an ID token. The API wants an access token.",
    because:
      "Its aud is your client ID, and it has no scope: it tells your app who logged in. Until October 2018 the API took it all the same.",
    evidence: [
      { in: "A ID token", name: "aud" },
      { in: "A access token", name: "scope" },
    ],
    steps: [
      "Send A's access token as the bearer.",
      "Ask for it with audience https://{domain}/api/v2/ and update:current_user_identities.",
    ],
    fix: null,
    isRefusal: true,
    sources: [
      {
        says: "401 Invalid token",
        evidence: "reported",
        source: "community.auth0.com/t/11660, an ID token as bearer",
      },
      {
        says: null,
        evidence: "quoted",
        source: "migration guide, use cases 1, 5 and 8",
      },
    ],
  },
  "token-not-accepted": {
    group: "tokens",
    title: "The API does not accept this token.",
    because:
      "It is not an access token of this tenant for the Management API: its iss, alg, kid or azp does not fit.",
    evidence: [
      { in: "A access token", name: "iss" },
      { in: "A access token", name: "alg" },
      { in: "A access token", name: "azp" },
    ],
    steps: ["Log in as A again with the audience of the Management API."],
    fix: "log-in-as-a",
    sources: [
      {
        says: "401 Invalid token",
        evidence: "reported",
        source: "community.auth0.com/t/11660",
      },
    ],
  },
  "token-signature": {
    group: "tokens",
    title: "A's access token is not what the tenant signed.",
    because: "It was changed on its way, or somebody else signed it.",
    evidence: [{ in: "A access token", name: "signature" }],
    steps: ["Log in as A again to get a new one."],
    fix: "log-in-as-a",
    sources: [
      {
        says: "401 Invalid signature received for JSON Web Token validation",
        evidence: "quoted",
        source: "Management API reference, POST /users/{id}/identities",
      },
    ],
  },
  "token-expired": {
    group: "tokens",
    title: "A's access token has expired.",
    because: "Its exp is past. Access tokens live for hours only.",
    evidence: [{ in: "A access token", name: "exp" }],
    steps: ["Log in as A again."],
    fix: "log-in-as-a",
    sources: [
      {
        says: "401 Expired token received for JSON Web Token validation",
        evidence: "reported",
        source: "public repository that stored the answer",
      },
    ],
  },
  "scope-missing": {
    group: "tokens",
    title: "The access token may not do this.",
    because:
      "It lacks update:current_user_identities. A scope that an application may not have is left out without an error.",
    evidence: [{ in: "A access token", name: "scope" }],
    steps: [
      "Compare requested and granted scopes in the login step.",
      "Log in as A again and ask for update:current_user_identities. You will not find it in the dashboard.",
    ],
    fix: "log-in-as-a",
    sources: [
      {
        says: "403 Insufficient scope, expected any of: {scopes}",
        evidence: "reported",
        source: "github.com/auth0-extensions/auth0-account-link-extension/issues/165",
      },
      {
        says: "403 Insufficient scope; expected: {scopes}",
        evidence: "quoted",
        source: "Management API reference, POST /users/{id}/identities",
      },
    ],
  },
  "signature-invalid": {
    group: "tokens",
    title: "B's ID token is not what the tenant signed.",
    because: "Its signature does not hold with the tenant's key. Nothing was sent.",
    evidence: [{ in: "B ID token", name: "signature" }],
    steps: ["Log in as B again to get a new one."],
    fix: "log-in-as-b",
    sources: [
      { says: null, evidence: "quoted", source: "RFC 7515 section 5.2, checked in the page" },
    ],
  },
  "key-not-found": {
    group: "tokens",
    title: "No key of the tenant fits B's ID token.",
    because:
      "The token names a key (kid) that the tenant does not publish; it may have changed its keys.",
    evidence: [{ in: "B ID token", name: "kid" }],
    steps: ["Read the tenant's keys again in the first step.", "Log in as B again."],
    fix: "read-tenant",
    sources: [
      { says: null, evidence: "quoted", source: "RFC 7515 section 4.1.4, checked in the page" },
    ],
  },
  "not-rs256": {
    group: "tokens",
    title: "Signed with the wrong algorithm.",
    because:
      "Linking accepts only RS256. With HS256 nobody but the application can check the signature.",
    evidence: [{ in: "ID token", name: "alg" }],
    steps: [
      "Set RS256: Dashboard > Applications > {app} > Settings > Advanced > OAuth > JSON Web Token Signature Algorithm.",
      "Log in again.",
    ],
    fix: "reset-request",
    sources: [
      {
        says: "400 JWT (link_with) must have an alg of RS256",
        evidence: "quoted",
        source: "Management API reference, POST /users/{id}/identities",
      },
      { says: null, evidence: "quoted", source: "auth0-spa-js, src/jwt.ts: alg must be RS256" },
    ],
  },
  "nonce-mismatch": {
    group: "tokens",
    title: "This ID token answers another login.",
    because:
      "Its nonce is not the one that this page sent, so it may be replayed. It was thrown away, and nobody was signed in by it.",
    evidence: [{ in: "authorization response", name: "nonce of the ID token" }],
    steps: ["Log in again, in this tab and to the end."],
    fix: "log-in-again",
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "OpenID Connect Core 1.0, section 3.1.3.7, point 11",
      },
    ],
  },
  "token-issuer": {
    group: "tokens",
    title: "This ID token is from another tenant.",
    because:
      "Its iss is not the issuer of this tenant, to the letter and with the slash at the end. It was thrown away.",
    evidence: [{ in: "ID token", name: "iss" }],
    steps: ["Log in at this tenant: a token of another one proves nothing here."],
    fix: "log-in-again",
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "OpenID Connect Core 1.0, section 3.1.3.7, point 2",
      },
    ],
  },
  "token-recipient": {
    group: "tokens",
    title: "This ID token is for another application.",
    because:
      "Its aud is not the client ID of this app, so it was not given to this app. It was thrown away.",
    evidence: [{ in: "ID token", name: "aud" }],
    steps: ["Log in with the client ID of this app."],
    fix: "log-in-again",
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "OpenID Connect Core 1.0, section 3.1.3.7, point 3",
      },
    ],
  },
  "claim-invalid": {
    group: "tokens",
    title: "A claim of the ID token does not fit.",
    because:
      "It is too old, not valid yet, or says of nobody whom it is about. It was thrown away, so nobody was signed in by it.",
    evidence: [
      { in: "ID token", name: "exp" },
      { in: "ID token", name: "iat" },
      { in: "ID token", name: "sub" },
    ],
    steps: ["Check that this computer's clock is right.", "Log in again to get a new one."],
    fix: "log-in-again",
    sources: [
      { says: null, evidence: "quoted", source: "OpenID Connect Core 1.0, section 3.1.3.7" },
    ],
  },
  "token-malformed": {
    group: "tokens",
    title: "That is not a signed token.",
    because: "It has not the three parts of a JWT: header, payload, signature.",
    evidence: [{ in: "ID token", name: "whole token" }],
    steps: ["Log in again to get a new one."],
    fix: "log-in-again",
    sources: [
      { says: null, evidence: "quoted", source: "RFC 7519 section 7.2, checked in the page" },
    ],
  },
} as const satisfies Record<string, FindingCopy>;
