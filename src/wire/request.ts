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

/** A redacted request in pieces: text, and markers that a page shows as chips; and as a command. */
export type PrintedRequest = {
  readonly method: string;
  /** The path, as HTTP sends it; the host stands among the headers. */
  readonly url: readonly WirePiece[];
  /** Query parameters in order, decoded. */
  readonly parameters: readonly (readonly [string, readonly WirePiece[]])[];
  readonly headers: readonly (readonly [string, readonly WirePiece[]])[];
  readonly body: readonly WirePiece[] | null;
  readonly curl: string;
};

/** Splits a redacted request for display. */
export function printRequest(request: RedactedRequest): PrintedRequest {
  const { host, path, query } = splitUrl(request.url);
  return {
    method: request.method,
    url: splitMarkers(path),
    parameters: [...new URLSearchParams(query)].map(([name, value]) => [name, splitMarkers(value)]),
    headers: [
      ["Host", [host]],
      ...Object.entries(request.headers).map(([name, value]): [string, readonly WirePiece[]] => [
        name,
        splitMarkers(value),
      ]),
    ],
    body: request.body === null ? null : splitMarkers(request.body),
    curl: asCurl(request),
  };
}

/** Splits by text, not by `URL`, which would encode the markers. */
function splitUrl(url: string): { host: string; path: string; query: string } {
  const match = /^https?:\/\/([^/?#]+)([^?#]*)\??([^#]*)/.exec(url);
  return { host: match?.[1] ?? "", path: match?.[2] ?? url, query: match?.[3] ?? "" };
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

/** The request as JavaScript with `fetch`. Markers become variables, so no secret is copied. */
export function asFetch(request: RedactedRequest): string {
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${literal(value)},`,
  );
  return [
    `const response = await fetch(${literal(request.url)}, {`,
    `  method: ${JSON.stringify(request.method)},`,
    ...(headers.length === 0 ? [] : ["  headers: {", ...headers, "  },"]),
    ...(request.body === null ? [] : [`  body: ${literal(request.body)},`]),
    "});",
  ].join("\n");
}

/** A string of JavaScript; a template where a marker is in it or it has several lines. */
function literal(text: string): string {
  const pieces = splitMarkers(text);
  const isPlain = pieces.every((piece) => typeof piece === "string") && !text.includes("\n");
  if (isPlain) return JSON.stringify(text);
  const parts = pieces.map((piece) =>
    typeof piece === "string" ? escaped(piece) : `\${${variable(piece)}}`,
  );
  return `\`${parts.join("")}\``;
}

/** A template reads `\r\n` as `\n`, so a carriage return is written out. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`]|\$(?=\{)/g, String.raw`\$&`).replaceAll("\r", String.raw`\r`);
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
  return words
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
}
