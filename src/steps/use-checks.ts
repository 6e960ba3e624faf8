import { useEffect, useState } from "react";
import type { Check } from "#linking/tokens/checks.ts";
import { checksOf } from "#linking/walkthrough/request-checks.ts";
import type { StepRequest } from "#linking/walkthrough/requests.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { verifySignature } from "#protocol/verify-signature.ts";

/** What the checks of a request say; `checks` is `null` where it carries no two tokens to check. */
export type CheckedRequest = { readonly checks: readonly Check[] | null; readonly now: number };

type Verdict = { readonly token: string; readonly isValid: boolean; readonly at: number };

/** The ten checks of a request, with the signature of its ID token really verified; `null` meanwhile. */
export function useChecks(
  request: StepRequest | null,
  { keys, primary }: Walkthrough,
  tenant: Tenant,
): CheckedRequest | null {
  const token = request?.linkWith?.value ?? "";
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  useEffect(() => {
    if (keys === null) return undefined;
    let isCurrent = true;
    const at = Math.floor(Date.now() / 1000);
    async function verify(known: KeySet): Promise<void> {
      const { state } = await verifySignature(token, known);
      if (isCurrent) setVerdict({ token, isValid: state === "valid", at });
    }
    void verify(keys);
    return () => {
      isCurrent = false;
    };
  }, [token, keys]);

  if (request === null || verdict === null || verdict.token !== token) return null;
  const checks = checksOf(request, {
    primaryIdToken: primary?.tokens?.idToken ?? null,
    isSignatureValid: verdict.isValid,
    audience: tenant.audience,
    now: verdict.at,
  });
  return { checks, now: verdict.at };
}
