import { expect, test } from "vitest";
import { matchesFolded } from "./fold.ts";

test.each([
  ["Jane", "jane", true, true],
  ["JANE", "jan", true, false],
  ["JANE", "jan", false, true],
  ["jan", "jane", false, false],
  ["jane", "jbne", false, false],
  ["[", "{", true, false],
  ["École", "école", true, true],
  ["Zoë SMITH", "zoë sm", false, true],
  ["İ", "i̇", true, true],
])("%s and %s, as a whole: %s, match: %s", (text, lower, isWhole, matches) => {
  expect(matchesFolded(text, lower, isWhole)).toBe(matches);
});
