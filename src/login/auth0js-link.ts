import type { Tenant } from "#protocol/tenant.ts";
import { called } from "./auth0js-call.ts";

/**
 * Links with `auth0.Management` as published, which is loaded when it is first used. It sends
 * `link_with`, whatever token it was built with, and does not encode the user ID in the path.
 *
 * @throws Error for a refusal, or no answer
 * @see auth0.js `Management.prototype.linkUser`
 */
export async function linkWithAuth0js(
  tenant: Tenant,
  { userId, bearer, linkWith }: { userId: string; bearer: string; linkWith: string },
): Promise<void> {
  const { default: auth0 } = await import("auth0-js");
  const options = { domain: tenant.domain, token: bearer, rootUrl: "" };
  const management = new auth0.Management(options);
  // It keeps the very object and writes https before any domain; its methods read this when called.
  options.rootUrl = tenant.audience.replace(/\/$/, "");
  await called((done) => management.linkUser(userId, linkWith, done));
}
