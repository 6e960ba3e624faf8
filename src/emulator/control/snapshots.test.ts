import { expect, test } from "vitest";
import { MOST_WRITTEN } from "#emulator/accounts/room.ts";
import { createTestTenant, ISSUER } from "#test/support/tenant.ts";
import { createSnapshotKeeper, MAX_SNAPSHOTS } from "./snapshots.ts";

function keepNumbers(bytes: number) {
  const now = { state: 0 };
  const snapshots = createSnapshotKeeper(() => {
    const { state } = now;
    return { restore: () => void (now.state = state), bytes };
  });
  const take = () => {
    now.state += 1;
    return snapshots.take();
  };
  return { now, snapshots, take };
}

test("keeps as many as it says; the oldest goes, and no number is given twice", () => {
  const { now, snapshots, take } = keepNumbers(1);
  const numbers = Array.from({ length: MAX_SNAPSHOTS + 1 }, take);
  expect(new Set(numbers).size).toBe(MAX_SNAPSHOTS + 1);
  expect(snapshots.restore(numbers[0] ?? 0)).toBe(false);
  expect(now.state).toBe(MAX_SNAPSHOTS + 1);
  expect(snapshots.restore(numbers[1] ?? 0)).toBe(true);
  expect(now.state).toBe(2);
  snapshots.clear();
  expect(snapshots.restore(numbers[1] ?? 0)).toBe(false);
  expect(numbers).not.toContain(snapshots.take());
});

test("keeps no more than there is room for, and the newest in any case", () => {
  const { snapshots, take } = keepNumbers(MOST_WRITTEN / 3 + 1);
  const numbers = [take(), take(), take()];
  expect(numbers.map(snapshots.restore)).toEqual([false, true, true]);
  const large = keepNumbers(2 * MOST_WRITTEN);
  expect([large.take(), large.take()].map(large.snapshots.restore)).toEqual([false, true]);
});

test("a tenant says how large its snapshots are", async () => {
  const { tenant, store } = createTestTenant();
  const call = (path: string) =>
    tenant.fetch(
      new Request(new URL(`_linklab/snapshots${path}`, ISSUER), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: "{}",
      }),
    );
  const statuses: number[] = [];
  for (let number = 1; number <= 3; number += 1) {
    const [user] = store.users.values();
    if (user === undefined) throw new TypeError("there is nobody");
    const userMetadata = { text: String(number).repeat(MOST_WRITTEN / 5) };
    store.users.set(user.userId, { ...user, userMetadata });
    statuses.push((await call("")).status);
  }
  statuses.push((await call("/1/restore")).status, (await call("/2/restore")).status);
  expect(statuses).toEqual([201, 201, 201, 404, 200]);
});
