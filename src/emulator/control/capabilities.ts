import { requestHeader } from "#emulator/answer-log.ts";
import { endpoints } from "#emulator/endpoints.ts";
import { faultKinds } from "./faults.ts";
import { policies } from "#emulator/policy.ts";
import { mintAlgorithms, mintKeys, mintKinds } from "./schemas.ts";

/**
 * What this tenant can do beside what Auth0 does, each by the name of its address under `/_linklab/`, with
 * the choices that it offers. A real tenant has nothing at that address, so whoever asks need not know
 * what kind of tenant it is.
 */
export const capabilities = {
  snapshot: {},
  reset: {},
  policy: { policies: Object.keys(policies) },
  clock: { moves: ["freeze", "offset", "advance"] },
  "rate-limit": {},
  faults: { endpoints: Object.keys(endpoints), kinds: faultKinds },
  /** Reading all accounts is what it takes to suggest which ones might be linked. */
  users: {},
  mint: { kinds: mintKinds, algorithms: mintAlgorithms, keys: mintKeys },
  /** The header of every answer that holds the number of its entry. */
  log: { header: requestHeader },
} as const;
