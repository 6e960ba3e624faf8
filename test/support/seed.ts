import { pbkdf2Sync } from "node:crypto";
import { LINKLAB_SEED } from "#emulator/seed/files.ts";
import type { TenantSeed } from "#emulator/seed/files.ts";

/** The password of every account of the seed. */
export const PASSWORD = "Passw0rd!";

/** LinkLab's own seed, with passwords that take one round to verify instead of 60,000. */
export const QUICK_SEED: TenantSeed = {
  ...LINKLAB_SEED,
  databaseUsers: JSON.parse(
    JSON.stringify(LINKLAB_SEED.databaseUsers).replaceAll(
      /i=60000,l=32\$([^$]+)\$[^"]+/g,
      (_, salt: string) => `i=1,l=32$${salt}$${quickHash(salt)}`,
    ),
  ),
};

function quickHash(salt: string): string {
  const hash = pbkdf2Sync(PASSWORD, Buffer.from(salt, "base64"), 1, 32, "sha256");
  return hash.toString("base64").replace("=", "");
}
