import { CACHING, headersOf, ISOLATION } from "#site/headers.ts";
import type { Fields } from "#site/headers.ts";

/** Pages of the app, with what lies below them. A test compares them with its addresses. */
export const PAGES = [
  "/check",
  "/errors",
  "/lab",
  "/labs",
  "/learn",
  "/matrix",
  "/tenant",
  "/tokens",
  "/use-cases",
];

/** Where a login comes back to. */
export const CALLBACK = "/callback";

/** Where some host would let a browser keep what it must ask for again. */
export const ASKED_AGAIN = ["/tenant-worker.js", "/linklab.config.json"];

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
