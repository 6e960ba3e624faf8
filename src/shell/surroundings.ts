import { LOOPBACK } from "#protocol/tenant.ts";

/**
 * What is wrong with the address of the page, whatever it shows: `insecure` has no `crypto.subtle`, so
 * that no login can begin; `other-name` is a name of this computer that the tenant here does not know.
 */
type Trouble = "insecure" | "other-name";

/** Looks at the address. A tenant of the reader's own may know any. */
export function troubleOf(
  { hostname }: Pick<Location, "hostname">,
  isSecure: boolean,
  { tenant, isOwn }: { readonly tenant: { readonly isLocal: boolean }; readonly isOwn: boolean },
): Trouble | null {
  if (!isSecure) return "insecure";
  const isOtherName = hostname !== "localhost" && LOOPBACK.has(hostname);
  return isOtherName && tenant.isLocal && !isOwn ? "other-name" : null;
}
