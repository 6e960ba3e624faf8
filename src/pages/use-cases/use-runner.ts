import { useSyncExternalStore } from "react";
import type { Session } from "#session/session.ts";
import { runnerOf } from "#session/use-cases/session-runner.ts";

/** The runner of a session and its state. */
export function useRunner(session: Session) {
  const runner = runnerOf(session);
  return { runner, ...useSyncExternalStore(runner.subscribe, runner.state) };
}
