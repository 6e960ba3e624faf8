import type { NamedRequest, RequestPiece } from "#protocol/named-request.ts";
import type { WirePiece } from "./marker.ts";
import type { RedactedRequest } from "./request.ts";

/**
 * A request whose tokens are named, as it may be shown: what is secret is a marker, everything else stands
 * as it is sent.
 */
export function showRequest({ method, url, headers, body }: NamedRequest): RedactedRequest {
  return {
    method,
    url: [url],
    headers: headers.map(([name, value]) => [name, value.map(shown)]),
    body: body && body.map(shown),
  };
}

function shown(piece: RequestPiece): WirePiece {
  if (typeof piece === "string") return piece;
  const { owner, name, value, isSecret } = piece;
  return isSecret ? { owner, name } : (value ?? "");
}
