/** Too much waits: for a hash, a signature, or an answer about all users. */
export class Overloaded extends Error {}

/** Where work waits for its turn. */
export type Lanes = {
  /**
   * Does it behind what is in its lane already.
   * @param cost of the work; default 1
   * @throws Overloaded when more would wait than may
   */
  run: <Value>(work: () => Value | Promise<Value>, cost?: number) => Promise<Value>;
  /** The cost of all that is not done. */
  waiting: () => number;
};

/**
 * Makes lanes, in each of which one thing is done at a time: what waits needs little but what came with its request.
 * @param most the cost of what may wait
 * @param rest what comes between one thing and the next
 */
export function createLanes(
  count: number,
  most: number,
  rest: () => unknown = () => undefined,
): Lanes {
  const lanes: Promise<unknown>[] = [];
  let [turn, waiting] = [0, 0];
  return {
    async run(work, cost = 1) {
      if (waiting + cost > most) throw new Overloaded();
      waiting += cost;
      turn = (turn + 1) % count;
      const done = Promise.resolve(lanes[turn])
        .then(work)
        .finally(() => (waiting -= cost));
      lanes[turn] = done.then(rest, rest);
      return done;
    },
    waiting: () => waiting,
  };
}
