import type { Metadata } from "#linking/walkthrough/metadata-plan.ts";
import type { RedactedRequest } from "#wire/request.ts";

/** The PATCH of A's `user_metadata`, with a marker where A's access token goes. */
export function patchRequest(
  audience: string,
  primaryId: string,
  patch: Metadata,
): RedactedRequest {
  return {
    method: "PATCH",
    url: [`${audience}users/${encodeURIComponent(primaryId)}`],
    headers: [
      ["Authorization", ["Bearer ", { owner: "A", name: "access token" }]],
      ["Content-Type", ["application/json"]],
    ],
    body: [JSON.stringify({ user_metadata: patch }, null, 2)],
  };
}
