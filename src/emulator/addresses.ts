import { NOT_EMULATED_ENDPOINTS } from "#emulator/rules/not-emulated-endpoints.ts";

const firstOf = (path: string) => path.split("/")[1] ?? "";

/** The first segments of the addresses that are the tenant's, or Auth0's. A test holds them against the tables. */
export const TENANT_SEGMENTS: ReadonlySet<string> = new Set([
  // Of the others there is something that is not emulated, too.
  ...".well-known _linklab userinfo v2".split(" "),
  ...NOT_EMULATED_ENDPOINTS.map(({ path }) => firstOf(path)),
]);

/**
 * Whether an address is the tenant's where it shares its origin with an app, which has the root.
 * @param path of a URL, with the slash in front
 */
export function isTenantAddress(path: string): boolean {
  // `/userInfo` is an endpoint of Auth0, and no address of an app is.
  return TENANT_SEGMENTS.has(firstOf(path).toLowerCase());
}
