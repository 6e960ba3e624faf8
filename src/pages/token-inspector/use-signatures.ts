import { useCallback, useEffect, useState } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { readToken, type TokenReading } from "#protocol/token-reading.ts";
import { isRecord, stringClaim } from "#protocol/token.ts";
import {
  judgeWithoutKeys,
  verifySignature,
  type SignatureVerdict,
} from "#protocol/verify-signature.ts";

/**
 * What is known of the signatures on the bench. Tokens of the walkthrough are checked with the keys
 * that it read; for a pasted one nothing is asked until the reader says so.
 */
export function useSignatures({
  tenant,
  knownKeys,
  fetchKeys,
  held,
}: {
  tenant: Tenant;
  /** Keys that the walkthrough read already. */
  knownKeys: KeySet | null;
  fetchKeys: () => Promise<KeySet>;
  /** A token that came with a login here. */
  held: string | null;
}) {
  const [fetched, setFetched] = useState<KeySet | null>(null);
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, SignatureVerdict>>(new Map());
  const [checking, setChecking] = useState<string | null>(null);
  const keys = fetched ?? knownKeys;

  const settle = useCallback((raw: string, verdict: SignatureVerdict) => {
    setVerdicts((known) => new Map(known).set(raw, verdict));
  }, []);

  useEffect(() => {
    if (knownKeys === null || held === null || before(readToken(held), tenant) !== null) return;
    void verifySignature(held, knownKeys).then((verdict) => settle(held, verdict));
  }, [knownKeys, held, tenant, settle]);

  async function check(token: TokenReading): Promise<void> {
    setChecking(token.raw);
    try {
      const fresh = keys ?? (await fetchKeys());
      setFetched(fresh);
      settle(token.raw, await verifySignature(token.raw, fresh));
    } catch {
      settle(token.raw, { state: "not-checked", reason: "no-keys" });
    } finally {
      setChecking(null);
    }
  }

  return {
    verdictOf: (token: TokenReading): SignatureVerdict =>
      verdicts.get(token.raw) ??
      before(token, tenant) ?? { state: "not-checked", reason: "not-asked" },
    /** Whether asking for keys could change the verdict. */
    canCheck: (token: TokenReading): boolean => {
      const known = verdicts.get(token.raw);
      const isOpen = known === undefined || known.state === "not-checked";
      return isOpen && before(token, tenant) === null;
    },
    hasKeys: keys !== null,
    isChecking: (token: TokenReading): boolean => checking === token.raw,
    check,
  };
}

/** What is certain without keys. This page may only ask the tenant in use: its policy says so. */
function before(token: TokenReading, tenant: Tenant): SignatureVerdict | null {
  const early = judgeWithoutKeys(token);
  if (early !== null) return early;
  const claims = token.payload?.value;
  const issuer = isRecord(claims) ? stringClaim(claims, "iss") : null;
  if (issuer === null) return { state: "not-checked", reason: "no-issuer" };
  return issuer === tenant.issuer ? null : { state: "not-checked", reason: "other-issuer" };
}
