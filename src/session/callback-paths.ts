/** Where a login of this app comes back to: the page itself, or the popup of auth0.js. */
export const CALLBACK_PATHS = { page: "/callback", popup: "/callback/popup" } as const;
