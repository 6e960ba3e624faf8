import type { Metadata } from "#linking/metadata-plan.ts";
import { createRedactor } from "#wire/redact.ts";
import type { RedactedRequest } from "#wire/request.ts";

/** The PATCH of A's `user_metadata`, with a marker where A's access token goes. */
export function patchRequest(
  audience: string,
  primaryId: string,
  patch: Metadata,
): RedactedRequest {
  return {
    method: "PATCH",
    url: `${audience}users/${encodeURIComponent(primaryId)}`,
    headers: {
      Authorization: createRedactor().redact("Bearer token", "A"),
      "Content-Type": "application/json",
    },
    // A bracket of the markers, written as JSON may write it: metadata is text, never a marker.
    body: JSON.stringify({ user_metadata: patch }, null, 2).replaceAll("⟦", "\\u27e6"),
  };
}
