import { LOOPBACK, type Tenant } from "#protocol/tenant.ts";

/**
 * What is wrong with the address of the page, whatever it shows: `insecure` has no `crypto.subtle`, so
 * that no login can begin; `other-name` is a name of this computer that the tenant here does not know;
 * under a `sub-path` the site's own tenant cannot answer.
 */
type Trouble = "insecure" | "other-name" | "sub-path";

/**
 * Looks at the address. A tenant of the reader's own may know any.
 *
 * @param base the path under which the site lies, without a slash at its end
 */
export function troubleOf(
  { hostname, origin }: Pick<Location, "hostname" | "origin">,
  base: string,
  isSecure: boolean,
  {
    tenant,
    isOwn,
  }: { readonly tenant: Pick<Tenant, "isLocal" | "origin">; readonly isOwn: boolean },
): Trouble | null {
  if (!isSecure) return "insecure";
  if (base !== "" && tenant.origin === origin) return "sub-path";
  const isOtherName = hostname !== "localhost" && LOOPBACK.has(hostname);
  return isOtherName && tenant.isLocal && !isOwn ? "other-name" : null;
}
