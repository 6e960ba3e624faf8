import { systemRandom } from "#emulator/hosts/system.ts";
import { generateSigningKeys, importSigningKeys } from "#emulator/index.ts";
import type { SigningKeys } from "#emulator/index.ts";
import type { TenantOptions } from "./types.ts";

let made: Promise<SigningKeys> | undefined;

/**
 * The keys that were brought, or those of this process, which are made when somebody first signs with them.
 * @throws TypeError when they are no keys
 */
export async function keysOf(keys: TenantOptions["keys"]): Promise<() => Promise<SigningKeys>> {
  if (keys === undefined) return () => (made ??= generateSigningKeys(systemRandom));
  const imported = await importSigningKeys(keys, systemRandom);
  return () => Promise.resolve(imported);
}
