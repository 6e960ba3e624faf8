import { expect, test } from "vitest";
import { readJsLiteral } from "./js-literal.ts";

function textOf(source: string): string | null {
  const read = readJsLiteral(source, 0);
  return read?.value.kind === "scalar" ? read.value.text.text : null;
}

test.each([
  [String.raw`"a\"b\\c\nd\u0041\u{1F4A5}\x41\q"`, 'a"b\\c\ndA💥Aq'],
  [String.raw`'it\'s "x"'`, `it's "x"`],
  ["`a$b\n\\``", "a$b\n`"],
  ["12.5", "12.5"],
  ["null", "null"],
  [
    'JSON.stringify({ a: "x\\"", b: [1, true, { c: null }], })',
    '{"a":"x\\"","b":[1,true,{"c":null}]}',
  ],
  ["JSON.stringify([])", "[]"],
])("reads %s", (source, expected) => {
  expect(textOf(source)).toBe(expected);
});

test.each([
  "name",
  "`a${b}`",
  '"a\nb"',
  '"a',
  "JSON.stringify({ a })",
  "JSON.stringify(a)",
  "JSON.stringify({}, null, 2)",
  "{ a: b }",
  "{ ...a }",
  "{ [a]: 1 }",
  "[1 2]",
  "nullable",
  `${"[".repeat(100)}${"]".repeat(100)}`,
  "",
])("leaves %s to those who read code", (source) => {
  expect(readJsLiteral(source, 0)).toBeNull();
});

test("reads members in their order, with and without quotes", () => {
  const read = readJsLiteral('{"a": 1, b: "x",}', 0);
  expect(read?.value).toMatchObject({
    kind: "object",
    members: [
      { name: "a", isQuoted: true },
      { name: "b", isQuoted: false },
    ],
  });
  expect(read?.end).toBe(17);
});
