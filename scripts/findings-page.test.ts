import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SCENARIOS, UNMADE } from "#linking/scenarios/scenarios.ts";
import { FINDING_IDS, FINDINGS } from "#linking/findings/findings.ts";
import { scenariosOf, checkOf, renderFindingsPage } from "./findings-page.ts";
import { ROOT } from "./setup.mjs";

test("docs/findings.md is what the catalogue says; --update writes it anew", async () => {
  await expect(renderFindingsPage()).toMatchFileSnapshot("../docs/findings.md");
});

test.each(FINDING_IDS)("%s is produced by a scenario, or the data says why not", (id) => {
  expect(scenariosOf(id).length > 0).toBe(UNMADE[id] === undefined);
});

test("few findings cannot be produced", () => {
  expect(Object.keys(UNMADE).length).toBeLessThanOrEqual(6);
});

test.each(SCENARIOS)("$id is checked by a test that knows $finding", (one) => {
  const file = join(ROOT, checkOf(one) ?? "nothing");
  expect(existsSync(file)).toBe(true);
  // The table of scenarios plays all of them, so it names none.
  if (checkOf(one) === "test/conformance/scenarios.test.ts") return;
  const text = readFileSync(file, "utf8");
  expect(text.includes(one.finding) || text.includes(FINDINGS[one.finding].title)).toBe(true);
});
