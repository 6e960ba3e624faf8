import { useEffect, useSyncExternalStore } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import { verifySignature, type SignatureVerdict } from "#protocol/verify-signature.ts";

/** What is known of the signatures of tokens, by token. */
export type Signatures = ReadonlyMap<string, SignatureVerdict>;

const NONE: Signatures = new Map();

/** One for each set of keys: keys that were read anew know nothing of earlier verdicts. */
const STORES = new WeakMap<KeySet, ReturnType<typeof createVerdicts>>();

/**
 * The verdicts on these tokens by these keys. Whoever asks, a token is verified once. It sends nothing:
 * without keys nothing is verified.
 */
export function useSignatures(tokens: readonly string[], keys: KeySet | null): Signatures {
  const store = keys === null ? null : storeOf(keys);
  const verdicts = useSyncExternalStore(
    store?.subscribe ?? neverChanges,
    store?.verdicts ?? (() => NONE),
  );

  useEffect(() => {
    // What cannot be verified now has no verdict yet, and is tried again with the next change.
    for (const raw of tokens) store?.verify(raw).catch(() => undefined);
  }, [tokens, store]);

  return verdicts;
}

/**
 * Verifies one token for all who show its verdict.
 *
 * @throws Error where the library that verifies cannot be loaded
 */
export async function verifyForAll(raw: string, keys: KeySet): Promise<void> {
  await storeOf(keys).verify(raw);
}

function storeOf(keys: KeySet) {
  const store = STORES.get(keys) ?? createVerdicts(keys);
  STORES.set(keys, store);
  return store;
}

function createVerdicts(keys: KeySet) {
  const listeners = new Set<() => void>();
  const asked = new Map<string, Promise<void>>();
  let verdicts = NONE;

  async function verify(raw: string): Promise<void> {
    try {
      const verdict = await verifySignature(raw, keys);
      verdicts = new Map(verdicts).set(raw, verdict);
    } catch (error) {
      asked.delete(raw);
      throw error;
    }
    for (const listener of listeners) listener();
  }

  return {
    verdicts: () => verdicts,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    verify: (raw: string): Promise<void> => {
      const verdict = asked.get(raw) ?? verify(raw);
      asked.set(raw, verdict);
      return verdict;
    },
  };
}

function neverChanges() {
  return () => undefined;
}
