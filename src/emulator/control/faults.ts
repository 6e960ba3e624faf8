import type { Endpoint } from "#emulator/endpoints.ts";
import type { HostTraits } from "#emulator/host-traits.ts";

/** What can go wrong on purpose. */
export const FAULT_KINDS = [
  "latency",
  "rate-limit",
  "failure",
  "drop",
  "lost",
  "cors-off",
  "hs256",
] as const;

/** The name of a fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Where alone a fault can hit, for those that do not hit everywhere: an ID token is made in three places. */
export const FAULT_PLACES: Partial<Record<FaultKind, readonly Endpoint[]>> = {
  hs256: ["authorize", "login", "token"],
};

/** Whether a fault can hit there at all. */
export function isFaultAt(kind: FaultKind, endpoint: Endpoint): boolean {
  return FAULT_PLACES[kind]?.includes(endpoint) ?? true;
}

/** What a host has to have, for those that not every host can play. */
const FAULT_NEEDS: Partial<Record<FaultKind, { trait: keyof HostTraits; words: string }>> = {
  drop: { trait: "hasConnections", words: "a connection that can be cut" },
  lost: { trait: "hasConnections", words: "a connection that can be cut" },
  "cors-off": { trait: "hasOwnOrigin", words: "an app of another origin" },
};

/** What a fault needs that its host does not have, in words; undefined where it can be played. */
export function lackOfHost(kind: FaultKind, traits: HostTraits): string | undefined {
  const need = FAULT_NEEDS[kind];
  return need === undefined || traits[need.trait] ? undefined : need.words;
}

/** A fault that waits for its requests. */
export type Fault = {
  endpoint: Endpoint;
  kind: FaultKind;
  /** How many more requests it hits. */
  count: number;
  /** How long `latency` holds an answer back. */
  milliseconds: number;
  /** Seconds, what `rate-limit` puts into `Retry-After`. */
  retryAfter: number;
};

/** The faults of a tenant. */
export type Faults = {
  list: () => readonly Fault[];
  /** @returns false when there are too many already */
  add: (fault: Fault) => boolean;
  /** The next fault of one of these kinds at an endpoint; its count goes down by one. */
  take: (endpoint: Endpoint | undefined, kinds: readonly FaultKind[]) => Fault | undefined;
  /** Has these wait, instead of those that do. */
  replace: (others: readonly Fault[]) => void;
  clear: () => void;
};

/** More than any lesson needs. */
const MAX_FAULTS = 50;

/** Faults in the order in which they were added. */
export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  return {
    list: () => faults,
    add: (fault) => {
      if (faults.length >= MAX_FAULTS) return false;
      faults = [...faults, fault];
      return true;
    },
    take: (endpoint, kinds) => {
      const found = faults.find((one) => one.endpoint === endpoint && kinds.includes(one.kind));
      if (found === undefined) return undefined;
      faults = faults
        .map((one) => (one === found ? { ...one, count: one.count - 1 } : one))
        .filter(({ count }) => count > 0);
      return found;
    },
    replace: (others) => {
      faults = others;
    },
    clear: () => {
      faults = [];
    },
  };
}
