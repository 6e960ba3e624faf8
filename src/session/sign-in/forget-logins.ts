import { primaryAuthorization } from "#protocol/authorization.ts";
import type { SessionCore } from "#session/session-core.ts";
import type { PrimaryAccount } from "./primary-account.ts";

/**
 * Forgets the login under way, so that its answer is one that nobody asked for, and A's. Has the SDKs forget
 * what they keep in the browser of each client that logged in in this tab. What they keep in memory goes with their
 * clients.
 */
export async function forgetLogins(
  { ports, tenant }: SessionCore,
  primary: PrimaryAccount,
): Promise<void> {
  primary.forget();
  ports.storage.forgetPending();
  for (const id of ports.storage.takeClients()) {
    const request = primaryAuthorization(tenant, id === "" ? "implicit" : "code", ports.appUrl);
    await ports.signInWith(tenant, { ...request, client_id: id }).forget();
  }
}
