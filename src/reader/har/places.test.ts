import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createPlaces, offsetsInBytes } from "./places.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const texts = fc
  .array(fc.constantFrom("a", "é", "€", "𝄞", "\n", "\u200f"), { maxLength: 30 })
  .map((characters) => characters.join(""));

test("a stretch of bytes has the place of its text, in whatever order it is asked for", () => {
  fc.assert(
    fc.property(texts, texts, texts, (before, within, after) => {
      const places = createPlaces(bytesOf(before + within + after));
      const start = bytesOf(before).length;
      const span = { start, end: start + bytesOf(within).length };
      const range = { start: before.length, end: before.length + within.length };
      const line = before.split("\n").length;
      expect(places.placeOf(span, [])).toEqual({ ...range, line, layers: [] });
      expect(places.rangeOf({ start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
      expect(places.rangeOf(span)).toEqual(range);
    }),
  );
});

test("bytes that are no UTF-8 are never more units than bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const range = createPlaces(bytes).rangeOf({ start: 0, end: bytes.length });
      expect(range.end).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test("an offset in a decoded string is found where its character is written", () => {
  const written = String.raw`"é\u20ac\"𝄞\\x"`;
  const text = String(JSON.parse(written));
  const bytes = bytesOf(`  ${written}`);
  const offsets = Array.from(text, (character) => text.indexOf(character));
  const found = offsetsInBytes(bytes, { start: 2, end: bytes.length }, offsets);
  const pieces = found.map((start, index) =>
    new TextDecoder().decode(bytes.subarray(start, found[index + 1] ?? bytes.length - 1)),
  );
  expect(pieces).toEqual(["é", String.raw`\u20ac`, String.raw`\"`, "𝄞", String.raw`\\`, "x"]);
});
