import { primaryAuthorization } from "#protocol/authorization.ts";
import type { SessionCore } from "#session/session-core.ts";

/**
 * Has the SDK forget what it keeps in the browser of each client that logged in by code in this tab. What
 * it keeps in memory goes with its clients.
 */
export async function forgetClients({ ports, tenant }: SessionCore): Promise<void> {
  const request = primaryAuthorization(tenant, "code", ports.appUrl);
  for (const id of ports.storage.takeClients())
    await ports.signInWith(tenant, { ...request, client_id: id }).forget();
}
