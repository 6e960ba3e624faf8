import { useMemo, useState } from "react";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { TokenReading } from "#protocol/token-reading.ts";
import { isRecord, stringClaim } from "#protocol/token.ts";
import { judgeWithoutKeys, type SignatureVerdict } from "#protocol/verify-signature.ts";
import { useSignatures, verifyForAll } from "#shell/use-signatures.ts";
import type { HeldSlot } from "./slots.ts";

/**
 * What is known of the signatures of the tokens here. Tokens of the walkthrough are verified with the
 * keys that it read; for a pasted one nothing is asked until the reader says so.
 */
export function useSignatureCheck({
  tenant,
  knownKeys,
  fetchKeys,
  held,
}: {
  tenant: Tenant;
  /** Keys that the walkthrough read already. */
  knownKeys: KeySet | null;
  fetchKeys: () => Promise<KeySet>;
  /** The tokens that came with the logins here. */
  held: Readonly<Record<HeldSlot, string | null>>;
}) {
  const [fetched, setFetched] = useState<KeySet | null>(null);
  const [withoutKeys, setWithoutKeys] = useState<string | null>(null);
  const [checking, setChecking] = useState<string | null>(null);
  const keys = knownKeys ?? fetched;
  const { "access-a": access, "id-a": primary, "id-b": proof } = held;
  const tokens = useMemo(
    () => [access, primary, proof].filter((raw) => raw !== null),
    [access, primary, proof],
  );
  const verdicts = useSignatures(tokens, keys);

  async function check({ raw }: TokenReading): Promise<void> {
    setChecking(raw);
    setWithoutKeys(null);
    try {
      const fresh = keys ?? (await fetchKeys());
      setFetched(fresh);
      await verifyForAll(raw, fresh);
    } catch {
      setWithoutKeys(raw);
    } finally {
      setChecking(null);
    }
  }

  function verdictOf(token: TokenReading): SignatureVerdict {
    return (
      judgeBeforehand(token, tenant) ??
      verdicts.get(token.raw) ?? {
        state: "not-checked",
        reason: token.raw === withoutKeys ? "no-keys" : "not-asked",
      }
    );
  }

  return {
    verdictOf,
    /** Whether asking for keys could change the verdict. */
    canCheck: (token: TokenReading): boolean =>
      judgeBeforehand(token, tenant) === null && !verdicts.has(token.raw),
    hasKeys: keys !== null,
    isChecking: (token: TokenReading): boolean => checking === token.raw,
    check,
  };
}

/** What is certain without keys. This page may only ask the tenant in use: its policy says so. */
function judgeBeforehand(token: TokenReading, tenant: Tenant): SignatureVerdict | null {
  const early = judgeWithoutKeys(token);
  if (early !== null) return early;
  const claims = token.payload?.value;
  const issuer = isRecord(claims) ? stringClaim(claims, "iss") : null;
  if (issuer === null) return { state: "not-checked", reason: "no-issuer" };
  return issuer === tenant.issuer ? null : { state: "not-checked", reason: "other-issuer" };
}
