import { useSyncExternalStore } from "react";
import type { Session } from "#session/session.ts";
import { boardOf } from "#session/use-cases/session-board.ts";

/** The board of a session and its state. */
export function useBoard(session: Session) {
  const board = boardOf(session);
  return { board, ...useSyncExternalStore(board.subscribe, board.state) };
}
