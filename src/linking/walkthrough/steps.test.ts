import { expect, test } from "vitest";
import { isStepId, positionOf } from "./steps.ts";

test.each([
  ["tenant", { number: 1, count: 9, previous: null, next: "primary" }],
  ["check", { number: 5, count: 9, previous: "secondary", next: "link" }],
  ["unlink", { number: 9, count: 9, previous: "dangerous", next: null }],
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
