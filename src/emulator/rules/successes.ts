import type { AnswerRule } from "./rule.ts";

const OURS = { evidence: "assumed", source: "a page of our own" } as const;
const GUIDE = "migration guide, Link user accounts with access tokens";

/**
 * Every kind of success but an authorization response: what it is made of and its status, which is there
 * only, and by which rule a log line says that a request was let through.
 */
export const ANSWER_RULES = {
  discovery: {
    status: 200,
    shape: "json",
    evidence: "reported",
    source: "discovery of real tenants, reduced to what is emulated",
  },
  jwks: {
    status: 200,
    shape: "json",
    evidence: "reported",
    source: "JWKS of two real tenants, disclosed by Sentor in 2023",
  },
  "login-page": {
    status: 302,
    shape: "redirect",
    evidence: "reported",
    source: "probe of a live tenant, published in a public repository",
  },
  "login-form": { status: 200, shape: "page", ...OURS },
  "login-wrong-password": {
    status: 400,
    shape: "page",
    ...OURS,
  },
  "sign-up-form": { status: 200, shape: "page", ...OURS },
  "sign-up-refused": {
    status: 400,
    shape: "page",
    ...OURS,
  },
  "consent-page": {
    status: 302,
    shape: "redirect",
    evidence: "assumed",
    source: "Auth0 documents the dialog, not its address",
  },
  "consent-page-after-login": {
    status: 303,
    shape: "redirect",
    evidence: "assumed",
    source: "RFC 9700 section 4.12: no form is posted again",
  },
  "consent-form": { status: 200, shape: "page", ...OURS },
  "token-code": {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording; auth0-spa-js tests",
  },
  "token-refresh": {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording",
  },
  "token-client": {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording",
  },
  "token-revoked": {
    status: 200,
    shape: "empty",
    evidence: "quoted",
    source: "node-auth0, revokeRefreshToken; RFC 7009 section 2.2",
  },
  userinfo: {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording TestUserInfo; in the query: passport-auth0, RFC 6750 section 2",
  },
  logout: {
    status: 302,
    shape: "redirect",
    evidence: "quoted",
    source: "Authentication API reference",
  },
  "logout-oidc": {
    status: 302,
    shape: "redirect",
    evidence: "quoted",
    source: "Authentication API reference, OIDC logout",
  },
  "logout-consent": {
    status: 200,
    shape: "page",
    evidence: "quoted",
    source: "Auth0 docs, Log users out with the OIDC endpoint",
  },
  "logout-page": {
    status: 200,
    shape: "page",
    ...OURS,
  },
  "user-read": {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Read",
  },
  "user-read-own": {
    status: 200,
    shape: "json",
    evidence: "reported",
    source: "public applications that read roles in app_metadata so",
  },
  "users-listed": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "Management API reference, GET /users",
  },
  "users-by-email": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "Management API reference, GET /users-by-email",
  },
  "user-created": {
    status: 201,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording",
  },
  "user-updated": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "Management API reference, PATCH /users/{id}; that {} empties is remembered",
  },
  "user-deleted": {
    status: 204,
    shape: "empty",
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Delete",
  },
  "connections-listed": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "Management API reference, GET /connections",
  },
  "connections-checkpoint": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "OpenAPI of the Management API",
  },
  "connection-read": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: "Management API reference, GET /connections/{id}",
  },
  "identity-linked": {
    status: 201,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Link",
  },
  "identity-linked-id-token": {
    status: 201,
    shape: "json",
    evidence: "quoted",
    source: `${GUIDE}, use cases 1 and 5`,
  },
  "identity-linked-user-id": {
    status: 201,
    shape: "json",
    evidence: "quoted",
    source: `${GUIDE}, use case 3`,
  },
  "identity-unlinked": {
    status: 200,
    shape: "json",
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Unlink",
  },
  "identity-unlinked-id-token": {
    status: 200,
    shape: "json",
    evidence: "quoted",
    source: `${GUIDE}, use case 8`,
  },
  preflight: {
    status: 204,
    shape: "empty",
    evidence: "assumed",
    source: "no source",
  },
  home: {
    status: 200,
    shape: "page",
    ...OURS,
  },
} as const satisfies Record<string, AnswerRule>;

/** What a caller gets no answer by. */
export const SILENT_RULES = {
  dropped: {
    status: 0,
    evidence: "assumed",
    source: "a fault that was asked for",
  },
} as const satisfies Record<string, Omit<AnswerRule, "shape">>;
