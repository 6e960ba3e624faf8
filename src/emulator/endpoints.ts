/** The parts of a tenant that a fault can hit, each with what its addresses look like. */
export const ENDPOINTS = {
  discovery: /^\/\.well-known\/(?:openid-configuration|oauth-authorization-server)$/,
  jwks: /^\/\.well-known\/jwks\.json$/,
  authorize: /^\/authorize$/,
  login: /^\/u\//,
  token: /^\/oauth\/token$/,
  revoke: /^\/oauth\/revoke$/,
  userinfo: /^\/userinfo$/,
  logout: /^\/(?:v2|oidc)\/logout$/,
  identities: /^\/api\/v2\/users\/[^/]+\/identities/,
  users: /^\/api\/v2\/users/,
  connections: /^\/api\/v2\/connections/,
} as const satisfies Record<string, RegExp>;

/** The name of such a part. */
export type Endpoint = keyof typeof ENDPOINTS;

/** Tells the names of endpoints from other values. */
export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === "string" && Object.hasOwn(ENDPOINTS, value);
}

/** The endpoint at a path; the first that fits, so `identities` goes before `users`. */
export function endpointAt(path: string): Endpoint | undefined {
  return NAMES.find((name) => ENDPOINTS[name].test(path));
}

const NAMES = Object.keys(ENDPOINTS).filter(isEndpoint);
