import { MOST_WRITTEN } from "#emulator/accounts/room.ts";

/** A state of a tenant. */
export type Saved = {
  /** Puts it back to how it was. */
  restore: () => void;
  /** What it takes in memory, as far as can be told. */
  bytes: number;
};

/**
 * States of a tenant to which it can go back. They stay inside, since they hold passwords, codes and tokens:
 * whoever has one taken gets its number.
 */
export type SnapshotKeeper = {
  /** @returns the snapshot's number */
  take: () => number;
  /** @returns false when there is no such snapshot, or no longer */
  restore: (number: number) => boolean;
  clear: () => void;
};

/** How many are kept, and fewer where all that is written about users would not leave room; the oldest goes. */
export const MAX_SNAPSHOTS = 50;

/** Keeps what `save` gives. No number is given twice. */
export function createSnapshotKeeper(save: () => Saved): SnapshotKeeper {
  const kept = new Map<number, Saved>();
  let count = 0;
  return {
    take: () => {
      count += 1;
      kept.set(count, save());
      kept.delete(count - MAX_SNAPSHOTS);
      let bytes = 0;
      for (const [number, saved] of [...kept].toReversed())
        if ((bytes += saved.bytes) > MOST_WRITTEN && number < count) kept.delete(number);
      return count;
    },
    restore: (number) => {
      const saved = kept.get(number);
      saved?.restore();
      return saved !== undefined;
    },
    clear: () => kept.clear(),
  };
}
