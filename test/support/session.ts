import type { CreateSignIn } from "#login/sign-in.ts";
import type { TenantCapabilities } from "#protocol/control.ts";

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
  hasLog: true,
  hasPolicy: true,
  canSuggestAccounts: true,
  canListApplications: true,
  canOpenSession: true,
};
