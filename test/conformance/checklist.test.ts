import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#scripts/setup.mjs";
import { CONTRACT } from "#test/contract/cases.ts";
import { titleOf } from "#test/contract/title-of.ts";

const NUMBERS = Array.from({ length: 52 }, (_, index) => index + 1);

const docs = readFileSync(join(ROOT, "docs", "security-checklist.md"), "utf8");

/** What the docs say after a heading, up to the next. */
const sectionOf = (title: string) => docs.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

const numbersOf = (text: string) =>
  [...text.matchAll(/^\| +(\d+) \|/gm)].map(([, number]) => Number(number));

/** The beginnings of titles, as they stand in the files of tests. */
const sources = ["src", "scripts", "test", "e2e"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(?:test|spec)\.tsx?$/.test(path))
      .map((path) => readFileSync(join(ROOT, folder, path), "utf8")),
  )
  .flatMap((source) => [...source.matchAll(/(?<=["'`])\(S [\d, ]+\)/g)].map(([title]) => title));

const titles = [...sources, ...CONTRACT.flatMap(([, cases]) => cases.map(titleOf))];

const tested = new Set(
  titles
    .flatMap((title) => /^\(S ([\d, ]+)\)/.exec(title)?.[1]?.split(", ") ?? [])
    .map((number) => Number(number)),
);

test("the docs tell each of the 52 attacks, once and in order", () => {
  expect(numbersOf(sectionOf("The attacks"))).toEqual(NUMBERS);
});

test.each(NUMBERS)(
  "attack %i is in the title of a test, or the docs say why it is not",
  (number) => {
    expect([...tested, ...numbersOf(sectionOf("Without a test"))]).toContain(number);
  },
);

test("no title names an attack that there is not, and at most three go without a test", () => {
  expect([...tested].filter((number) => !NUMBERS.includes(number))).toEqual([]);
  const without = numbersOf(sectionOf("Without a test"));
  expect(without.length).toBeLessThanOrEqual(3);
  expect(without.filter((number) => tested.has(number))).toEqual([]);
});
