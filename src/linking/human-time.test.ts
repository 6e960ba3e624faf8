import { expect, test } from "vitest";
import { describeDuration } from "./human-time.ts";

test.each([
  [0, "now"],
  [0.4, "now"],
  [-0.4, "now"],
  [1, "in 1 second"],
  [-59, "59 seconds ago"],
  [60, "in 1 minute"],
  [-119, "1 minute ago"],
  [3599, "in 59 minutes"],
  [7200, "in 2 hours"],
  [-86_400, "1 day ago"],
  [86_400 * 30, "in 30 days"],
])("says %d seconds as %s", (seconds, text) => {
  expect(describeDuration(seconds)).toBe(text);
});
