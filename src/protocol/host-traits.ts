/** What the host of a tenant can do. A server can do all of it, one within the browser may do nothing. */
export type HostTraits = {
  /** The browser keeps the tenant's session in a cookie. */
  readonly hasCookies: boolean;
  /** The tenant is of another origin than the page, and CORS decides what the page may read. */
  readonly hasOwnOrigin: boolean;
  /** There is a connection between page and tenant, which can be cut. */
  readonly hasConnections: boolean;
  /** It is a program that other programs reach, such as curl. */
  readonly isProgram: boolean;
};

/** The traits of a server, and so of every tenant at Auth0. */
export const SERVER_TRAITS: HostTraits = {
  hasCookies: true,
  hasOwnOrigin: true,
  hasConnections: true,
  isProgram: true,
};

/**
 * By what the tenant knows a browser again. The word for both is also the one as long as the tenant has
 * not told.
 */
export function sessionWord(host: HostTraits | null): "cookie" | "session" {
  return host?.hasCookies === true ? "cookie" : "session";
}
