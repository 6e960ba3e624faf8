import type { RuleId } from "./tables.ts";

/** An endpoint that the tenant answers, by the rules by which it does what it is asked. */
export type EmulatedEndpoint = {
  /** As its route has it. */
  path: string;
  /** Methods that change nothing, and the rules by which they succeed. */
  read?: Readonly<Record<string, readonly RuleId[]>>;
  /** Methods that change something. */
  write?: Readonly<Record<string, readonly RuleId[]>>;
  /** What sets up what it works with: seed, control API, or both. */
  setUp: string;
};

const USERS = "seed: `users.*.json`; control API: `users`";
const SESSIONS = "control API: `sessions`";
const CLIENTS = "seed: `clients`";
const TOKENS = "seed: `clients`, `resourceServers`, `clientGrants`; control API: `mint`";
const CONNECTIONS = "seed: `connections`";

/** Every endpoint that the tenant answers, those of pages included. A test holds it against the routes. */
export const EMULATED_ENDPOINTS: readonly EmulatedEndpoint[] = [
  { path: "/", read: { GET: ["home"] }, setUp: "seed" },
  { path: "/.well-known/openid-configuration", read: { GET: ["discovery"] }, setUp: "nothing" },
  {
    path: "/.well-known/oauth-authorization-server",
    read: { GET: ["discovery"] },
    setUp: "nothing",
  },
  { path: "/.well-known/jwks.json", read: { GET: ["jwks"] }, setUp: "nothing" },
  {
    path: "/authorize",
    read: { GET: ["authorization-code", "authorization-tokens", "login-page", "consent-page"] },
    setUp: `${CLIENTS}, \`resourceServers\`; ${SESSIONS}`,
  },
  {
    path: "/u/login",
    read: { GET: ["login-form"] },
    write: { POST: ["authorization-code", "authorization-tokens", "login-wrong-password"] },
    setUp: USERS,
  },
  {
    path: "/u/accounts",
    read: { GET: ["login-form"] },
    write: { POST: ["authorization-code", "authorization-tokens"] },
    setUp: USERS,
  },
  {
    path: "/u/signup",
    read: { GET: ["sign-up-form"] },
    write: { POST: ["authorization-code", "authorization-tokens", "sign-up-refused"] },
    setUp: CONNECTIONS,
  },
  {
    path: "/u/consent",
    read: { GET: ["consent-form"] },
    write: { POST: ["authorization-code", "authorization-tokens"] },
    setUp: "seed: `is_first_party` of `clients`",
  },
  { path: "/u/cancel", write: { POST: ["login-cancelled"] }, setUp: "nothing" },
  {
    path: "/oidc/logout",
    read: { GET: ["logout-oidc", "logout-consent", "logout-page"] },
    write: { POST: ["logout-oidc", "logout-consent", "logout-page"] },
    setUp: CLIENTS,
  },
  { path: "/v2/logout", read: { GET: ["logout", "logout-page"] }, setUp: CLIENTS },
  {
    path: "/oauth/token",
    write: { POST: ["token-code", "token-refresh", "token-client"] },
    setUp: TOKENS,
  },
  { path: "/oauth/revoke", write: { POST: ["token-revoked"] }, setUp: TOKENS },
  { path: "/userinfo", read: { GET: ["userinfo"], POST: ["userinfo"] }, setUp: USERS },
  {
    path: "/api/v2/users",
    read: { GET: ["users-listed"] },
    write: { POST: ["user-created"] },
    setUp: USERS,
  },
  { path: "/api/v2/users-by-email", read: { GET: ["users-by-email"] }, setUp: USERS },
  {
    path: "/api/v2/users/:id",
    read: { GET: ["user-read", "user-read-own"] },
    write: { PATCH: ["user-updated"], DELETE: ["user-deleted"] },
    setUp: USERS,
  },
  {
    path: "/api/v2/users/:id/identities",
    write: { POST: ["identity-linked", "identity-linked-id-token", "identity-linked-user-id"] },
    setUp: `${USERS}; which policy: control API, \`policy\``,
  },
  {
    path: "/api/v2/users/:id/identities/:provider/:user_id",
    write: { DELETE: ["identity-unlinked", "identity-unlinked-id-token"] },
    setUp: USERS,
  },
  { path: "/api/v2/connections", read: { GET: ["connections-listed"] }, setUp: CONNECTIONS },
  { path: "/api/v2/connections/:id", read: { GET: ["connection-read"] }, setUp: CONNECTIONS },
];
