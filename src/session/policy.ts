import { originsOf, type Tenant } from "#protocol/tenant.ts";

/**
 * Narrows the page's policy to one tenant. The header has to allow any, since it cannot know the
 * reader's; two policies apply together, so from here on nothing else can be asked or framed.
 */
export function narrowPolicy(document: Document, tenant: Tenant): void {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `connect-src 'self' ${originsOf(tenant).join(" ")}; frame-src ${tenant.origin}`;
  document.head.append(meta);
}
