import { useCallback, useSyncExternalStore } from "react";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";

/** The walkthrough of this tab; `null` as long as nothing needed the workspace. */
export function useWalkthrough(loader: WorkspaceLoader): Walkthrough | null {
  const workspace = useSyncExternalStore(loader.subscribe, loader.current);
  const session = workspace?.session ?? null;
  const subscribe = useCallback(
    (listener: () => void) => session?.subscribe(listener) ?? (() => undefined),
    [session],
  );
  return useSyncExternalStore(subscribe, () => session?.state().walkthrough ?? null);
}
