import type { Config } from "#session/config.ts";
import type { AppWorkspace } from "./workspace.ts";

/** The way to the workspace. Pages that can do without it are there sooner. */
export type AppWorkspaceDoor = ReturnType<typeof createWorkspaceDoor>;

/** Makes the door: the workspace is loaded and made when it is first asked for, then kept. */
export function createWorkspaceDoor(config: Config, isAnswer: boolean) {
  const listeners = new Set<() => void>();
  let workspace: AppWorkspace | null = null;
  let opening: Promise<AppWorkspace> | null = null;

  async function make(): Promise<AppWorkspace> {
    const { createWorkspace } = await import("./workspace.ts");
    workspace = createWorkspace(config, isAnswer);
    for (const listener of listeners) listener();
    return workspace;
  }

  return {
    /** What is open; `null` before anybody asked. */
    current: () => workspace,
    open: () => (opening ??= make()),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
