import { expect, test } from "vitest";
import { describeCountdown, describeDuration, describeInstant } from "./human-time.ts";

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

test.each([
  [0, "0 s"],
  [59.9, "59 s"],
  [-60, "1 min 00 s"],
  [7084, "1 h 58 min 04 s"],
  [90_000, "1 d 01 h 00 min 00 s"],
])("counts %d seconds down as %s", (seconds, text) => {
  expect(describeCountdown(seconds)).toBe(text);
});

test("names no year that a calendar does not reach", () => {
  expect(describeInstant(1_796_000_000_000, 0)).toContain("· 1796000000000 s");
});

test("says an instant for people and for machines", () => {
  expect(describeInstant(1_767_268_800, 1_767_276_000)).toBe("2 hours ago · 2026-01-01T12:00:00Z");
  expect(describeInstant(0.5, 0)).toContain("1970-01-01T00:00:00.500Z");
});
