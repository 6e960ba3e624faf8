import type { WireLog } from "#wire/log.ts";
import type { Session } from "./session.ts";

/** The session of this tab and what it sends. */
export type Workspace = {
  readonly session: Session;
  readonly log: WireLog;
};

/** The way to the workspace. Pages that can do without it are there sooner. */
export type WorkspaceDoor = {
  /** What is open; `null` before anybody asked. */
  readonly current: () => Workspace | null;
  readonly open: () => Promise<Workspace>;
  readonly subscribe: (listener: () => void) => () => void;
};
