import { REQUEST_HEADER } from "#emulator/answer-log.ts";
import { ENDPOINTS } from "#emulator/endpoints.ts";
import type { HostTraits } from "#emulator/host-traits.ts";
import { FAULT_KINDS, FAULT_PLACES, lackOfHost } from "./faults.ts";
import { POLICIES } from "#emulator/policy.ts";
import { MINT_ALGORITHMS, MINT_KEYS, MINT_KINDS } from "./schemas.ts";

/**
 * What this tenant can do beside what Auth0 does, each by the name of its address under `/_linklab/`, with
 * the choices that it offers. A real tenant has nothing at that address, so whoever asks need not know
 * what kind of tenant it is.
 */
export function describeCapabilities(traits: HostTraits) {
  return {
    /** No address: what holds of every tenant that is a server, Auth0's among them, and may not hold here. */
    host: {
      cookies: traits.hasCookies,
      own_origin: traits.hasOwnOrigin,
      connections: traits.hasConnections,
      program: traits.isProgram,
    },
    snapshot: {},
    /** Going back to a state. */
    snapshots: {},
    reset: {},
    policy: { policies: Object.keys(POLICIES) },
    clock: { moves: ["freeze", "offset", "advance"] },
    "rate-limit": {},
    faults: {
      endpoints: Object.keys(ENDPOINTS),
      kinds: FAULT_KINDS.filter((kind) => lackOfHost(kind, traits) === undefined),
      places: FAULT_PLACES,
    },
    /** Reading all accounts is what it takes to suggest which ones might be linked. */
    users: {},
    /** Which applications it knows, without their secrets, and adding some. */
    applications: {},
    connections: {},
    /** Signing a browser in without its login page. */
    sessions: {},
    mint: { kinds: MINT_KINDS, algorithms: MINT_ALGORITHMS, keys: MINT_KEYS },
    /** The header of every answer that holds the number of its entry. */
    log: { header: REQUEST_HEADER },
  } as const;
}
