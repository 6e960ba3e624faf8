import type { Layer, Range } from "#reader/found.ts";
import { sliceOf, type LayerText } from "#reader/layers.ts";
import { openJson } from "./json.ts";
import type { Opened } from "./opened.ts";

type Segment = { readonly range: Range; readonly opened: Opened };

/** JSON or a PEM block that begins in the middle of a text. */
const START = /[{[](?=\s*["{[])|-----BEGIN (?<label>[A-Z0-9 ]{3,40})-----/g;

/** Behind what looks like JSON and is none the next lines are tried, this often in a text. */
const TRIES = 8;

/** A key of a browser's storage in front of its value. */
const STORAGE_KEY =
  /((?:@@auth0spajs@@|a0\.spajs\.txs|com\.auth0\.auth)[^\t\r\n"'{]*?)["']?[\s:=,]*["'`]?$/;

/** How far back that key may begin. */
const KEY_REACH = 400;

/**
 * JSON and PEM blocks in a text of something else; what is between them is a text of its own. `null`
 * where there are none.
 */
export function openSegments(layer: LayerText): Opened | null {
  const segments = findSegments(layer);
  if (segments.length === 0) return null;
  const { text } = layer;
  const ends = [...segments.map(({ range }) => range.start), text.length];
  const gaps = ends.flatMap((end, index) => {
    const start = segments[index - 1]?.range.end ?? 0;
    return start === end ? [] : [sliceOf(layer, start, end, { isWhole: false })];
  });
  return {
    found: segments.flatMap(({ opened }) => opened.found),
    inner: [...segments.flatMap(({ opened }) => opened.inner), ...gaps],
    unread: segments.flatMap(({ opened }) => opened.unread),
  };
}

function findSegments(layer: LayerText): readonly Segment[] {
  const { text } = layer;
  const segments: Segment[] = [];
  let from = 0;
  let tries = 0;
  START.lastIndex = 0;
  for (const { 0: head, index, groups } of text.matchAll(START)) {
    if (index < from) continue;
    const label = groups?.["label"];
    if (label !== undefined) {
      const range = { start: index, end: endOfPem(text, index + head.length, label) };
      const place = layer.placeOf(range.start, range.end);
      const found = [{ kind: "other", what: "pem", place, name: label } as const];
      segments.push({ range, opened: { found, inner: [], unread: [] } });
      from = range.end;
      continue;
    }
    const { json, end } = openJson(withStorage(layer, index), index, false);
    if (json !== null) segments.push({ range: { start: index, end }, opened: json });
    else tries += 1;
    const lineEnd = json === null && tries < TRIES ? text.indexOf("\n", index) : -1;
    from = lineEnd === -1 ? end : Math.min(lineEnd, end);
  }
  return segments;
}

function endOfPem(text: string, from: number, label: string): number {
  const tail = `-----END ${label}-----`;
  const found = text.indexOf(tail, from);
  return found === -1 ? text.length : found + tail.length;
}

function withStorage(layer: LayerText, index: number): LayerText {
  const before = layer.text.slice(Math.max(0, index - KEY_REACH), index);
  const key = STORAGE_KEY.exec(before)?.[1];
  if (key === undefined) return layer;
  const storage: Layer = { kind: "storage", at: key.trim() };
  return { ...layer, layers: [...layer.layers, storage] };
}
