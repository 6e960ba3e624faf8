import { useEffect, useState } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import type { Session } from "#session/session.ts";
import { READ_HASH } from "#shell/paths.ts";

/**
 * Reads the tenant where the address says so.
 *
 * @returns the keys that no press in this step has read; `undefined` while they are read. They do not take
 *   the focus: who came by a link is at the title still.
 */
export function useReading({ readTenant, state }: Session): KeySet | null | undefined {
  const [old, setOld] = useState<KeySet | null | undefined>(() => {
    const { keys } = state().walkthrough;
    return keys === null && window.location.hash === READ_HASH ? undefined : keys;
  });

  useEffect(() => {
    if (old !== undefined) return;
    void readTenant().then(() => setOld(state().walkthrough.keys));
  }, [old, readTenant, state]);

  return old;
}
