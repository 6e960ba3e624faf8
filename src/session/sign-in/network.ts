import { ProtocolError } from "#protocol/errors.ts";
import type { SessionCore } from "#session/session-core.ts";

/**
 * Stays where there is no network to the tenant: else the browser's own error page would stand in place of
 * this one, or of the login.
 *
 * @throws ProtocolError `no_answer`
 */
export function requireNetwork({ tenant, ports }: Pick<SessionCore, "tenant" | "ports">): void {
  if (!tenant.isLocal && !ports.isOnline())
    throw new ProtocolError("no_answer", "there is no network to leave by");
}
