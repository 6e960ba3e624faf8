import { expect, test } from "vitest";
import { readText } from "#reader/read-text.ts";
import { describeFound, type CorpusCase } from "./text/case.ts";

const FILES = import.meta.glob<{ CASES?: readonly CorpusCase[] }>("./text/*.ts", {
  eager: true,
});

const CASES = Object.entries(FILES).flatMap(([file, { CASES: cases = [] }]) =>
  cases.map(
    (each) => [`${file.slice("./text/".length, -".ts".length)}: ${each.name}`, each] as const,
  ),
);

test.each(CASES)("%s", (_, { input, expect: expected, unread = [] }) => {
  const reading = readText(input);
  const found = reading.found.map((each) => describeFound(each, input));
  expect(found).toMatchObject(expected);
  expect(reading.unread.map(({ reason }) => reason)).toEqual(unread);
});

test("no two cases have one name", () => {
  const names = CASES.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});
