import { Overloaded } from "#emulator/accounts/passwords.ts";

let turn: Promise<unknown> = Promise.resolve();

/** Answers that may wait: seconds of them at a tenant that is full. */
const MOST_WAITING = 50;
let waiting = 0;

/**
 * Makes one answer about all users after the other: each may take a while, and hold all that is written about them until
 * it is handed on. In between, others are served. Rejects with `Overloaded` when too many wait.
 */
export async function inTurn<Value>(make: () => Value | Promise<Value>): Promise<Value> {
  if (waiting >= MOST_WAITING) throw new Overloaded();
  waiting += 1;
  const done = turn.then(make).finally(() => (waiting -= 1));
  turn = done.then(pause, pause);
  return done;
}

function pause(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve));
}
