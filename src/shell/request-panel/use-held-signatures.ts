import { useEffect, useState } from "react";
import type { HeldToken } from "#linking/tokens/held-token.ts";
import type { KeySet } from "#protocol/discovery.ts";
import { verifySignature, type SignatureVerdict } from "#protocol/verify-signature.ts";

/** What is known of the signatures of these tokens, by token. */
export type HeldSignatures = ReadonlyMap<string, SignatureVerdict>;

/**
 * Checks the tokens of the page with the keys that it has read. It sends nothing: without keys
 * nothing is checked.
 */
export function useHeldSignatures(
  tokens: readonly HeldToken[],
  keys: KeySet | null,
): HeldSignatures {
  const [verdicts, setVerdicts] = useState<HeldSignatures>(new Map());
  const held = tokens.map(({ raw }) => raw).join(" ");

  useEffect(() => {
    if (keys === null || held === "") return undefined;
    let isCurrent = true;
    async function check(known: KeySet): Promise<void> {
      const checked = held
        .split(" ")
        .map(async (raw) => [raw, await verifySignature(raw, known)] as const);
      const settled = new Map(await Promise.all(checked));
      if (isCurrent) setVerdicts(settled);
    }
    void check(keys);
    return () => {
      isCurrent = false;
    };
  }, [held, keys]);

  return verdicts;
}
