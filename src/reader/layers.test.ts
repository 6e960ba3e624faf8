import { expect, test } from "vitest";
import { decodedBy, outermost, replaced, sliceOf } from "./layers.ts";
import { decodeEscape, JSON_ESCAPE } from "./wrappers/encodings.ts";

const TEXT = "first\nsecond: a\\u0062c\\n-d-";
const outer = outermost(TEXT);
const value = sliceOf(outer, TEXT.indexOf("a"), TEXT.length, {
  layer: { kind: "json", at: "second" },
  name: "second",
});
const decoded = decodedBy(value, { start: 0, end: value.text.length }, JSON_ESCAPE, decodeEscape, {
  layer: { kind: "escapes", at: null },
});

test("counts lines from 1, and begins a new one behind a line feed", () => {
  expect(outer.placeOf(0, 1).line).toBe(1);
  expect(outer.placeOf(5, 6).line).toBe(1);
  expect(outer.placeOf(6, 7).line).toBe(2);
});

test("leads each character of a decoded text back to what stood for it", () => {
  const places = Array.from(decoded.text, (_, index) => decoded.placeOf(index, index + 1));
  const sources = places.map(({ start, end }) => TEXT.slice(start, end));
  expect(sources).toEqual(["a", "\\u0062", "c", "\\n", "-", "d", "-"]);
});

test("holds a whole escape where a stretch begins or ends with one", () => {
  const { start, end } = decoded.placeOf(1, 4);
  expect(TEXT.slice(start, end)).toBe("\\u0062c\\n");
});

test("gives the layers from the outermost to the innermost, and keeps the name", () => {
  expect(decoded.placeOf(0, 1).layers.map(({ kind }) => kind)).toEqual(["json", "escapes"]);
  expect(decoded).toMatchObject({ name: "second", depth: 2 });
});

test("holds all of what was replaced as a whole", () => {
  const whole = replaced(decoded, { start: 4, end: 7 }, "something longer", {});
  const { start, end } = whole.placeOf(2, 3);
  expect(TEXT.slice(start, end)).toBe("-d-");
});
