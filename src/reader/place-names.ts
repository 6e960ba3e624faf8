import type { PlaceSays } from "./found.ts";

const SAYS: readonly (readonly [RegExp, PlaceSays])[] = [
  [/idtokenhint$/, "token-hint"],
  [/accesstoken$/, "access-token"],
  [/idtoken$/, "id-token"],
  [/refreshtoken$/, "refresh-token"],
  [/linkwith$/, "link-with"],
  [/authorization$|^bearer$/, "bearer"],
  [/^(?:(?:set)?cookies?|appsession)$/, "cookie"],
];

const TOKEN_NAME = /^(?:token|jwt|bearer)$|token$/;

const SESSION_COOKIE = /^(?:appSession|__session)(?:\.\d+|__\d+)?$/;

const TENANT_COOKIE = /^auth0(?:_compat)?$/;

const STORAGE_KEY = /^(?:@@auth0spajs@@|a0\.spajs\.txs|com\.auth0\.auth|co%2Fverifier)/;

/** What a name says of the token under it, however it is written: `idToken`, `AUTH0_ID_TOKEN`. */
export function saysOf(name: string | null): PlaceSays | null {
  const key = plain(name);
  return SAYS.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

/** Whether a name promises a token, so that what stands under it is one whatever it looks like. */
export function isTokenName(name: string | null): boolean {
  const says = saysOf(name);
  return (says !== null && says !== "cookie") || TOKEN_NAME.test(plain(name));
}

/** Whether a text is the value of a header with cookies. */
export function isCookieHeader(name: string | null): boolean {
  return /^(?:set-)?cookie$/i.test(name ?? "");
}

/** Whether a cookie holds the session of an Auth0 SDK (express-openid-connect, nextjs-auth0). */
export function isSessionCookie(name: string | null): boolean {
  return SESSION_COOKIE.test(name ?? "");
}

/** Whether a cookie is the tenant's own session, which no page can read. */
export function isTenantCookie(name: string | null): boolean {
  return TENANT_COOKIE.test(name ?? "");
}

/** Whether a key belongs to what auth0-spa-js or auth0.js keep in a browser's storage. */
export function isStorageKey(name: string): boolean {
  return STORAGE_KEY.test(name);
}

function plain(name: string | null): string {
  return (name ?? "")
    .slice(-64)
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, "");
}
