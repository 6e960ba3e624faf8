import type { Config } from "#session/config.ts";
import type { AppWorkspace } from "./workspace.ts";

/** Loads the workspace. Pages that can do without it are there sooner. */
export type AppWorkspaceLoader = ReturnType<typeof createWorkspaceLoader>;

/** Makes a loader: the workspace is loaded and made when it is first asked for, then kept. */
export function createWorkspaceLoader(config: Config, isAnswer: boolean) {
  const listeners = new Set<() => void>();
  let workspace: AppWorkspace | null = null;
  let loading: Promise<AppWorkspace> | null = null;

  async function make(): Promise<AppWorkspace> {
    const { createWorkspace } = await import("./workspace.ts");
    workspace = createWorkspace(config, isAnswer);
    for (const listener of listeners) listener();
    return workspace;
  }

  return {
    /** The workspace; `null` before anybody asked for it. */
    current: () => workspace,
    load: () => (loading ??= make()),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
