import { expect, test } from "vitest";
import {
  buildText,
  joinTexts,
  mapVerbatim,
  mapWhole,
  rangeOf,
  sliceText,
  trimText,
} from "./mapped-text.ts";

const SOURCE = "a\\tb cd";

/** `a`, a tab that was written as two characters, `b`. */
function mapped() {
  const out = buildText(SOURCE);
  out.keep(0, 1);
  out.put("\t", 1, 3);
  out.keep(3, 4);
  return out.finish();
}

test("says where each character was written", () => {
  const { text } = mapped();
  expect(text).toBe("a\tb");
  expect(rangeOf(mapped(), 0, 1)).toEqual({ start: 0, end: 1 });
  expect(rangeOf(mapped(), 1, 2)).toEqual({ start: 1, end: 3 });
  expect(rangeOf(mapped(), 2, 3)).toEqual({ start: 3, end: 4 });
  expect(rangeOf(mapped())).toEqual({ start: 0, end: 4 });
});

test("joins what stands together into one stretch", () => {
  const out = buildText(SOURCE);
  out.keep(0, 1);
  out.keep(1, 4);
  expect(out.finish().runs).toEqual([{ at: 0, length: 4, start: 0, end: 4 }]);
});

test("cuts without losing the places", () => {
  expect(sliceText(mapped(), 1)).toEqual({
    text: "\tb",
    runs: [
      { at: 0, length: 1, start: 1, end: 3 },
      { at: 1, length: 1, start: 3, end: 4 },
    ],
  });
  expect(rangeOf(sliceText(mapVerbatim(SOURCE, 0, 7), 2, 4))).toEqual({ start: 2, end: 4 });
  expect(sliceText(mapped(), 1, 1)).toEqual({ text: "", runs: [] });
});

test("takes the blanks at the ends away", () => {
  const trimmed = trimText(mapVerbatim(" x y ", 0, 5));
  expect([trimmed.text, rangeOf(trimmed)]).toEqual(["x y", { start: 1, end: 4 }]);
});

test("takes a stretch that was written otherwise as a whole", () => {
  const value = mapWhole("longer than it was", { start: 5, end: 7 });
  expect(rangeOf(value, 3, 4)).toEqual({ start: 5, end: 7 });
  expect(rangeOf(mapWhole("", { start: 5, end: 7 }))).toBeNull();
});

test("joins texts by what stands nowhere", () => {
  const joined = joinTexts([mapVerbatim(SOURCE, 0, 1), mapVerbatim(SOURCE, 5, 7)], "&");
  expect(joined.text).toBe("a&cd");
  expect(rangeOf(joined, 2, 4)).toEqual({ start: 5, end: 7 });
  expect(rangeOf(joined)).toEqual({ start: 0, end: 7 });
});
