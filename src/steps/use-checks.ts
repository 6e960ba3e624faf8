import { useMemo, useState } from "react";
import type { Check } from "#linking/tokens/checks.ts";
import { checksOf } from "#linking/walkthrough/request-checks.ts";
import type { StepRequest } from "#linking/walkthrough/requests.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { holdsAsGiven } from "#protocol/verify-signature.ts";
import { useSignatures } from "#shell/use-signatures.ts";

/** What the checks of a request say; `checks` is `null` where it carries no two tokens to check. */
export type CheckedRequest = { readonly checks: readonly Check[] | null; readonly now: number };

/** The ten checks of a request, with the signature of its ID token really verified; `null` meanwhile. */
export function useChecks(
  request: StepRequest | null,
  { keys, primary }: Walkthrough,
  tenant: Tenant,
): CheckedRequest | null {
  const token = request?.linkWith?.value ?? "";
  const tokens = useMemo(() => [token], [token]);
  const signature = useSignatures(tokens, keys).get(token);
  // The checks judge the moment in which the token came, not each second after it.
  const [since, setSince] = useState(() => ({ token, now: currentSecond() }));
  if (since.token !== token) setSince({ token, now: currentSecond() });

  if (request === null || signature === undefined) return null;
  const { now } = since;
  const checks = checksOf(request, {
    primaryIdToken: primary?.tokens?.idToken ?? null,
    isSignatureValid: holdsAsGiven(signature),
    audience: tenant.audience,
    now,
  });
  return { checks, now };
}

function currentSecond(): number {
  return Math.floor(Date.now() / 1000);
}
