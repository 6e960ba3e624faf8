import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf, jsonTokens } from "./json-tokens.ts";

function piecesOf(text: string): string[] | null {
  return jsonTokens(text)?.map(({ start, end }) => text.slice(start, end)) ?? null;
}

test.each<[string, string, string[] | null]>([
  [
    "an object",
    '{"a": -1.5e3,\n"b":[true,null]}',
    '{|"a"|:|-1.5e3|,|"b"|:|[|true|,|null|]|}'.split("|"),
  ],
  [
    "escapes within a string",
    String.raw`["a\"b\\","c"]`,
    ["[", String.raw`"a\"b\\"`, ",", '"c"', "]"],
  ],
  ["JSON a line", "{}\n{}", ["{", "}", "{", "}"]],
  ["a mark of byte order", "\ufeff[1]", ["[", "1", "]"]],
  ["a string that breaks off", '{"a":"b', ["{", '"a"', ":", '"b']],
  ["a string that breaks off in an escape", '["b\\', ["[", '"b\\']],
  ["a word that breaks off", "[tru", ["[", "tru"]],
  ["no closing bracket", "[[[", ["[", "[", "["]],
  ["text", "code=abc", null],
  ["nothing", "", null],
  ["a string alone", '"a"', ['"a"']],
  ["a quotation", '"a" is wrong', null],
  ["a word that is none", "[truth]", null],
  ["part of a word that does not end the text", "[tru]", null],
  ["a name without quotes", "{a:1}", null],
])("reads the tokens of %s", (_, text, tokens) => {
  expect(piecesOf(text)).toEqual(tokens);
});

test("reads nothing into a depth of 100,000", () => {
  const depth = 100_000;
  expect(jsonTokens("[".repeat(depth) + "]".repeat(depth))).toHaveLength(2 * depth);
  expect(jsonTokens('{"a":'.repeat(depth))).toHaveLength(3 * depth);
});

test("leaves out nothing but blanks, of any JSON and wherever it breaks off", () => {
  const unlike = fc.array(fc.jsonValue(), { minLength: 1 });
  fc.assert(
    fc.property(unlike, fc.constantFrom(undefined, 2), fc.nat(), (value, indent, cut) => {
      const whole = JSON.stringify(value, null, indent);
      const text = whole.slice(0, 1 + (cut % whole.length));
      const tokens = jsonTokens(text) ?? [];
      let end = 0;
      for (const token of tokens) {
        expect(text.slice(end, token.start).trim()).toBe("");
        end = token.end;
      }
      expect(text.slice(end).trim()).toBe("");
      const strings = tokens.filter(({ kind }) => kind === "string");
      if (text === whole) {
        for (const token of strings) {
          const source = text.slice(token.start, token.end);
          expect(text.slice(...contentOf(text, token))).toBe(source.slice(1, -1));
          expect(() => JSON.parse(source)).not.toThrow();
        }
      }
    }),
    { seed: 21, numRuns: 500 },
  );
});

test.each([
  ['["a"]', "a"],
  ['["', ""],
  ['["a', "a"],
  [String.raw`["a\"`, String.raw`a\"`],
  [String.raw`["a\\"`, String.raw`a\\`],
])("finds what stands between the quotes of %s", (text, content) => {
  const token = jsonTokens(text)?.[1];
  expect(token && text.slice(...contentOf(text, token))).toBe(content);
});
