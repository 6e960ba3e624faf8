import { LOOPBACK, type Tenant } from "#protocol/tenant.ts";
import type { HostingLack } from "#session/hosting.ts";

/**
 * Why nobody can log in on this page, whatever it shows: `insecure` has no `crypto.subtle`, so
 * that no login can begin; `other-name` is a name of this computer that the tenant here does not know;
 * under a `sub-path` the site's own tenant cannot answer, nor where the browser lacks what it takes.
 */
export type Trouble = "insecure" | "other-name" | "sub-path" | HostingLack;

/** Whether the use cases can only be told: the site's own tenant is nowhere. */
export function isTenantless(trouble: Trouble | null): boolean {
  return trouble !== null && trouble !== "insecure" && trouble !== "other-name";
}

/**
 * Looks at the address, and at what is known of the site's own tenant. A tenant of the reader's own may know any.
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
  lack: HostingLack | null,
): Trouble | null {
  if (!isSecure) return "insecure";
  if (base !== "" && tenant.origin === origin) return "sub-path";
  const isOtherName = hostname !== "localhost" && LOOPBACK.has(hostname);
  return isOtherName && tenant.isLocal && !isOwn ? "other-name" : lack;
}
