import { layOutJson } from "./lay-out-json.ts";
import type { Marker, WirePiece } from "./marker.ts";

/**
 * A request as it may be shown, copied and exported, in pieces: secrets are markers. Nothing that a
 * text holds can become a marker, as text and markers are apart from the start.
 */
export type RedactedRequest = {
  readonly method: string;
  readonly url: readonly WirePiece[];
  readonly headers: readonly (readonly [string, readonly WirePiece[]])[];
  readonly body: readonly WirePiece[] | null;
};

/** A redacted request for display: text, and markers that a page shows as chips; and as a command. */
export type PrintedRequest = {
  readonly method: string;
  /** The path, as HTTP sends it; the host stands among the headers. */
  readonly url: readonly WirePiece[];
  /** Query parameters in order, decoded. */
  readonly parameters: readonly (readonly [string, readonly WirePiece[]])[];
  readonly headers: readonly (readonly [string, readonly WirePiece[]])[];
  /** Laid out for reading where it is JSON; the command has it as it is sent. */
  readonly body: readonly WirePiece[] | null;
  readonly curl: string;
};

/** Lays a redacted request out for display. */
export function printRequest(request: RedactedRequest): PrintedRequest {
  const { host, path, query } = splitUrl(request.url);
  return {
    method: request.method,
    url: path,
    parameters: parametersOf(query),
    headers: [["Host", host], ...request.headers],
    body: request.body && layOutJson(request.body),
    curl: asCurl(request),
  };
}

/**
 * The request as a curl command. Markers become shell variables, so no secret is copied. Nothing in it
 * means anything to curl itself: no range in a URL, no name of a file in a body. A refusal fails in a
 * script, too, and still shows what it says.
 */
export function asCurl(request: RedactedRequest): string {
  const method = /^[A-Z]+$/.test(request.method) ? request.method : quote([request.method]);
  const globoff = request.url.some((piece) => typeof piece === "string" && /[[\]{}]/.test(piece));
  const lines = [`curl${globoff ? " -g" : ""} -X ${method} --fail-with-body ${quote(request.url)}`];
  for (const [name, value] of request.headers) {
    const isEmpty = joined(value).length === 0;
    lines.push(`  -H ${quote(isEmpty ? [`${name};`] : [`${name}: `, ...value])}`);
  }
  if (request.body !== null) {
    const [first] = joined(request.body);
    const isFile = typeof first === "string" && first.startsWith("@");
    lines.push(`  ${isFile ? "--data-raw" : "-d"} ${quote(request.body)}`);
  }
  return lines.join(" \\\n");
}

/** The request as JavaScript with `fetch`. Markers become variables, so no secret is copied. */
export function asFetch(request: RedactedRequest): string {
  const headers = request.headers.map(
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

type SplitUrl = Record<"host" | "path" | "query", WirePiece[]>;

/** Splits by text, not by `URL`, which knows no markers. What is no URL is a path. */
function splitUrl(url: readonly WirePiece[]): SplitUrl {
  const [first = "", ...rest] = joined(url);
  const scheme = typeof first === "string" ? /^https?:\/\//.exec(first)?.[0] : undefined;
  const parts: SplitUrl = { host: [], path: [], query: [] };
  let part: keyof SplitUrl | null = scheme === undefined ? "path" : "host";
  const text = typeof first === "string" ? first.slice(scheme?.length ?? 0) : first;
  for (const piece of [text, ...rest]) {
    if (typeof piece !== "string") {
      if (part !== null) parts[part].push(piece);
      continue;
    }
    for (const [run] of piece.matchAll(/[/?#]|[^/?#]+/g)) {
      if (part === "host" && run === "/") part = "path";
      if (run === "#") part = null;
      else if (part !== "query" && part !== null && run === "?") part = "query";
      else if (part !== null) parts[part].push(run);
    }
  }
  return { host: joined(parts.host), path: joined(parts.path), query: joined(parts.query) };
}

/** Parameters in order. A text is decoded piece by piece, so that none can decode to a marker. */
function parametersOf(query: readonly WirePiece[]): [string, readonly WirePiece[]][] {
  const parameters: { name: string; value: WirePiece[]; isNamed: boolean }[] = [];
  const begin = () => parameters.push({ name: "", value: [], isNamed: false });
  begin();
  for (const piece of query) {
    for (const run of typeof piece === "string" ? piece.split(/([&=])/) : [piece]) {
      const last = parameters.at(-1);
      if (last === undefined || run === "") continue;
      if (run === "&") begin();
      else if (run === "=" && !last.isNamed) last.isNamed = true;
      else if (!last.isNamed && typeof run === "string") last.name += run;
      else last.value.push(run);
    }
  }
  return parameters
    .filter(({ name, value, isNamed }) => isNamed || name !== "" || value.length > 0)
    .map(({ name, value }) => [
      decoded(name),
      joined(value).map((piece) => (typeof piece === "string" ? decoded(piece) : piece)),
    ]);
}

/** Reads text of a query as a form does; what is encoded wrongly stays in part as it is. */
function decoded(text: string): string {
  return new URLSearchParams(`=${text}`).get("") ?? text;
}

/** Pieces without two texts side by side, so that no text changes its meaning where they meet. */
function joined(pieces: readonly WirePiece[]): WirePiece[] {
  const result: WirePiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece === "") continue;
    if (typeof piece === "string" && typeof last === "string") {
      result[result.length - 1] = last + piece;
    } else result.push(piece);
  }
  return result;
}

/** A string of JavaScript; a template where a marker is in it or it has several lines. */
function literal(pieces: readonly WirePiece[]): string {
  const parts = joined(pieces);
  const [text = ""] = parts;
  if (parts.length <= 1 && typeof text === "string" && !text.includes("\n")) {
    return JSON.stringify(text);
  }
  const written = parts.map((piece) =>
    typeof piece === "string" ? escaped(piece) : `\${${variable(piece)}}`,
  );
  return `\`${written.join("")}\``;
}

// Control characters but the line feed, and halves of surrogate pairs.
const UNPRINTABLE = /(?!\n)\p{Cc}|\p{Cs}/gu;

/** Text within a template. What does not survive copying is written out, as `\r`, which it reads as `\n`. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\`]|\$(?=\{)/g, String.raw`\$&`)
    .replaceAll(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Single-quoted for a POSIX shell, with `"$VARIABLE"` outside the quotes for every marker. */
function quote(pieces: readonly WirePiece[]): string {
  const parts = joined(pieces).map((piece) =>
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
