import type { CreateSignIn } from "#login/sign-in.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import { SERVER_TRAITS, type HostTraits } from "#protocol/host-traits.ts";

/** A store like `sessionStorage`, for tests in Node. */
export function createMemoryArea(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/** For tests in which nobody logs in. */
export const signInNowhere: CreateSignIn = () => {
  throw new TypeError("nobody logs in here");
};

/** All that a store holds, as one text to search in. */
export function textOf(area: Storage): string {
  return Array.from({ length: area.length }, (_, index) => area.getItem(area.key(index) ?? ""))
    .filter((text) => text !== null)
    .join("\n");
}

/** What a tenant that can be steered can do. */
export const EVERYTHING: TenantCapabilities = {
  canMint: true,
  canReset: true,
  hasClock: true,
  hasFaults: true,
  faultKinds: ["latency", "rate-limit", "failure", "drop", "lost", "cors-off", "hs256"],
  hasLog: true,
  hasPolicy: true,
  canSuggestAccounts: true,
  canListApplications: true,
  canOpenSession: true,
  host: SERVER_TRAITS,
};

/** What a host within the browser can do. */
export const IN_BROWSER: HostTraits = {
  hasCookies: false,
  hasOwnOrigin: false,
  hasConnections: false,
  isProgram: false,
};

/** What a tenant that can be steered can do within the browser. */
export const EVERYTHING_IN_BROWSER: TenantCapabilities = {
  ...EVERYTHING,
  faultKinds: ["latency", "rate-limit", "failure", "hs256"],
  host: IN_BROWSER,
};
