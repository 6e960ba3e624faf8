import type { WireLog } from "#wire/log.ts";
import type { Session } from "./session.ts";

/** The session of this tab and what it sends. */
export type Workspace = {
  readonly session: Session;
  readonly log: WireLog;
};

/** Loads the workspace. Pages that can do without it are there sooner. */
export type WorkspaceLoader = {
  /** The workspace; `null` before anybody asked for it. */
  readonly current: () => Workspace | null;
  readonly load: () => Promise<Workspace>;
  readonly subscribe: (listener: () => void) => () => void;
};
