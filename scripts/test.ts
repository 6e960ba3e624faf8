import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { isWithinBudget } from "./budget.ts";
import { testClients } from "./clients.ts";
import { build, CommandError, ROOT, SITE } from "./setup.mjs";
import { inStages, type Outcome } from "./stages.ts";
import { tallyCheck } from "./tally.ts";
import { attempt, check, outcomeOf, runTool, runVitest, withReport } from "./tools.ts";

/** `npm test`: every check and every test. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.length > 0) throw new CommandError("npm test takes no options; it runs everything.");
  await inStages(async (stage) => {
    const page = await stage("Build", async () =>
      outcomeOf(await attempt(() => build(ROOT, "page"))),
    );
    if (page.failed === 0)
      await stage("Size of the page", () => outcomeOf(isWithinBudget(join(ROOT, SITE))));
    await stage("Types", () => check("typescript/bin/tsc", "-b"));
    await stage("Lint", () =>
      check(
        "oxlint/bin/oxlint",
        "--type-aware",
        "src",
        "scripts",
        "test",
        "e2e",
        ...CONFIGURATIONS,
      ),
    );
    await stage("Format", () => check("oxfmt/bin/oxfmt", "--check", "."));
    await stage("Unused code", () => check("knip/bin/knip.js"));
    const browser = await lookForBrowser();
    await stage("Unit, component and contract tests", () =>
      runVitest(".cache/vitest.json", [], "path" in browser ? { CHROMIUM_PATH: browser.path } : {}),
    );
    await testClients(stage);
    if (page.failed === 0) await stage("End-to-end tests", () => runPlaywright(browser));
    else console.log("\nThe end-to-end tests need the page, so they did not run.");
  });
}

const CONFIGURATIONS = ["vite.config.ts", "playwright.config.ts"];

/** Where a browser is, or why there is none. */
type Found = { path: string } | { error: string };

async function lookForBrowser(): Promise<Found> {
  try {
    return { path: await findBrowser() };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { error: error.message };
  }
}

function runPlaywright(browser: Found): Outcome {
  if ("error" in browser) return { tally: tallyCheck(false), text: browser.error };
  console.log(`Browser: ${browser.path}`);
  const report = ".cache/playwright.json";
  return withReport(report, () =>
    runTool("@playwright/test/cli.js", ["test", "--reporter=./scripts/quiet-reporter.ts,json"], {
      CHROMIUM_PATH: browser.path,
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(ROOT, report),
    }),
  );
}
