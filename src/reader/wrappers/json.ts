import { decodedBy, sliceOf, type LayerText, type Opening } from "#reader/layers.ts";
import type { Found, Layer, Range } from "#reader/found.ts";
import { isSessionCookie, isStorageKey, saysOf } from "#reader/place-names.ts";
import { tellObject } from "#reader/told/tell-object.ts";
import { scanJson, type JsonPath, type JsonScan, type JsonString } from "./json-scan.ts";
import { addPiece, joinPieces, pieceOf, type Piece } from "./cookies.ts";
import { JSON_ESCAPE, decodeEscape } from "./encodings.ts";
import type { Opened } from "./opened.ts";

/** Steps of a path that are printed. */
const PATH_LIMIT = 32;

/**
 * JSON that begins at an offset, and where it ends. `json` is `null` where it is none; what was cut off is
 * read as far as it goes where `mayBeCut` says so.
 */
export function openJson(
  layer: LayerText,
  from: number,
  mayBeCut: boolean,
): { readonly json: Opened | null; readonly end: number } {
  const scan = scanJson(layer.text, from);
  const { end } = scan;
  if (scan.isClosed)
    return { json: isJson(layer.text.slice(from, end)) ? openScan(layer, scan) : null, end };
  if (!mayBeCut || !looksCut(scan)) return { json: null, end };
  const place = layer.placeOf(from, end);
  return { json: { ...openScan(layer, scan), unread: [{ reason: "truncated", place }] }, end };
}

/** JSON that is one string, whatever is in it. */
export function openJsonString(layer: LayerText, range: Range): LayerText | null {
  if (!isJson(layer.text.slice(range.start, range.end))) return null;
  const within = { start: range.start + 1, end: range.end - 1 };
  const hasEscapes = layer.text.includes("\\");
  return openString(layer, within, hasEscapes, {
    layer: hasEscapes ? { kind: "json", at: null } : null,
  });
}

function openScan(layer: LayerText, scan: JsonScan): Opened {
  const told = new Set<unknown>();
  const found: Found[] = [];
  for (const object of scan.objects) {
    const tells = tellObject(layer, object, scan.placesOf);
    if (tells === null) continue;
    found.push(tells);
    told.add(object);
  }
  const pieces = new Map<string, Piece[]>();
  const inner: LayerText[] = [];
  for (const string of scan.strings) {
    const { name, path, owner, hasEscapes, start, end } = string;
    const piece = isSessionCookie(name) ? pieceOf(name ?? "") : null;
    if (piece !== null && !hasEscapes) {
      const text = layer.text.slice(start, end);
      addPiece(pieces, piece.stem, { start, end, index: piece.index, text });
      continue;
    }
    const at = printPath(path);
    const isTold = layer.isTold || told.has(owner);
    const says = isCookie(string) ? "cookie" : saysOf(name);
    const outer = storageLayer(layer, path);
    const opening = { layer: { kind: "json", at }, name, says, isTold } as const;
    inner.push(openString(outer, string, hasEscapes, opening));
  }
  for (const [name, parts] of pieces) inner.push(joinPieces(layer, name, parts));
  return { found, inner, unread: [] };
}

function openString(
  layer: LayerText,
  { start, end }: Range,
  hasEscapes: boolean,
  opening: Opening,
): LayerText {
  if (!hasEscapes) return sliceOf(layer, start, end, opening);
  return decodedBy(layer, { start, end }, JSON_ESCAPE, decodeEscape, opening);
}

/** The layer around a string of a storage: its key. */
function storageLayer(layer: LayerText, path: JsonPath): LayerText {
  let steps = 0;
  for (let at = path; at !== null && steps < PATH_LIMIT; at = at.parent, steps += 1) {
    if (typeof at.step !== "string" || !isStorageKey(at.step)) continue;
    const storage: Layer = { kind: "storage", at: at.step };
    return { ...layer, layers: [...layer.layers, storage] };
  }
  return layer;
}

function isCookie({ path }: JsonString): boolean {
  const { parent } = path ?? { parent: null };
  return parent?.step === "cookies" || parent?.parent?.step === "cookies";
}

/** `body.tokens[0]`; what lies further out than the limit becomes an ellipsis. */
function printPath(path: JsonPath): string | null {
  const steps: string[] = [];
  let at = path;
  for (; at !== null && steps.length < PATH_LIMIT; at = at.parent)
    steps.push(typeof at.step === "number" ? `[${at.step}]` : `.${at.step}`);
  if (at !== null) steps.push("…");
  return steps.length === 0 ? null : steps.toReversed().join("").replace(/^\./, "");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The start of JSON whose end is missing: it has members already. */
function looksCut({ strings, objects, isBroken }: JsonScan): boolean {
  return !isBroken && strings.length > 0 && objects.some(({ places }) => places.size > 0);
}
