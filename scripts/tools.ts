import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeFailures, describeSlowest, readReport } from "./report.ts";
import { CommandError, ROOT } from "./setup.mjs";
import type { Outcome } from "./stages.ts";
import { tallyCheck, tallyReport } from "./tally.ts";

/** A check without tests of its own. */
export function outcomeOf(isPassed: boolean): Outcome {
  return { tally: tallyCheck(isPassed) };
}

/** Runs a tool that only says yes or no. */
export function check(tool: string, ...args: readonly string[]): Outcome {
  const { isPassed, output } = runTool(tool, args);
  return { tally: tallyCheck(isPassed), text: output };
}

/** Runs vitest with a report that counts; what fails is said once, by us. */
export function runVitest(
  report: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const reporters = ["--reporter=minimal", "--silent=false", "--reporter=json"];
  const output = `--outputFile.json=${join(ROOT, report)}`;
  return withReport(report, () =>
    runTool("vitest/vitest.mjs", ["run", ...args, ...reporters, output], env),
  );
}

/** Runs tests and reads their report: what failed, what the runner said, the slowest files. */
export function withReport(path: string, run: () => Ran): Outcome {
  const file = join(ROOT, path);
  rmSync(file, { force: true });
  const { isPassed, output } = run();
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const report = readReport(text, ROOT);
  const isSilent = !isPassed && report.failures.length === 0;
  const failed = isSilent
    ? "FAILED without a test that did: the runner was stopped, or could not run."
    : describeFailures(report);
  return {
    tally: tallyReport(text, isPassed),
    text: [failed, output.trim(), `Slowest: ${describeSlowest(report)}`]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

type Ran = { isPassed: boolean; output: string };

/** Runs a tool to its end and keeps what it says, on either stream, in its order. */
export function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const file = join(ROOT, "node_modules", ...tool.split("/"));
  const log = join(ROOT, ".cache", "test.log");
  mkdirSync(dirname(log), { recursive: true });
  const handle = openSync(log, "w");
  try {
    const { status } = spawnSync(process.execPath, [file, ...args], {
      cwd: ROOT,
      stdio: ["ignore", handle, handle],
      env: { ...process.env, ...env },
    });
    return { isPassed: status === 0, output: readFileSync(log, "utf8") };
  } finally {
    closeSync(handle);
  }
}

/** False where it fails with an explanation, which is printed. */
export async function attempt(run: () => void | Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return false;
  }
}
