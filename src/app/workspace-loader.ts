import type { Config } from "#session/config.ts";
import { createStore } from "#session/store.ts";
import type { AppWorkspace } from "./workspace.ts";

/** Loads the workspace. Pages that can do without it are there sooner. */
export type AppWorkspaceLoader = ReturnType<typeof createWorkspaceLoader>;

/** Makes a loader: the workspace is loaded and made when it is first asked for, then kept. */
export function createWorkspaceLoader(config: Config, isAnswer: boolean) {
  const store = createStore<AppWorkspace | null>(null);
  let loading: Promise<AppWorkspace> | null = null;

  async function make(): Promise<AppWorkspace> {
    const { createWorkspace } = await import("./workspace.ts");
    const workspace = createWorkspace(config, isAnswer);
    store.set(workspace);
    return workspace;
  }

  return {
    /** The workspace; `null` before anybody asked for it. */
    current: store.get,
    load: () => (loading ??= make()),
    subscribe: store.subscribe,
  };
}
