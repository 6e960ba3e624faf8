import { expect, test } from "vitest";
import { verifyPassword } from "#emulator/accounts/passwords.ts";
import { LINKLAB_SEED } from "#emulator/seed/files.ts";
import { PASSWORD, QUICK_SEED } from "#test/support/seed.ts";

const hashesOf = (seed: typeof LINKLAB_SEED) =>
  [...JSON.stringify(seed.databaseUsers).matchAll(/\$pbkdf2[^"]+/g)].map(([hash]) => hash);

const withoutHashes = (seed: typeof LINKLAB_SEED) =>
  JSON.stringify(seed).replaceAll(/\$pbkdf2[^"]+/g, "");

test.each([
  ["LinkLab's seed", LINKLAB_SEED, "i=60000,"],
  ["the quick one of the tests", QUICK_SEED, "i=1,"],
])("%s takes the password that the tests know, and no other", async (_, seed, rounds) => {
  const hashes = hashesOf(seed);
  expect(hashes).toHaveLength(2);
  for (const hash of hashes) {
    expect(hash).toContain(rounds);
    expect(await verifyPassword(PASSWORD, hash)).toBe(true);
    expect(await verifyPassword(`${PASSWORD}.`, hash)).toBe(false);
  }
});

test("the seeds differ in nothing else", () => {
  expect(withoutHashes(QUICK_SEED)).toBe(withoutHashes(LINKLAB_SEED));
});
