import type { Reporter } from "@playwright/test/reporter";

/**
 * Playwright's reporter in `npm test`, which itself prints what failed, from the JSON report. What tests
 * print by themselves is passed on, and that Playwright asks for: without it, it adds a line a test.
 */
export default class QuietReporter implements Reporter {
  printsToStdio(): boolean {
    return true;
  }
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }
  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }
}
