import type { Layer, Place, Range } from "#reader/found.ts";
import type { Span } from "./json-bytes.ts";

/** Tells where bytes of UTF-8 stand in their text. */
export type Places = {
  /** The range in UTF-16 units. */
  rangeOf(span: Span): Range;
  placeOf(span: Span, layers: readonly Layer[]): Place;
};

/**
 * Counts from where it was asked last, forwards or backwards, so that questions in the order of the
 * text cost one look at each byte.
 *
 * @param bytes UTF-8; what is none may shift what comes after it
 */
export function createPlaces(bytes: Uint8Array): Places {
  let at = 0;
  let units = 0;
  let line = 1;
  const moveTo = (target: number): number => {
    const [from, to, sign] = target >= at ? [at, target, 1] : [target, at, -1];
    units += sign * countUnits(bytes, from, to);
    line += sign * countLines(bytes, from, to);
    at = target;
    return units;
  };
  const placeOf = ({ start, end }: Span, layers: readonly Layer[]): Place => {
    const first = moveTo(start);
    const firstLine = line;
    return { start: first, end: moveTo(end), line: firstLine, layers };
  };
  return {
    placeOf,
    rangeOf: ({ start, end }) => {
      const first = moveTo(start);
      return { start: first, end: moveTo(end) };
    },
  };
}

/** Four bytes at once where they are ASCII, which nearly all are. */
function countUnits(bytes: Uint8Array, from: number, to: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let units = 0;
  let index = from;
  while (index < to) {
    if (index + 4 <= to && (view.getUint32(index) & 0x80808080) === 0) {
      units += 4;
      index += 4;
      continue;
    }
    const byte = bytes[index] ?? 0;
    // A character of four bytes is two units; bytes that continue one are none. Where nothing
    // continues it, it is no character, and never more units than bytes.
    if (!isContinuation(byte))
      units += byte >= 0xf0 && isContinuation(bytes[index + 1] ?? 0) ? 2 : 1;
    index += 1;
  }
  return units;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function countLines(bytes: Uint8Array, from: number, to: number): number {
  // Cut first: a search in a text of one line would go to its end each time.
  const within = bytes.subarray(from, to);
  let lines = 0;
  for (let at = within.indexOf(0x0a); at !== -1; at = within.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

/**
 * Where offsets in a decoded JSON string stand in its bytes.
 *
 * @param span of the string with its quotes
 * @param offsets in UTF-16 units of the decoded text, ascending
 */
export function offsetsInBytes(
  bytes: Uint8Array,
  span: Span,
  offsets: readonly number[],
): readonly number[] {
  const found: number[] = [];
  let index = span.start + 1;
  let units = 0;
  for (const offset of offsets) {
    while (units < offset && index < span.end - 1) {
      const byte = bytes[index] ?? 0;
      if (byte === 0x5c) index += bytes[index + 1] === 0x75 ? 6 : 2;
      else index += byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      units += byte >= 0xf0 ? 2 : 1;
    }
    found.push(index);
  }
  return found;
}
