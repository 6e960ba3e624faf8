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
    let passed = 0;
    let lines = 0;
    for (let index = from; index < to; index += 1) {
      const byte = bytes[index] ?? 0;
      // A character of four bytes is two units; bytes that continue one are none.
      if ((byte & 0xc0) !== 0x80) passed += byte >= 0xf0 ? 2 : 1;
      if (byte === 0x0a) lines += 1;
    }
    at = target;
    units += sign * passed;
    line += sign * lines;
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
