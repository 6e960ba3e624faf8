import { expect, test } from "vitest";
import { describeFailures, describeSlowest, readReport } from "./report.ts";

const VITEST = {
  testResults: [
    {
      name: "/home/me/linklab/src/a.test.ts",
      startTime: 0,
      endTime: 1500,
      status: "failed",
      message: "",
      assertionResults: [
        { fullName: "adds", status: "passed", failureMessages: [] },
        {
          fullName: "subtracts",
          status: "failed",
          failureMessages: ["\u001B[31mexpected 1 to be 2\u001B[39m\n    at a.test.ts:3"],
        },
      ],
    },
    {
      name: "/home/me/linklab/src/b.test.ts",
      startTime: 0,
      endTime: 10,
      status: "failed",
      message: "Cannot find module",
      assertionResults: [],
    },
  ],
};

const result = (duration: number, message?: string) => ({
  duration,
  errors: message === undefined ? [] : [{ message }],
});
const PASSED = { status: "expected", results: [result(1000)] };
const FAILED = { status: "unexpected", results: [result(500, "gone")] };
const FLAKY = { status: "flaky", results: [result(300, "late"), result(200)] };
const PLAYWRIGHT = {
  errors: [{ message: "no browser" }],
  suites: [
    {
      specs: [{ title: "opens", file: "a.spec.ts", line: 3, ok: true, tests: [PASSED] }],
      suites: [
        {
          specs: [
            { title: "links", file: "a.spec.ts", line: 9, ok: false, tests: [FAILED] },
            { title: "waits", file: "b.spec.ts", line: 2, ok: true, tests: [FLAKY] },
          ],
        },
      ],
    },
  ],
};

const read = (report: object) => readReport(JSON.stringify(report), "/home/me/linklab");

test("names each test of vitest that failed, and a file that could not run", () => {
  expect(describeFailures(read(VITEST))).toBe(
    "FAILED src/a.test.ts: subtracts\n  expected 1 to be 2\n      at a.test.ts:3\n" +
      "FAILED src/b.test.ts\n  Cannot find module",
  );
});

test("names each test of Playwright that failed, if only at first, however deep, and what went wrong before", () => {
  expect(describeFailures(read(PLAYWRIGHT))).toBe(
    "FAILED before any test\n  no browser\nFAILED a.spec.ts:9: links\n  gone\n" +
      "PASSED THE SECOND TIME b.spec.ts:2: waits\n  late",
  );
});

test("names the slowest files, a file once, the slowest first, five at most", () => {
  expect(describeSlowest(read(VITEST))).toBe("src/a.test.ts 1.5 s, src/b.test.ts 0.0 s");
  expect(describeSlowest(read(PLAYWRIGHT))).toBe("a.spec.ts 1.5 s, b.spec.ts 0.5 s");
  const files = [1, 7, 3, 6, 2, 5].map((seconds) => ({ name: String(seconds), seconds }));
  expect(describeSlowest({ failures: [], second: [], files }).split(", ")).toHaveLength(5);
});

test.each([undefined, "", "{", "[]"])("a report that is %j tells nothing", (text) => {
  expect(readReport(text, "/")).toEqual({ failures: [], second: [], files: [] });
});
