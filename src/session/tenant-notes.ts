import { LOG_HEADER } from "#protocol/control.ts";
import type { WireEvent } from "#wire/event.ts";
import type { SessionPorts } from "./session-core.ts";

/**
 * Adds the tenant's own side to the answers of a run, where the tenant can tell. An answer names its
 * entry in the tenant's log; one that names none, or whose entry is gone, stays without.
 */
export async function noteTenantSide(
  { control, log }: Pick<SessionPorts, "control" | "log">,
  run: number,
): Promise<void> {
  if (control === null) return;
  const told = log.events().filter((event) => event.run === run && event.tenant === null);
  await Promise.all(
    told.map(async (event) => {
      const number = entryOf(event);
      if (number === null) return;
      const { rule, because = null, evidence, source = null } = await control.logEntry(number);
      log.noteTenant(event.id, { rule, because, evidence, source });
    }),
  );
}

function entryOf({ responseHeaders }: WireEvent): string | null {
  const name = LOG_HEADER.toLowerCase();
  const header = Object.entries(responseHeaders).find(([key]) => key.toLowerCase() === name);
  return header?.[1] ?? null;
}
