import { linkWithAuth0js } from "#login/auth0js-link.ts";
import type { Session } from "#session/session.ts";
import { freshId } from "#session/fresh-id.ts";
import { createBoard, type Board } from "./use-case-runner.ts";

const boards = new WeakMap<Session, Board>();

/** The board of a session: made once, and kept while the reader looks at other pages. */
export function boardOf(session: Session): Board {
  return boards.get(session) ?? make(session);
}

function make(session: Session): Board {
  const board = createBoard(session, { linkWithAuth0js, freshId });
  boards.set(session, board);
  return board;
}
