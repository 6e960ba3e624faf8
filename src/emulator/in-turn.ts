import { createLanes } from "./lanes.ts";

/** Answers that may wait: seconds of them at a tenant that is full. */
const MOST_WAITING = 50;

/**
 * Makes one answer about all users after the other: each may take a while, and hold all that is written about them until
 * it is handed on. In between, others are served. Rejects with `Overloaded` when too many wait.
 */
export const { run: inTurn } = createLanes(
  1,
  MOST_WAITING,
  () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    }),
);
