/** What identifies a tenant and this application in it. All URLs of the app derive from it. */
export type Tenant = {
  /** As the SDKs take it: `example.eu.auth0.com`, or with a scheme `http://localhost:5180`. */
  readonly domain: string;
  readonly clientId: string;
  /** Scheme, host and port, without a trailing slash. */
  readonly origin: string;
  /** `iss` of its tokens: the origin with a trailing slash. */
  readonly issuer: string;
  /**
   * Identifier of its Management API, which is also where it is; the trailing slash is part of it. Under a
   * custom domain it keeps the canonical one.
   */
  readonly audience: string;
  /** Whether requests to it stay on this computer. */
  readonly isLocal: boolean;
};

/** Narrower than a URL's host, which may hold `*` or `;`: those mean something in a policy. */
const HOST = /^(?:[\w-]+\.)*[\w-]+$|^\[[\da-f:.]+\]$/;

/** Names of this computer. */
export const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Derives a tenant's URLs from its domain.
 *
 * @param domain a host, or an `http(s)` origin; a trailing slash is ignored
 * @param canonicalDomain the tenant's own domain at Auth0, where `domain` is a custom one
 * @throws TypeError when a domain is not a host or an origin
 * @see auth0-spa-js `getDomain`: a domain that has a scheme is kept as it is
 * @see Auth0 docs, auth0.js: under a custom domain the Management API takes the canonical one
 */
export function describeTenant(
  domain: string,
  clientId: string,
  canonicalDomain: string = domain,
): Tenant {
  const url = readDomain(domain);
  if (clientId.trim() === "") throw new TypeError("a tenant needs a client ID");
  return {
    domain: url.protocol === "http:" ? url.origin : url.host,
    clientId: clientId.trim(),
    origin: url.origin,
    issuer: `${url.origin}/`,
    audience: `${readDomain(canonicalDomain).origin}/api/v2/`,
    isLocal: LOOPBACK.has(url.hostname),
  };
}

/** Where requests to a tenant go: to its domain, and to its API, which may be at another. */
export function originsOf({ origin, audience }: Tenant): readonly string[] {
  return [...new Set([origin, new URL(audience).origin])];
}

function readDomain(domain: string): URL {
  const text = domain.trim();
  const candidate = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (!URL.canParse(candidate)) throw new TypeError("the tenant's domain is not a host name");
  const url = new URL(candidate);
  if (url.protocol === "http:" && url.hostname !== "localhost") {
    throw new TypeError("a tenant is asked over https, or at localhost");
  }
  if (!HOST.test(url.hostname) || url.href !== `${url.origin}/`) {
    throw new TypeError("a tenant needs a domain without a path");
  }
  return url;
}
