import { expect, test } from "vitest";
import { matchesFolded } from "./fold.ts";

test.each([
  ["Jane", "jane", "whole", true],
  ["JANE", "jan", "whole", false],
  ["JANE", "jan", "start", true],
  ["jan", "jane", "start", false],
  ["jane", "jbne", "start", false],
  ["[", "{", "whole", false],
  ["École", "école", "whole", true],
  ["Zoë SMITH", "zoë sm", "start", true],
  ["İ", "i̇", "whole", true],
  ["JANE", "ne", "end", true],
  ["JANE", "ja", "end", false],
  ["ne", "jane", "end", false],
  ["Zoë SMITH", "ë smith", "end", true],
  ["aİe", "xe", "end", false],
  ["İxe", "xe", "end", true],
] as const)("%s and %s, %s: %s", (text, lower, place, matches) => {
  expect(matchesFolded(text, lower, place, (whole) => whole.toLowerCase())).toBe(matches);
});

test("one letter grows when it is lowered, and none shrinks", () => {
  const others: string[] = [];
  for (let point = 0; point <= 0x10_ff_ff; point += 1) {
    const letter = String.fromCodePoint(point);
    if (letter.toLowerCase().length !== letter.length) others.push(letter);
  }
  expect(others).toEqual(["\u0130"]);
});
