import { tryDecode } from "hono/utils/url";
import { Overloaded } from "#emulator/lanes.ts";
import type { Wait } from "#emulator/ports.ts";

/** Characters of an answer that takes a while to make. */
const LONG = 512 * 1024;

/** Milliseconds without a look at the connections that an answer took, however short it is. */
const SLOW = 5;

/** Milliseconds in which what was long is expected to be so again. */
const MEMORY = 10_000;

/** Places that are remembered, and characters of each: more than the longest user ID. */
const MOST_PLACES = 1000;
const LONGEST_PLACE = 600;

/** Requests that may wait. Beyond that the oldest is given up. */
const MOST_WAITING = 1000;

/** Milliseconds after which the next begins beside one that is not answered: a fault may delay that. */
const PATIENCE = 250;

/** The turn of one request. */
export type Turn = {
  /**
   * Nothing where it may be answered at once, else resolves when it may. To be asked when all has come that it needs.
   * Rejects with `Overloaded` when it waited in vain.
   */
  come: () => Promise<void> | undefined;
  /** It is over. @param made characters of its answer, a file's excepted */
  end: (made: number) => void;
};

/** Whose turn it is between two. */
const REST = {};

type Waiting = { begin: () => void; giveUp: () => void };

/**
 * Has what takes long answered one at a time, and as much time as that took for others in between: whoever asks for
 * little is served before it. The newest comes first, since the oldest may have waited longer than its client, and the
 * oldest next, or a steady stream would keep it waiting for good. Which answers take long is known by those before them; of
 * HEAD, whose answers have no length, all may.
 */
export function createTurns() {
  const places = new Map<string, number>();
  const waiting: Waiting[] = [];
  const look = createLook();
  let [current, begunAt]: [object | undefined, number] = [undefined, 0];
  let timer: NodeJS.Timeout | undefined;
  let isNewest = false;

  function begin(turn: object): void {
    [current, begunAt] = [turn, performance.now()];
    timer = setTimeout(end, PATIENCE, turn).unref();
  }

  function end(turn: object): void {
    if (current !== turn) return;
    clearTimeout(timer);
    current = REST;
    rest(performance.now() - begunAt, beginNext);
  }

  function beginNext(): void {
    current = undefined;
    isNewest = !isNewest;
    (isNewest ? waiting.pop() : waiting.shift())?.begin();
  }

  function isLong(method: string, target: string): boolean {
    if (method === "HEAD") return true;
    const until = places.size === 0 ? undefined : places.get(placeOf(method, target));
    return until !== undefined && performance.now() < until;
  }

  function remember(place: string): void {
    const now = performance.now();
    places.delete(place);
    // A part of a text keeps all of it in memory.
    places.set(structuredClone(place), now + MEMORY);
    for (const [oldest, until] of places)
      if (until < now || places.size > MOST_PLACES) places.delete(oldest);
      else break;
  }

  /** Gives up what has waited longest; false where nothing waits. */
  function giveUpOldest(): boolean {
    const oldest = waiting.shift();
    oldest?.giveUp();
    return oldest !== undefined;
  }

  return {
    giveUpOldest,
    /**
     * @param target as a request names it
     * @param onGivenUp told before `come` rejects
     */
    of(method: string, target: string, onGivenUp: () => void): Turn {
      let [coming, isOver]: [Promise<void> | undefined, boolean] = [undefined, false];
      let [cameAt, cameIn] = [0, NaN];
      const come = () => {
        [cameAt, cameIn] = [performance.now(), look.number()];
      };
      const turn: Turn = {
        come() {
          if (coming !== undefined || isOver || current === turn) return coming;
          come();
          if (!isLong(method, target)) return undefined;
          if (current === undefined) {
            begin(turn);
            return undefined;
          }
          if (waiting.length === MOST_WAITING) giveUpOldest();
          coming = new Promise((resolve, reject) => {
            waiting.push({
              begin: () => {
                come();
                begin(turn);
                resolve();
                if (isOver) end(turn);
              },
              giveUp: () => {
                onGivenUp();
                reject(new Overloaded());
              },
            });
          });
          return coming;
        },
        end(made) {
          isOver = true;
          const isSlow = cameIn === look.number() && performance.now() - cameAt > SLOW;
          if (isSlow || made > LONG) remember(placeOf(method, target));
          end(turn);
        },
      };
      return turn;
    },
  };
}

/**
 * A wait after which one goes on at a time, the newest first, and leaves as much time to others as it took: all that
 * waited for one moment would else go on at once.
 */
export function createWait(): Wait {
  const waiting: (() => void)[] = [];
  let isTaken = false;

  function goOn(): void {
    const next = waiting.pop();
    isTaken = next !== undefined;
    if (next === undefined) return;
    const begunAt = performance.now();
    next();
    setImmediate(() => rest(performance.now() - begunAt, goOn));
  }

  return async (milliseconds) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (!isTaken) goOn();
    });
  };
}

/** Leaves as much time to others as something took. */
function rest(took: number, then: () => void): void {
  // A timer takes a millisecond at least.
  if (took < 1) setImmediate(then);
  else setTimeout(then, took).unref();
}

/** Counts how often the connections were looked at: what begins and ends in between had the processor alone. */
function createLook() {
  let [number, isAwaited] = [0, false];
  return {
    number(): number {
      if (!isAwaited)
        setImmediate(() => {
          number += 1;
          isAwaited = false;
        });
      isAwaited = true;
      return number;
    },
  };
}

/** What has one name here, however it is spelled. Queries make no other, nor does what comes behind a long beginning. */
function placeOf(method: string, target: string): string {
  const address = target.startsWith("/") ? `http://localhost${target}` : target;
  const path = URL.canParse(address) ? new URL(address).pathname : target;
  return `${method} ${tryDecode(path, decodeURIComponent)}`.slice(0, LONGEST_PLACE);
}
