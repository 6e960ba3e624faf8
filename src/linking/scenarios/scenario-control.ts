import type { ControlCall } from "#protocol/control.ts";
import type { Change, MintedToken } from "./change.ts";
import type { Scenario } from "./scenario.ts";

/** Who A and B are, as `provider|id`. */
export type Owners = Readonly<Record<"A" | "B", string>>;

/**
 * What to tell the tenant before a change, and what to undo it; `null` where the tenant has no part in
 * it. A mint is no change of the tenant: see {@link buildMintCall}.
 */
function buildScenarioCalls(
  change: Change,
  owners: Owners,
): { readonly apply: ControlCall; readonly revert: ControlCall } | null {
  switch (change.by) {
    case "fault":
      return {
        apply: { method: "POST", path: "faults", body: change.fault },
        revert: { method: "DELETE", path: "faults", body: {} },
      };
    case "clock":
      return {
        apply: { method: "PUT", path: "clock", body: { offset: change.offset } },
        revert: { method: "PUT", path: "clock", body: { offset: 0 } },
      };
    case "bucket": {
      const { burst, per_second } = change;
      return {
        apply: { method: "PUT", path: "rate-limit", body: { burst, per_second } },
        revert: { method: "PUT", path: "rate-limit", body: { burst: 50, per_second: 50 } },
      };
    }
    case "block": {
      const path = `users/${encodeURIComponent(owners[change.owner])}`;
      return {
        apply: { method: "PATCH", path, body: { blocked: true } },
        revert: { method: "PATCH", path, body: { blocked: false } },
      };
    }
    case "parameter":
    case "request":
    case "tamper":
    case "mint":
    case "browser":
      return null;
  }
}

/** All that the tenant is told before a scenario. */
export function buildApplyCalls({ changes }: Scenario, owners: Owners): readonly ControlCall[] {
  return changes.flatMap((change) => buildScenarioCalls(change, owners)?.apply ?? []);
}

/** All that the tenant is told after a scenario. */
export function buildRevertCalls({ changes }: Scenario, owners: Owners): readonly ControlCall[] {
  return changes.flatMap((change) => buildScenarioCalls(change, owners)?.revert ?? []);
}

/** Asks for a token to order. The answer holds it as `token`. */
export function buildMintCall(token: MintedToken, userId: string, clientId: string): ControlCall {
  return {
    method: "POST",
    path: "mint",
    body: { ...token, user_id: userId, client_id: clientId },
  };
}
