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

/** The endpoint at a path, as `plainPath` gives it; the first that fits, so `identities` goes before `users`. */
export function endpointAt(path: string): Endpoint | undefined {
  return NAMES.find((name) => ENDPOINTS[name].test(path));
}

/**
 * The path by which an endpoint is known. At Auth0's Authentication API neither a slash at the end nor the case of letters
 * makes a difference: reported, by public programs that ask their tenants for `/userinfo/`, `/userInfo`, `/oauth/token/`,
 * `/authorize/` and `/v2/logout/`. Of the Management API nobody says so, and every other path stays as it is.
 */
export function plainPath(path: string): string {
  const plain = path.replace(/(.)\/$/, "$1").toLowerCase();
  return plain.startsWith("/api/") || endpointAt(plain) === undefined ? path : plain;
}

const NAMES = Object.keys(ENDPOINTS).filter(isEndpoint);
