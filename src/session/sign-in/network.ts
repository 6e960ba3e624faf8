import { ProtocolError } from "#protocol/errors.ts";
import type { SessionCore } from "#session/session-core.ts";

/** Whether the tenant cannot be reached because there is no network; where none lies between, never. */
export function isOffline({ ports, state }: Pick<SessionCore, "ports" | "state">): boolean {
  return !ports.isOnline() && state().capabilities.host?.hasConnections !== false;
}

/**
 * Stays where there is no network to the tenant: else the browser's own error page would stand in place of
 * this one, or of the login.
 *
 * @throws ProtocolError `no_answer`
 */
export function requireNetwork(core: Pick<SessionCore, "tenant" | "ports" | "state">): void {
  if (!core.tenant.isLocal && isOffline(core))
    throw new ProtocolError("no_answer", "there is no network to leave by");
}
