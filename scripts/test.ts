import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findBrowser } from "./browser.ts";
import { isWithinBudget } from "./budget.ts";
import { describeFailures, describeSlowest, readReport } from "./report.ts";
import { build, CommandError, ROOT, SITE } from "./setup.mjs";
import { describe, sum, tallyCheck, tallyReport } from "./tally.ts";
import type { Tally } from "./tally.ts";

/** How a stage ended: what it counts, and what it has to say, the most important first. */
type Outcome = { tally: Tally; text?: string };

/**
 * `npm test`: every check and every test, also after a failure. A stage that failed first says what
 * failed, then all that its tool said. The last line is the sum over all of them; the exit code is 1 when
 * anything failed or a runner found nothing to run.
 */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new CommandError("npm test takes no options; it runs everything.");
  const tallies: Tally[] = [];
  const times: string[] = [];
  const stage = async (title: string, run: () => Outcome | Promise<Outcome>): Promise<Tally> => {
    console.log(`\n== ${title}`);
    const begin = performance.now();
    const { tally, text = "" } = await run();
    const seconds = `${((performance.now() - begin) / 1000).toFixed(1)} s`;
    if (text.trim() !== "") console.log(text.trim());
    console.log(
      `-- ${title}: ${tally.failed > 0 ? "FAILED" : "ok"}, ${describe(tally)}, ${seconds}`,
    );
    tallies.push(tally);
    times.push(`${title} ${seconds}`);
    return tally;
  };

  const page = await stage("Build", () => outcomeOf(attempt(() => build(ROOT, "page"))));
  if (page.failed === 0)
    await stage("Size of the page", () => outcomeOf(isWithinBudget(join(ROOT, SITE))));
  await stage("Types", () => check("typescript/bin/tsc", "-b"));
  await stage("Lint", () =>
    check("oxlint/bin/oxlint", "--type-aware", "src", "scripts", "test", "e2e", ...CONFIGURATIONS),
  );
  await stage("Format", () => check("oxfmt/bin/oxfmt", "--check", "."));
  await stage("Unused code", () => check("knip/bin/knip.js"));
  await stage("Unit, component and contract tests", runVitest);
  if (page.failed === 0) await stage("End-to-end tests", runPlaywright);
  else console.log("\nThe end-to-end tests need the page, so they did not run.");

  console.log(`\n${times.join("\n")}`);
  const total = sum(tallies);
  console.log(`\n${describe(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

const CONFIGURATIONS = ["vite.config.ts", "playwright.config.ts"];

function outcomeOf(isPassed: boolean): Outcome {
  return { tally: tallyCheck(isPassed) };
}

function check(tool: string, ...args: readonly string[]): Outcome {
  const { isPassed, output } = runTool(tool, args);
  return { tally: tallyCheck(isPassed), text: output };
}

function runVitest(): Outcome {
  const report = ".cache/vitest.json";
  const reporters = ["--reporter=minimal", "--silent=false", "--reporter=json"];
  return withReport(report, () =>
    runTool("vitest/vitest.mjs", ["run", ...reporters, `--outputFile.json=${report}`]),
  );
}

async function runPlaywright(): Promise<Outcome> {
  let browser: string;
  try {
    browser = await findBrowser();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { tally: tallyCheck(false), text: error.message };
  }
  console.log(`Browser: ${browser}`);
  const report = ".cache/playwright.json";
  return withReport(report, () =>
    runTool("@playwright/test/cli.js", ["test", "--reporter=./scripts/quiet-reporter.ts,json"], {
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(ROOT, report),
    }),
  );
}

/** Runs tests and reads their report: what failed, what the runner said, the slowest files. */
function withReport(path: string, run: () => Ran): Outcome {
  const file = join(ROOT, path);
  rmSync(file, { force: true });
  const { isPassed, output } = run();
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const report = readReport(text, ROOT);
  const isSilent = !isPassed && report.failures.length === 0;
  const failed = isSilent
    ? "FAILED without a test that did: the runner was stopped, or could not run."
    : describeFailures(report.failures);
  return {
    tally: tallyReport(text, isPassed),
    text: [failed, output.trim(), `Slowest: ${describeSlowest(report)}`]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

type Ran = { isPassed: boolean; output: string };

/** Runs a tool to its end and keeps what it says, on either stream, in its order. */
function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
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

function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return false;
  }
}
