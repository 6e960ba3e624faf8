import type { Clock } from "#emulator/ports.ts";

/** A clock that can be set, in front of one that runs. Times are milliseconds since the epoch. */
export type ControlledClock = {
  now: Clock;
  state: () => { now: number; isFrozen: boolean; offset: number };
  /** Stops it, at this time or where it is. */
  freeze: (at: number | undefined) => void;
  /** Runs so many milliseconds beside the real one; a frozen clock runs again. */
  setOffset: (offset: number) => void;
  /** Moves it, frozen or not. */
  advance: (by: number) => void;
  reset: () => void;
};

/** No time outside of these: far enough for every lifetime, near enough for `Date`. */
export const CLOCK_RANGE = { earliest: 0, latest: 4_102_444_800_000 } as const;

/** Puts the switch in front of a clock. It begins as if it were not there. */
export function createControlledClock(base: Clock): ControlledClock {
  let offset = 0;
  let frozenAt: number | undefined;
  const now = (): number => within(frozenAt ?? base() + offset);
  return {
    now,
    state: () => ({ now: now(), isFrozen: frozenAt !== undefined, offset }),
    freeze: (at) => {
      frozenAt = within(at ?? now());
    },
    setOffset: (changed) => {
      frozenAt = undefined;
      offset = changed;
    },
    advance: (by) => {
      if (frozenAt === undefined) offset += by;
      else frozenAt = within(frozenAt + by);
    },
    reset: () => {
      frozenAt = undefined;
      offset = 0;
    },
  };
}

function within(time: number): number {
  return Math.min(Math.max(time, CLOCK_RANGE.earliest), CLOCK_RANGE.latest);
}
