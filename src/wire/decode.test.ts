import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFormValue, decodeJsonString, decodePercent } from "./decode.ts";

test("decodes a JSON string as JSON does, and knows where each part stood", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (before, text) => {
      const written = JSON.stringify(before + text);
      const decoded = decodeJsonString(written, 1, written.length - 1);
      expect(decoded.text).toBe(before + text);
      expect(decoded.at(decoded.text.length)).toBe(written.length - 1);
      const start = decoded.at(before.length);
      expect(JSON.parse(`"${written.slice(start, -1)}"`)).toBe(text);
    }),
    { seed: 22, numRuns: 1000 },
  );
});

test("decodes percent-encoding as a URL does, and knows where each part stood", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme" }),
      (before, text) => {
        const written = encodeURIComponent(before) + encodeURIComponent(text);
        const decoded = decodePercent(written);
        expect(decoded.text).toBe(before + text);
        expect(written.slice(decoded.at(before.length))).toBe(encodeURIComponent(text));
      },
    ),
    { seed: 23, numRuns: 1000 },
  );
});

test.each([
  ["%", "%"],
  ["%4", "%4"],
  ["%zz%41", "%zzA"],
  ["%C3", "%C3"],
  ["%C3%28", "%C3("],
  ["%ED%A0%80", "%ED%A0%80"],
  ["%F5%80%80%80", "%F5%80%80%80"],
  ["%00", "\0"],
  ["\ud800%41", "\ud800A"],
])("leaves what is encoded wrongly in %j", (text, decoded) => {
  expect(decodePercent(text).text).toBe(decoded);
});

test.each([
  [String.raw`\u12`, String.raw`\u12`],
  [String.raw`\uzzzz`, String.raw`\uzzzz`],
  ["\\", "\\"],
  [String.raw`\x`, "x"],
])("leaves what is escaped wrongly in %j", (text, decoded) => {
  expect(decodeJsonString(text, 0, text.length).text).toBe(decoded);
});

test("reads a plus in a form as a blank", () => {
  expect(decodeFormValue("a+b%2B%20c")).toBe("a b+ c");
});
