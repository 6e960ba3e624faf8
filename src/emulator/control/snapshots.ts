/** Puts a tenant back to how it was. */
export type Restore = () => void;

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

/** How many are kept; the oldest goes. */
export const MAX_SNAPSHOTS = 50;

/** Keeps what `save` gives. No number is given twice. */
export function createSnapshotKeeper(save: () => Restore): SnapshotKeeper {
  const kept = new Map<number, Restore>();
  let count = 0;
  return {
    take: () => {
      count += 1;
      kept.set(count, save());
      kept.delete(count - MAX_SNAPSHOTS);
      return count;
    },
    restore: (number) => {
      const restore = kept.get(number);
      restore?.();
      return restore !== undefined;
    },
    clear: () => kept.clear(),
  };
}
