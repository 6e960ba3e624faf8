import { expect, test } from "vitest";
import { mapVerbatim } from "./mapped-text.ts";
import { readOptions, type OptionTable } from "./options.ts";

const TABLE: OptionTable = {
  letters: { X: "request", d: "data" },
  lettersWithValue: "Xdo",
  namesWithValue: new Set(["request", "data"]),
};

test.each([
  ["-X POST", "request:POST"],
  ["-XPOST", "request:POST"],
  ["-sSLX POST", "s S L request:POST"],
  ["-sXPOST -d", "s request:POST data"],
  ["--request POST", "request:POST"],
  ["--request=POST", "request:POST"],
  ["--data=a=b", "data:a=b"],
  ["--silent x", "silent :x"],
  ["-o - - x", "o:- :- :x"],
  ["-d -X", "data:-X"],
  ["-- -X --data", ":-X :--data"],
  ["--request", "request"],
])("reads %s", (line, expected) => {
  const words = Array.from(line.matchAll(/\S+/g), ({ 0: word, index }) =>
    mapVerbatim(line, index, index + word.length),
  );
  const printed = readOptions(words, TABLE).map(({ name, value }) =>
    value === null ? name : `${name ?? ""}:${value.text}`,
  );
  expect(printed.join(" ")).toBe(expected);
});
