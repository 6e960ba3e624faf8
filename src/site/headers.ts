/** Any tenant over https, and emulated ones on this computer. */
const ANY_TENANT = "'self' https: http://localhost:*";

/** The Content-Security-Policy of every answer. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  `connect-src ${ANY_TENANT}`,
  `frame-src ${ANY_TENANT}`,
  "worker-src 'self'", // what reads recordings; auth0-spa-js has one, too, which is not asked for
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  // Nothing here makes markup or scripts from text. The one policy gives the URLs of the workers.
  "require-trusted-types-for 'script'",
  "trusted-types linklab",
].join("; ");
