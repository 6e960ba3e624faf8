import { afterEach, beforeEach, expect, test, vi, type MockInstance } from "vitest";
import { inStages } from "./stages.ts";
import { tallyCheck } from "./tally.ts";

let log: MockInstance<typeof console.log>;
const exitCode = process.exitCode;
const printed = () => log.mock.calls.map(([line]) => String(line)).join("\n");

beforeEach(() => {
  log = vi.spyOn(console, "log").mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
});

const passes = () => ({ tally: { passed: 3, failed: 0, skipped: 1 } });
const fails = () => ({ tally: tallyCheck(false), text: "FAILED this\n" });

test("a stage that failed stops none after it, and the last line counts all", async () => {
  await inStages(async (stage) => {
    await stage("One", fails);
    await stage("Two", passes);
  });
  const code = process.exitCode;
  process.exitCode = exitCode;
  expect(code).toBe(1);
  expect(printed()).toMatch(/== One\nFAILED this\n-- One: FAILED, 0 passed, 1 failed, 0 skipped, /);
  expect(printed().split("\n").at(-1)).toBe("3 passed, 1 failed, 1 skipped");
});

test("green is exit code 0", async () => {
  await inStages(async (stage) => {
    await stage("One", passes);
    await stage("Two", passes);
  });
  expect(process.exitCode).toBe(0);
  expect(printed().split("\n").at(-1)).toBe("6 passed, 0 failed, 2 skipped");
});
