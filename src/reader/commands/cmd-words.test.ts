import { expect, test } from "vitest";
import { readCmdCommand } from "./cmd-words.ts";

test.each([
  ["a b\tc", ["a", "b", "c"]],
  ['"a b" c"d e"f', ["a b", "cd ef"]],
  ['^"a b^" ^^ ^&', ["a b", "^", "&"]],
  ['"a^b"', ["a^b"]],
  ['^"{^\\^"x^\\^":1}^"', ['{"x":1}']],
  ['"{\\"x\\":1}"', ['{"x":1}']],
  ['"C:\\dir\\\\" C:\\dir', ["C:\\dir\\", "C:\\dir"]],
  ['"a\\\\\\"b"', ['a\\"b']],
  ["a ^\n b", ["a", "b"]],
  ["a ^\r\n b", ["a", "b"]],
  ['^"a^\n\nb^"', ["a\nb"]],
  ['""', [""]],
  ["a\nb", ["a"]],
  ["a & b", ["a"]],
  ["a | b", ["a"]],
  ['"a & b', ["a & b"]],
  ["a\\", ["a\\"]],
  ["a^", ["a"]],
])("cuts %j as cmd and the program after it do", (source, expected) => {
  expect(readCmdCommand(source, 0).words.map(({ text }) => text)).toEqual(expected);
});
