import { existsSync } from "node:fs";
import { join } from "node:path";
import { findFirefox } from "./firefox-path.ts";
import { build, install, ROOT } from "./setup.mjs";
import type { Outcome, Stage } from "./stages.ts";
import { attempt, check, outcomeOf, runVitest } from "./tools.ts";
import { FLOWS } from "#test/firefox/flows.ts";

/** Where its tests are, and the driver that nothing else needs. */
const FIREFOX = "test/firefox";

/** The flows that matter most, in an installed Firefox. Where there is none they count as skipped. */
export async function testFirefox(stage: Stage): Promise<void> {
  let firefox: string | undefined;
  const found = await stage("A Firefox", async () => {
    const isFound = await attempt(() => void (firefox = findFirefox(thisMachine)));
    return isFound && firefox === undefined ? SKIPPED : outcomeOf(isFound);
  });
  if (firefox === undefined || found.failed > 0) return;
  const path = firefox;
  const installed = await stage("Packages of Firefox's tests", async () =>
    outcomeOf(
      await attempt(() => {
        install(join(ROOT, FIREFOX));
        build(ROOT, "page");
      }),
    ),
  );
  if (installed.failed > 0) return;
  await stage("Types of Firefox's tests", () => check("typescript/bin/tsc", "-p", FIREFOX));
  await stage("Lint of Firefox's tests", () =>
    check("oxlint/bin/oxlint", "--type-aware", "-c", `${FIREFOX}/oxlint.json`, FIREFOX),
  );
  await stage(`Flows in ${path}`, () =>
    runVitest(".cache/firefox.json", ["--config", `${FIREFOX}/vitest.config.ts`], {
      FIREFOX_PATH: path,
    }),
  );
}

const thisMachine = { env: process.env, platform: process.platform, exists: existsSync };

const SKIPPED: Outcome = {
  tally: { passed: 0, failed: 0, skipped: Object.values(FLOWS).flat().length },
  text: "No Firefox was found, so its flows are skipped: install one, or set FIREFOX_PATH.",
};
