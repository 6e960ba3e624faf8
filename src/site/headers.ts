import { NO_POWERS } from "#emulator/oauth/no-powers.ts";

/** Names and values of headers. */
export type Fields = Readonly<Record<string, string>>;

/** Any tenant over https, and emulated ones on this computer. */
const ANY_TENANT = "'self' https: http://localhost:*";

/**
 * What a page of the app may load, ask, frame and run. A reader may bring a tenant, so any is allowed; the
 * page itself narrows it to the tenant in use before it asks anything else.
 */
export const DIRECTIVES = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": ANY_TENANT,
  "frame-src": ANY_TENANT,
  // What reads recordings, and the tenant's; auth0-spa-js has one, too, which is not asked for.
  "worker-src": "'self'",
  "form-action": "'self'",
  "base-uri": "'none'",
  "object-src": "'none'",
  "frame-ancestors": "'none'",
  // Nothing here makes markup or scripts from text. The one policy gives the URLs of the workers.
  "require-trusted-types-for": "'script'",
  "trusted-types": "linklab",
} as const satisfies Fields;

/** Directives as the value of a `Content-Security-Policy`. */
export function policyOf(directives: Fields): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** What every answer is sent with: pages, files and what is not there. */
export const EVERYWHERE: Fields = {
  "Content-Security-Policy": policyOf(DIRECTIVES),
  "Permissions-Policy": NO_POWERS,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** What keeps windows of others away from a page. The popups that it opens still reach it. */
export const ISOLATION: Fields = { "Cross-Origin-Opener-Policy": "same-origin-allow-popups" };

/** What a popup shows until a login has its address. */
export const POPUP_START = "/icon.svg";

/**
 * Where a login may stand in a popup: where that starts, the tenant's pages, and the page that it returns to. Isolation
 * would cut them off from the window that waits for their answer. What lies below them counts, too.
 */
export const POPUPS = [
  POPUP_START,
  "/callback/popup",
  "/authorize",
  "/u",
  "/v2/logout",
  "/oidc/logout",
];

/** How long an answer may be kept: by where it is. */
export const CACHING = [
  // Their names change with their contents.
  { below: "/assets", value: "public, max-age=31536000, immutable" },
  // The address that it would be kept under has the code of a login.
  { below: "/callback", value: "no-store" },
  { below: "", value: "no-cache" },
] as const;

/** Whether a path is a place or lies below it. */
export function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** All that the answer for a path of the site is sent with, beside its type. */
export function headersOf(path: string): Fields {
  return {
    ...EVERYWHERE,
    ...(POPUPS.some((place) => isBelow(path, place)) ? {} : ISOLATION),
    "Cache-Control": CACHING.find(({ below }) => isBelow(path, below))?.value ?? "no-store",
  };
}

/**
 * What a page can say of itself where its host sends nothing. A browser takes no `frame-ancestors` from a
 * page, and says so on its console.
 */
export function metaPolicy(): string {
  const { "frame-ancestors": _, ...others } = DIRECTIVES;
  return policyOf(others);
}
