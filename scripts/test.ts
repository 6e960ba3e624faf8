import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { isWithinBudget } from "./budget.ts";
import { build, CommandError, ROOT, SITE } from "./setup.mjs";
import { describe, sum, tallyCheck, tallyReport } from "./tally.ts";
import type { Tally } from "./tally.ts";

/**
 * `npm test`: every check and every test, also after a failure. The last line is the sum over all of
 * them; the exit code is 1 when anything failed or a runner found nothing to run.
 */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new CommandError("npm test takes no options; it runs everything.");
  const tallies: Tally[] = [];
  const stage = async (title: string, run: () => Tally | Promise<Tally>): Promise<Tally> => {
    console.log(`\n== ${title}`);
    const begin = performance.now();
    const tally = await run();
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    console.log(`-- ${title}: ${tally.failed > 0 ? "FAILED" : "ok"} in ${seconds} s`);
    tallies.push(tally);
    return tally;
  };

  const page = await stage("Build", () => tallyCheck(attempt(() => build(ROOT, "page"))));
  if (page.failed === 0)
    await stage("Size of the page", () => tallyCheck(isWithinBudget(join(ROOT, SITE))));
  await stage("Types", () => check("typescript/bin/tsc", "-b"));
  await stage("Lint", () =>
    check("oxlint/bin/oxlint", "--type-aware", "src", "scripts", "test", "e2e", ...CONFIGURATIONS),
  );
  await stage("Format", () => check("oxfmt/bin/oxfmt", "--check", "."));
  await stage("Unused code", () => check("knip/bin/knip.js"));
  await stage("Unit, component and contract tests", runVitest);
  if (page.failed === 0) await stage("End-to-end tests", runPlaywright);
  else console.log("\nThe end-to-end tests need the page, so they did not run.");

  const total = sum(tallies);
  console.log(`\n${describe(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

const CONFIGURATIONS = ["vite.config.ts", "playwright.config.ts"];

function check(tool: string, ...args: readonly string[]): Tally {
  return tallyCheck(runTool(tool, args));
}

function runVitest(): Tally {
  const report = ".cache/vitest.json";
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  return withReport(report, () => runTool("vitest/vitest.mjs", ["run", ...reporters]));
}

async function runPlaywright(): Promise<Tally> {
  let browser: string;
  try {
    browser = await findBrowser();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    return tallyCheck(false);
  }
  console.log(`Browser: ${browser}`);
  return withReport(".cache/playwright.json", () =>
    runTool("@playwright/test/cli.js", ["test"], { CHROMIUM_PATH: browser }),
  );
}

function withReport(path: string, run: () => boolean): Tally {
  const file = join(ROOT, path);
  rmSync(file, { force: true });
  const isPassed = run();
  return tallyReport(existsSync(file) ? readFileSync(file, "utf8") : undefined, isPassed);
}

function runTool(tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const file = join(ROOT, "node_modules", ...tool.split("/"));
  const options = { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, [file, ...args], options).status === 0;
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
