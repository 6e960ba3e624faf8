import type { ControlCall } from "#protocol/control.ts";
import type { Means, MintedToken } from "./scenario.ts";

/** Who A and B are, as `provider|id`. */
export type Owners = Readonly<Record<"A" | "B", string>>;

/**
 * What to tell the tenant before a break, and what to undo it; `null` where the tenant has no part in
 * it. A mint is no change of the tenant: see {@link buildMintCall}.
 */
export function buildBreakCalls(
  means: Means,
  owners: Owners,
): { readonly make: ControlCall; readonly undo: ControlCall } | null {
  switch (means.by) {
    case "fault":
      return {
        make: { method: "POST", path: "faults", body: means.fault },
        undo: { method: "DELETE", path: "faults", body: {} },
      };
    case "clock":
      return {
        make: { method: "PUT", path: "clock", body: { offset: means.offset } },
        undo: { method: "PUT", path: "clock", body: { offset: 0 } },
      };
    case "bucket": {
      const { burst, per_second } = means;
      return {
        make: { method: "PUT", path: "rate-limit", body: { burst, per_second } },
        undo: { method: "PUT", path: "rate-limit", body: { burst: 50, per_second: 50 } },
      };
    }
    case "block": {
      const path = `users/${encodeURIComponent(owners[means.owner])}`;
      return {
        make: { method: "PATCH", path, body: { blocked: true } },
        undo: { method: "PATCH", path, body: { blocked: false } },
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

/** Asks for a token to order. The answer holds it as `token`. */
export function buildMintCall(token: MintedToken, userId: string, clientId: string): ControlCall {
  return {
    method: "POST",
    path: "mint",
    body: { ...token, user_id: userId, client_id: clientId },
  };
}
