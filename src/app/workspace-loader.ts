import type { Config } from "#session/config.ts";
import { createStore } from "#session/store.ts";
import { loadOnce } from "#shell/part.tsx";
import type { AppWorkspace } from "./workspace.ts";

/** Loads the workspace. Pages that can do without it are there sooner. */
export type AppWorkspaceLoader = ReturnType<typeof createWorkspaceLoader>;

/**
 * Makes a loader: the workspace is loaded and made when it is first asked for, then kept.
 *
 * @param tenantAnswers called when the tenant is needed; resolves when there is nothing more to wait for
 */
export function createWorkspaceLoader(
  config: Config,
  appUrl: string,
  isAnswer: boolean,
  tenantAnswers: () => Promise<unknown>,
) {
  const store = createStore<AppWorkspace | null>(null);

  async function make(): Promise<AppWorkspace> {
    const { makeWorkspace } = await import("./later.ts");
    const workspace = await makeWorkspace(config, appUrl, isAnswer, tenantAnswers());
    store.set(workspace);
    return workspace;
  }

  return {
    /** The workspace; `null` before anybody asked for it. */
    current: store.get,
    load: loadOnce(make),
    subscribe: store.subscribe,
  };
}
