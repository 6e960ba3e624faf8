import { expect, test } from "vitest";
import { describe as line, sum, tallyCheck, tallyReport } from "./tally.ts";

const vitest = (passed: number, failed: number, pending = 0, todo = 0) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
  });
const playwright = (expected: number, unexpected: number, flaky = 0, skipped = 0) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped } });

test("sums checks and the reports of both runners; what passes the second time has passed", () => {
  const tallies = [
    tallyCheck(true),
    tallyCheck(false),
    tallyReport(vitest(10, 0, 1, 2), true),
    tallyReport(playwright(5, 1, 1, 1), false),
  ];
  expect(line(sum(tallies))).toBe("17 passed, 2 failed, 4 skipped");
});

test("a runner that fails without a failing test counts as a failure", () => {
  expect(tallyReport(vitest(10, 0), false)).toEqual({ passed: 10, failed: 1, skipped: 0 });
});

test.each([
  ["vitest ran nothing", vitest(0, 0)],
  ["vitest skipped everything", vitest(0, 0, 7)],
  ["Playwright ran nothing", playwright(0, 0)],
  ["there is no report", undefined],
  ["the report is cut off", '{"stats":'],
  ["the report is something else", "[]"],
])("it is a failure when %s", (_, report) => {
  expect(tallyReport(report, true).failed).toBe(1);
});
