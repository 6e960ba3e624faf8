/** @see auth0-js 10.2.1: `Management` always asks over https, and `WebAuth` expects an https issuer. */
export const LEGACY_HTTP_NOTE =
  "auth0.js expects a tenant on https. At this one, on http, the code needs more: the options overrides.__token_issuer and __jwks_uri, and baseOptions.rootUrl of Management.";
