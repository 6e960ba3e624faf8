import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatJson, minifyJson, readJsonText } from "./json-text.ts";

test("keeps numbers as they were written, also those that no number can hold", () => {
  const json = readJsonText('{"exp": 1e400, "big":9007199254740993 ,"list":[1, 2]}');
  expect(json?.members.map(({ name, source }) => ({ name, source }))).toEqual([
    { name: "exp", source: "1e400" },
    { name: "big", source: "9007199254740993" },
    { name: "list", source: "[1, 2]" },
  ]);
});

test.each([
  ['{"a":1,"a":2}', ["a"]],
  [String.raw`{"a":1,"\u0061":2}`, ["a"]],
  ['{"o":{"x":1,"x":2},"p":{"x":1}}', ["x"]],
  ['[{"x":1},{"x":2}]', []],
  ['{"a":{"a":1}}', []],
  ['{"a":"\\"a\\":1"}', []],
])("(S 47) finds the doubled names of %s", (text, names) => {
  expect(readJsonText(text)?.duplicates).toEqual(names);
});

test("keeps the last of two members, as JSON.parse does", () => {
  const json = readJsonText('{"sub":"a","sub":"b"}');
  expect(json?.value).toEqual({ sub: "b" });
  expect(json?.members).toEqual([{ name: "sub", source: '"b"', start: 11, end: 20 }]);
});

test("tells where a member stands in the text", () => {
  const text = '{ "a" : [1, {"b": 2}] , "b":"x\\"}" }';
  const places = readJsonText(text)?.members.map(({ start, end }) => text.slice(start, end));
  expect(places).toEqual(['"a" : [1, {"b": 2}]', '"b":"x\\"}"']);
});

test("(S 20) reads names that objects have of themselves as data", () => {
  const json = readJsonText('{"__proto__":{"x":1},"constructor":1}');
  expect(json?.members.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
  expect(Object.hasOwn(json?.value as object, "__proto__")).toBe(true);
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test("(S 49) reads and sets ten thousand levels without a stack of its own", () => {
  const text = "[".repeat(10_000) + "]".repeat(10_000);
  expect(readJsonText(text)?.depth).toBe(10_000);
  expect(formatJson(text, 64).split("\n")).toHaveLength(2 * 64 + 1);
  expect(formatJson(text, 64)).toContain("…");
});

test.each([
  [
    '{"a":1,"b":[true,null],"c":{}}',
    '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ],\n  "c": {}\n}',
  ],
  ["[]", "[]"],
  ['"x"', '"x"'],
  ['{"a":{"b":1}}', '{\n  "a": {…}\n}', 1],
])("sets %s", (text, set, depth = 64) => {
  expect(formatJson(text, depth)).toBe(set);
});

test.each(["", "{", "{'a':1}", "NaN", "[1,]"])("is null for %s", (text) => {
  expect(readJsonText(text)).toBeNull();
});

test("finds in any JSON what JSON.parse finds, and sets it without changing it", () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      const json = readJsonText(text);
      expect(json?.value).toEqual(JSON.parse(text));
      expect(JSON.parse(formatJson(text, 64))).toEqual(JSON.parse(text));
      expect(minifyJson(formatJson(text, 64))).toBe(minifyJson(text));
      for (const { name, source } of json?.members ?? [])
        expect(JSON.parse(source)).toEqual((JSON.parse(text) as Record<string, unknown>)[name]);
    }),
    { seed: 47, numRuns: 200 },
  );
});

test.each([
  ["letters", "a"],
  ["escaped quotes", String.raw`\"`],
])("sets a string of %s that has no end in time that grows with its length", (_, repeated) => {
  const text = `"${repeated.repeat(100_000)}`;
  expect(formatJson(text, 64)).toBe(text);
  expect(minifyJson(text)).toBe(text);
});

test.each([
  ["9007199254740991", []],
  ["9007199254740993", ["9007199254740993"]],
  ['[1,{"id":-18151215018151215018}]', ["-18151215018151215018"]],
  ["1e400", ["1e400"]],
  ['"9007199254740993"', []],
  ["0.1", []],
  ["1.5e3", []],
])("names the numbers of %s that parsing does not keep", (source, inexact) => {
  expect(readJsonText(`{"sub":${source}}`)?.inexact).toEqual(inexact);
});
