import { expect, test } from "vitest";
import { createSnapshotKeeper, MAX_SNAPSHOTS } from "./snapshots.ts";

test("keeps as many as it says; the oldest goes, and no number is given twice", () => {
  let state = 0;
  const snapshots = createSnapshotKeeper(() => {
    const saved = state;
    return () => {
      state = saved;
    };
  });
  const numbers = Array.from({ length: MAX_SNAPSHOTS + 1 }, () => {
    state += 1;
    return snapshots.take();
  });
  expect(new Set(numbers).size).toBe(MAX_SNAPSHOTS + 1);
  expect(snapshots.restore(numbers[0] ?? 0)).toBe(false);
  expect(state).toBe(MAX_SNAPSHOTS + 1);
  expect(snapshots.restore(numbers[1] ?? 0)).toBe(true);
  expect(state).toBe(2);
  snapshots.clear();
  expect(snapshots.restore(numbers[1] ?? 0)).toBe(false);
  expect(numbers).not.toContain(snapshots.take());
});
