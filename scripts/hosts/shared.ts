import { APP_PAGES } from "#scripts/boot-pages.ts";
import { CACHING, headersOf, ISOLATION } from "#site/headers.ts";
import type { Fields } from "#site/headers.ts";

/** Where a login comes back to. */
export const CALLBACK = "/callback";

/** Where the app has pages, at the root and below each of these. Its callback stands for itself. */
export const PAGES: readonly string[] = [
  ...new Set(APP_PAGES.map(({ path }) => `/${path.split("/")[1] ?? ""}`)),
].filter((place) => place !== CALLBACK);

/** Where some host would let a browser keep what it must ask for again. */
export const ASKED_AGAIN = ["/tenant-worker.js", "/site-files.json", "/linklab.config.json"];

/** Stands first where a file may have comments. */
export const NOTE = "Written by `npm run build`: what LinkLab's pages are sent with.";

/** Where answers may be kept otherwise than elsewhere. */
export const KEPT = CACHING.filter(({ below }) => below !== "");

/** How long an answer may be kept everywhere else. */
export const CHECKED: Fields = { "Cache-Control": headersOf("/")["Cache-Control"] ?? "" };

/** The header of isolation, which pages in popups go without. */
export const [ISOLATION_NAME = "", ISOLATION_VALUE = ""] = Object.entries(ISOLATION)[0] ?? [];

/** A regular expression of all that lies at or below places. */
export const below = (places: readonly string[]): string => `^(?:${places.join("|")})(?:/|$)`;

/** Headers as hosts that read JSON have them. */
export const toPairs = (fields: Fields): { key: string; value: string }[] =>
  Object.entries(fields).map(([key, value]) => ({ key, value }));

/** A file of JSON. */
export const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
