import type { AnswerRule } from "./rule.ts";

/** Every kind of success, so that a log line can say which rule let a request through. */
export const answerRules = {
  discovery: {
    status: 200,
    evidence: "reported",
    source: "discovery of a real tenant, reduced to what is emulated",
  },
  jwks: { status: 200, evidence: "reported", source: "JWKS of a real tenant; without x5t and x5c" },
  "login-page": {
    status: 302,
    evidence: "reported",
    source: "probe of a live tenant: 302 to /u/login?state=",
  },
  "login-form": { status: 200, evidence: "assumed", source: "a page of our own" },
  "login-wrong-password": { status: 400, evidence: "assumed", source: "a page of our own" },
  "authorization-code": { status: 302, evidence: "quoted", source: "Authentication API reference" },
  "authorization-tokens": {
    status: 302,
    evidence: "reported",
    source: "fragments seen in many repositories",
  },
  "token-code": {
    status: 200,
    evidence: "recorded",
    source: "go-auth0 recording; auth0-spa-js tests",
  },
  "token-refresh": { status: 200, evidence: "recorded", source: "go-auth0 recording" },
  "token-client": { status: 200, evidence: "recorded", source: "go-auth0 recording" },
  userinfo: { status: 200, evidence: "recorded", source: "go-auth0 recording TestUserInfo" },
  logout: { status: 302, evidence: "quoted", source: "Authentication API reference" },
  "user-read": {
    status: 200,
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Read",
  },
  "user-created": { status: 201, evidence: "recorded", source: "go-auth0 recording" },
  "user-deleted": {
    status: 204,
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Delete",
  },
  "identity-linked": {
    status: 201,
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Link",
  },
  "identity-unlinked": {
    status: 200,
    evidence: "recorded",
    source: "go-auth0 recording TestUserManager_Unlink",
  },
  preflight: { status: 204, evidence: "assumed", source: "no recording of a preflight was found" },
  home: { status: 200, evidence: "assumed", source: "a page of our own" },
} as const satisfies Record<string, AnswerRule>;
