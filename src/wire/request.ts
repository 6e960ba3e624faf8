import type { HttpRequest } from "#protocol/http.ts";
import type { Actor } from "./event.ts";
import { splitMarkers, type Marker, type Redactor, type WirePiece } from "./redact.ts";

/** A request as it may be shown, copied and exported: secrets are markers. */
export type RedactedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** Redacts a request that is about to be sent. */
export function redactRequest(
  redactor: Redactor,
  request: HttpRequest,
  actor: Actor | null,
): RedactedRequest {
  return {
    method: request.method,
    url: redactor.redact(request.url, actor),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, redactor.redact(value, actor)]),
    ),
    body: request.body === undefined ? null : redactor.redact(request.body, actor),
  };
}

/** A redacted request in pieces: text, and markers that a page shows as chips. */
export type PrintedRequest = {
  readonly method: string;
  readonly url: readonly WirePiece[];
  /** Query parameters in order, decoded; the URL is then without them. */
  readonly parameters: readonly (readonly [string, readonly WirePiece[]])[];
  readonly headers: readonly (readonly [string, readonly WirePiece[]])[];
  readonly body: readonly WirePiece[] | null;
};

/** Splits a redacted request for display. */
export function printRequest(request: RedactedRequest): PrintedRequest {
  // Only the first question mark begins the query; a value may hold more.
  const [url = "", ...query] = request.url.split("?");
  return {
    method: request.method,
    url: splitMarkers(url),
    parameters: [...new URLSearchParams(query.join("?"))].map(([name, value]) => [
      name,
      splitMarkers(value),
    ]),
    headers: Object.entries(request.headers).map(([name, value]) => [name, splitMarkers(value)]),
    body: request.body === null ? null : splitMarkers(request.body),
  };
}

/** The request as a curl command. Markers become shell variables, so no secret is copied. */
export function asCurl(request: RedactedRequest): string {
  const lines = [`curl -X ${request.method} ${quote(request.url)}`];
  for (const [name, value] of Object.entries(request.headers)) {
    lines.push(`  -H ${quote(`${name}: ${value}`)}`);
  }
  if (request.body !== null) lines.push(`  -d ${quote(request.body)}`);
  return lines.join(" \\\n");
}

/** Single-quoted for a POSIX shell, with `"$VARIABLE"` outside the quotes for every marker. */
function quote(text: string): string {
  const parts = splitMarkers(text).map((piece) =>
    typeof piece === "string" ? `'${piece.replaceAll("'", `'\\''`)}'` : `"$${variable(piece)}"`,
  );
  return parts.length === 0 ? "''" : parts.join("");
}

function variable({ owner, name }: Marker): string {
  const words = owner === null ? name : `${owner} ${name}`;
  return words.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
}
