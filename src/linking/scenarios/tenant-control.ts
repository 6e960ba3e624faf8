import type { ConfidentialClient } from "#protocol/client-credentials.ts";
import type { ControlCall } from "#protocol/control.ts";

/** The application of LinkLab's own tenant that belongs on a server. Its secret is public and opens nothing else. */
export const WEB_SERVER: ConfidentialClient = {
  clientId: "linklab-web",
  clientSecret: "linklab-web-secret",
};

/** Has the tenant go by other rules. */
export function buildPolicyCall(policy: string): ControlCall {
  return { method: "PUT", path: "policy", body: { policy } };
}

/** Deletes a user of the tenant. */
export function buildRemoveCall(userId: string): ControlCall {
  return { method: "DELETE", path: `users/${encodeURIComponent(userId)}`, body: {} };
}
