import { useEffect, useState } from "react";
import type { Check } from "#linking/checks.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { ProtocolError } from "#protocol/errors.ts";
import { verifyIdToken } from "#protocol/id-token.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { checksFor } from "./derived.ts";

type Verdict = { readonly idToken: string; readonly isValid: boolean; readonly at: number };

/** The ten checks, with B's signature really verified; `null` while that goes on or a token lacks. */
export function useChecks(walkthrough: Walkthrough, tenant: Tenant): readonly Check[] | null {
  const { keys, secondary } = walkthrough;
  const idToken = secondary?.idToken ?? null;
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  useEffect(() => {
    if (idToken === null || keys === null) return undefined;
    let isCurrent = true;
    const now = new Date();
    const judge = (isValid: boolean) => {
      if (isCurrent) setVerdict({ idToken, isValid, at: Math.floor(now.getTime() / 1000) });
    };
    verifyIdToken(idToken, { issuer: tenant.issuer, clientId: tenant.clientId, keys, now }).then(
      () => judge(true),
      // A claim that does not fit is the business of its own check.
      (error: unknown) => judge(error instanceof ProtocolError && error.code === "claim_invalid"),
    );
    return () => {
      isCurrent = false;
    };
  }, [idToken, keys, tenant]);

  if (verdict === null || verdict.idToken !== idToken) return null;
  return checksFor(walkthrough, {
    tenant,
    isSignatureValid: verdict.isValid,
    now: verdict.at,
  });
}
