/** What code may be shown in, in the order of the tabs. */
export const LANGUAGES = ["react", "auth0-spa-js", "auth0-js", "fetch", "curl"] as const;

/** A tab of the panel. */
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_LABELS: Readonly<Record<Language, string>> = {
  react: "React",
  "auth0-spa-js": "auth0-spa-js",
  "auth0-js": "auth0.js",
  fetch: "fetch",
  curl: "curl",
};
