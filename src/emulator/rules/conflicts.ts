import type { DecisionId } from "./decisions.ts";
import type { Evidence } from "./rule.ts";

/** A conflict of sources, and the side that this tenant takes in it, for readers. */
export type Conflict = {
  topic: string;
  /** What the sources say, each with where it says so. */
  sources: readonly string[];
  decision: string;
  /** How good the source is that was followed. */
  evidence: Evidence;
  /** Where it holds, in words. */
  holds: string;
};

/** What is behind each decision. Only the docs print it; no host carries it. */
export const CONFLICTS: { readonly [Id in DecisionId]: Conflict } = {
  "linking-scope": {
    topic: "Which scope lets people link their own accounts",
    sources: [
      "a bullet of the migration guide: `update:current_user_metadata`",
      "the guide's table and steps, the Management API reference: `update:current_user_identities`",
    ],
    decision:
      "`update:current_user_identities`; the bullet is a mistake that was copied since 2018",
    evidence: "quoted",
    holds: "POST and DELETE identities",
  },
  "several-audiences": {
    topic: "Whether the Management API takes a token with several values in `aud`",
    sources: [
      "docs, Migrate to calling the API with access tokens: `aud` must hold one value, or the request fails",
      "Auth0's own SPA sample asks for `openid` with the API's audience; decoded tokens show an array then",
    ],
    decision:
      "`aud` is an array when `openid` is granted, and the API takes an array that holds its audience",
    evidence: "reported",
    holds: "access tokens for people, and every endpoint of the Management API",
  },
  "link-status": {
    topic: "Status of a successful link",
    sources: [
      "Management API reference and go-auth0 recording TestUserManager_Link: 201",
      "mocks in node-auth0: 200",
    ],
    decision: "201",
    evidence: "recorded",
    holds: "POST identities",
  },
  "unsupported-scope": {
    topic: "A scope that the person cannot be granted",
    sources: [
      "community.auth0.com/t/6692, Auth0 staff in 2017: should result in an error",
      "community.auth0.com/t/13990, a decoded token, and t/118497, Auth0 staff: it is left out",
    ],
    decision: "Left out without an error; `scope` of the response tells what was granted",
    evidence: "reported",
    holds: "`/authorize`",
  },
  "email-verified": {
    topic: "Whether linking asks for verified e-mail addresses",
    sources: [
      "Management API reference: no such check is listed",
      "Auth0's sample and docs code: the application checks `email_verified` of both accounts",
    ],
    decision: "The API does not check it; the application has to",
    evidence: "quoted",
    holds: "POST identities",
  },
  "unknown-user": {
    topic: "`errorCode` for a user who is not there",
    sources: [
      "go-auth0 recording TestUserManager_Delete: `inexistent_user`",
      "another emulator: `inexistent_resource`",
    ],
    decision: "`inexistent_user`",
    evidence: "recorded",
    holds: "every endpoint of one user but `DELETE` of the user",
  },
  "callback-query": {
    topic: "Whether a callback may have a query that is not registered",
    sources: [
      "github.com/auth0/wordpress/issues/514, Auth0 staff in 2018: query strings are not validated; social-auth-core's backend for Auth0 sends one of its own with each login",
      "support.auth0.com, Callback URL Mismatch: exact string matching; community.auth0.com/t/191710: callbacks need an exact match",
    ],
    decision:
      "Refused: a callback is compared with its query, which is the stricter and newer side",
    evidence: "quoted",
    holds: "`/authorize`",
  },
  "redirect-uri-again": {
    topic: "How much of `redirect_uri` has to be the same at the token endpoint",
    sources: [
      "RFC 6749 section 4.1.3: the values must be identical",
      "omniauth-auth0 sends the callback with the query that it was called with, and works",
    ],
    decision:
      "Origin and path; the query may have more than at `/authorize`, never less. That the path must be the same is assumed",
    evidence: "reported",
    holds: "codes at `/oauth/token`",
  },
  "userinfo-audience": {
    topic: "What `audience={issuer}userinfo` asks for",
    sources: [
      "discovery: no API of the tenant has this identifier",
      "public applications after Auth0's samples for auth0.js send it, and use the token at `/userinfo`",
    ],
    decision: "Nothing: the access token is opaque, as without an audience",
    evidence: "reported",
    holds: "`/authorize`",
  },
  "logout-urls": {
    topic: "Whose allowed logout URLs count at `/oidc/logout` with `id_token_hint` alone",
    sources: [
      "Authentication API reference, OIDC logout: those of the tenant, unless `client_id` is sent, too",
      "docs, Log users out with the OIDC endpoint: those of the application; OpenID Connect RP-Initiated Logout 1.0 says so, too",
    ],
    decision: "Those of the application that `aud` of the ID token names",
    evidence: "quoted",
    holds: "`/oidc/logout`",
  },
  "full-identity-id": {
    topic: "Whether the id of an identity may have its provider in front",
    sources: [
      "go-auth0 recording TestUserManager_Link: POST takes the id with `auth0` in front as `user_id`",
      "Management API reference, DELETE: the part after the bar",
    ],
    decision: "It may, in the body of POST and in the path of DELETE; the latter is assumed",
    evidence: "recorded",
    holds: "POST and DELETE identities",
  },
  "authenticate-header": {
    topic: "Whether a 401 has `WWW-Authenticate`",
    sources: [
      "github.com/auth0/laravel-auth0/issues/388 shows it with `Invalid token`; hapi's Boom makes it together with `attributes`",
      "the Management API reference and recordings do not show it",
    ],
    decision:
      '`Bearer error="…"` with the message at the Management API, with `invalid_token` at `/userinfo`; not at `/oauth/token`, where browsers would ask for a password',
    evidence: "reported",
    holds: "the Management API and `/userinfo`",
  },
  "empty-scope": {
    topic: "`scope` of a token response when no scope was granted",
    sources: [
      "RFC 6749 section 3.3: a scope has one word at least; section 5.1: without it, what was asked for was granted",
      "docs: the response has a `scope` when it is not the one that was asked for",
    ],
    decision:
      "An empty text for people's tokens: without it a client would believe that it got all. None for client credentials without scopes",
    evidence: "assumed",
    holds: "`/oauth/token`",
  },
  "invalid-grant-status": {
    topic: "Status of a code or a refresh token that is not good",
    sources: [
      "go-auth0 recordings, node-auth0 fixtures, a comparison in Auth0.Android, and public applications: 403",
      "probe of a live tenant of September 2026 by a public client, published in a public repository, and RFC 6749 section 5.2: 400",
    ],
    decision: "403",
    evidence: "recorded",
    holds: "`/oauth/token`",
  },
  "public-without-pkce": {
    topic: "Whether a public client gets a code without `code_challenge`",
    sources: [
      "the same probe of a live tenant leads to the login page, and two public programs exchange such a code",
      "RFC 9700 section 2.1.1: public clients must use PKCE",
    ],
    decision: "It does not: whoever forgot PKCE learns it here",
    evidence: "assumed",
    holds: "`/authorize`",
  },
  "session-of-connection": {
    topic: "What `connection` asks for in a session that began at another connection",
    sources: [
      "docs, Server-side single sign-on (legacy): a session answers silently if it is one of the connection that is named",
      "Authentication API reference: `connection` names the login to show, and nothing about sessions",
    ],
    decision:
      "A login at that connection; without showing anything, `login_required`. So nobody gets another account than they asked for. The same where the application may not use the connection of the session, says Auth0 staff (community.auth0.com/t/125553)",
    evidence: "quoted",
    holds: "`/authorize`",
  },
  "either-or": {
    topic: "What a server sends to link",
    sources: [
      "docs, Link user accounts: a list that reads as if both `user_id` and ID token were needed",
      "Management API reference: `link_with`, or `provider` and `user_id`",
    ],
    decision: "Either; both together are refused",
    evidence: "quoted",
    holds: "POST identities",
  },
  "metadata-patterns": {
    topic: "Which metadata a search takes ranges and wildcards for",
    sources: [
      "docs, User search query syntax: not `user_metadata`",
      "docs, Migrate from search v2 to v3: neither `app_metadata` nor `user_metadata`",
    ],
    decision:
      "`app_metadata` takes them, `user_metadata` does not: the page about the syntax is newer",
    evidence: "quoted",
    holds: "`q` of `GET /users`",
  },
  "search-comparisons": {
    topic: "Whether a search takes `logins_count:>100`",
    sources: [
      "docs, Migrate from search v2 to v3: such queries become ranges",
      "Elasticsearch, whose query strings have Lucene's syntax, takes them; no source says that v3 refuses them",
    ],
    decision: "Taken, as the range that they stand for",
    evidence: "assumed",
    holds: "`q` of `GET /users`",
  },
};
