import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Language } from "#session/languages.ts";

/** What to change, in the steps whose code the API refuses today. */
export const CHANGES: Readonly<Partial<Record<StepId, string>>> = {
  "old-way":
    "Change the bearer: an access token for the Management API instead of A’s ID token. Then encode the user ID, and look at the answer.",
  dangerous:
    "Change the body: link_with and an ID token of B instead of provider and user_id. B has to log in for it.",
};

/** What to install, said once, in the first step. */
export const INSTALL_NOTES: Readonly<Partial<Record<Language, string>>> = {
  react:
    "npm install @auth0/auth0-react @auth0/auth0-spa-js. The second gives B a client of its own.",
  "auth0-spa-js": "npm install @auth0/auth0-spa-js",
  "auth0-js": "npm install auth0-js. It has no call to unlink: use fetch for that.",
};

/** @see auth0-js 10.2.1: `Management` always asks over https, and `WebAuth` expects an https issuer. */
export const LEGACY_HTTP_NOTE =
  "auth0.js expects a tenant on https. At this one, on http, the code needs more: the options overrides.__token_issuer and __jwks_uri, and baseOptions.rootUrl of Management.";
