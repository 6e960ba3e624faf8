/**
 * The path under which the site lies, without a slash at its end: `""` at the root of an origin.
 *
 * @param script address of the main script: built it lies in `assets`, else where its source does
 */
export function siteBase(script: string): string {
  return new URL(script).pathname.replace(/\/(?:assets|src\/app)\/[^/]*$/, "");
}

/** A path as the routes have it: hosts of static files put a slash at the end. */
export function withoutTrailingSlash(pathname: string): string {
  return pathname.replace(/(.)\/$/, "$1");
}
