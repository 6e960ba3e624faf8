let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes one answer about all users after the other: each may take a while, and hold all that is written about them until
 * it is handed on. In between, others are served.
 */
export function inTurn<Value>(make: () => Value | Promise<Value>): Promise<Value> {
  const done = turn.then(make);
  turn = done.then(pause, pause);
  return done;
}

function pause(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve));
}
