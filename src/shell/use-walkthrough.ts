import { useCallback, useSyncExternalStore } from "react";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { WorkspaceDoor } from "#session/workspace.ts";

/** The walkthrough of this tab; `null` as long as nothing needed the workspace. */
export function useWalkthrough(door: WorkspaceDoor): Walkthrough | null {
  const workspace = useSyncExternalStore(door.subscribe, door.current);
  const session = workspace?.session ?? null;
  const subscribe = useCallback(
    (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  );
  return useSyncExternalStore(subscribe, () => session?.state().walkthrough ?? null);
}
