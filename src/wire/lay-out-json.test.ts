import * as fc from "fast-check";
import { expect, test } from "vitest";
import { layOutJson } from "./lay-out-json.ts";
import { splitMarkers, writeMarkers } from "./redact.ts";

const CODE_OF_A = { owner: "A", name: "code" } as const;

function laidOut(text: string): string {
  return writeMarkers(layOutJson(splitMarkers(text)));
}

test("lays JSON out as JSON.stringify does", () => {
  const list = fc.array(fc.jsonValue(), { maxLength: 5 });
  fc.assert(
    fc.property(list, fc.constantFrom(undefined, 1), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(layOutJson([text])).toEqual([JSON.stringify(value, null, 2)]);
    }),
    { seed: 26, numRuns: 500 },
  );
});

test("keeps numbers, escapes and doubled members as they were sent", () => {
  expect(laidOut(String.raw`{"a":1.0,"a":12345678901234567890,"b":"\u0041\/"}`)).toBe(
    `{\n  "a": 1.0,\n  "a": 12345678901234567890,\n  "b": ${String.raw`"\u0041\/"`}\n}`,
  );
});

test("keeps markers in their places, in a string or alone", () => {
  const pieces = ['{"a":"x', CODE_OF_A, "y", CODE_OF_A, '","b":', CODE_OF_A, "}"];
  expect(layOutJson(pieces)).toEqual([
    '{\n  "a": "x',
    CODE_OF_A,
    "y",
    CODE_OF_A,
    '",\n  "b": ',
    CODE_OF_A,
    "\n}",
  ]);
});

test.each([
  [
    "JSON that was cut, with the reason after it",
    '{"a":["b⟦cut after 64 KB⟧',
    '{\n  "a": [\n    "b⟦cut after 64 KB⟧',
  ],
  ["JSON a line", '{"a":1}\n[]', '{\n  "a": 1\n}\n[]'],
  ["a form", "a=1&b=⟦A code⟧", "a=1&b=⟦A code⟧"],
  ["text in brackets", "[note] {x}  y", "[note] {x}  y"],
  ["no text", "⟦no text⟧", "⟦no text⟧"],
  ["nothing", "", ""],
  ["closing brackets only", "[]]]}", "[]\n]\n]\n}"],
])("lays out %s", (_, text, expected) => {
  expect(laidOut(text)).toBe(expected);
});

test("leaves what is nested deep as it came, so that its lines are no blanks", () => {
  const deep = '{"a":['.repeat(20_000);
  expect(laidOut(deep)).toBe(deep);
});
