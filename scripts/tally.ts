import * as v from "valibot";

/** How many checks or tests ended how. */
export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
};

const count = v.number();

const vitestReport = v.pipe(
  v.object({
    numPassedTests: count,
    numFailedTests: count,
    numPendingTests: count,
    numTodoTests: count,
  }),
  v.transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  })),
);

const playwrightReport = v.pipe(
  v.object({
    stats: v.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
  }),
  v.transform(({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  })),
);

/** A check without tests of its own, such as the compiler, counts as one. */
export function tallyCheck(isPassed: boolean): Tally {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/**
 * Reads the JSON report of a runner, vitest or Playwright. A runner that failed counts as at least one
 * failure whatever its report says, and so does a report that is missing, unreadable or without a
 * single test that ran.
 */
export function tallyReport(report: string | undefined, isPassed: boolean): Tally {
  const parsed = v.safeParse(v.union([vitestReport, playwrightReport]), parse(report));
  const tally = parsed.success ? parsed.output : { passed: 0, failed: 0, skipped: 0 };
  const hasRun = tally.passed + tally.failed > 0;
  return isPassed && hasRun ? tally : { ...tally, failed: Math.max(tally.failed, 1) };
}

/** Adds up. */
export function sum(tallies: readonly Tally[]): Tally {
  const total = (key: keyof Tally) => tallies.reduce((sofar, tally) => sofar + tally[key], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}

/** The line that ends `npm test`. */
export function describe({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
