import { expect, test } from "vitest";
import { isStepId, positionOf } from "./steps.ts";

test.each([
  ["tenant", { number: 1, count: 7, previous: null, next: "primary" }],
  ["check", { number: 4, count: 7, previous: "secondary", next: "link" }],
  ["unlink", { number: 7, count: 7, previous: "changes", next: null }],
] as const)("knows where %s stands", (id, position) => {
  expect(positionOf(id)).toEqual(position);
});

test.each([
  ["link", true],
  ["Link", false],
  ["", false],
  ["constructor", false],
  [undefined, false],
])("knows whether %s is a step", (value, expected) => {
  expect(isStepId(value)).toBe(expected);
});
