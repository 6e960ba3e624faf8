/** What identifies a tenant and this application in it. All URLs of the app derive from it. */
export type Tenant = {
  /** As the SDKs take it: `example.eu.auth0.com`, or with a scheme `http://localhost:5180`. */
  readonly domain: string;
  readonly clientId: string;
  /** Scheme, host and port, without a trailing slash. */
  readonly origin: string;
  /** `iss` of its tokens: the origin with a trailing slash. */
  readonly issuer: string;
  /** Identifier of its Management API; the trailing slash is part of it. */
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
 * @throws TypeError when the domain is not a host or an origin
 * @see auth0-spa-js `getDomain`: a domain that has a scheme is kept as it is
 */
export function describeTenant(domain: string, clientId: string): Tenant {
  const text = domain.trim();
  const candidate = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (!URL.canParse(candidate)) throw new TypeError("the tenant's domain is not a host name");
  const url = new URL(candidate);
  const isLocal = LOOPBACK.has(url.hostname);
  if (url.protocol === "http:" && url.hostname !== "localhost") {
    throw new TypeError("a tenant is asked over https, or at localhost");
  }
  if (!HOST.test(url.hostname)) throw new TypeError("the tenant's domain is not a host name");
  const isOrigin = url.pathname === "/" && url.search === "" && url.hash === "";
  if (!isOrigin || url.username !== "" || url.password !== "" || clientId.trim() === "") {
    throw new TypeError("a tenant needs a domain without a path, and a client ID");
  }
  return {
    domain: url.protocol === "http:" ? url.origin : url.host,
    clientId: clientId.trim(),
    origin: url.origin,
    issuer: `${url.origin}/`,
    audience: `${url.origin}/api/v2/`,
    isLocal,
  };
}
