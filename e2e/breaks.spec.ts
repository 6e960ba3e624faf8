import { BREAKS } from "#linking/breaks.ts";
import { FINDINGS } from "#linking/findings.ts";
import { expect, test } from "./linklab.ts";
import type { Page } from "@playwright/test";
import { reachLink } from "./walkthrough.ts";

/** Breaks of a step that the page itself can make. */
function toggles(step: string) {
  return BREAKS.filter(
    (one) => one.step === step && !one.means.some((means) => means.by === "browser"),
  );
}

/** What the browser says of refused and lost requests. */
const REFUSED = /Failed to load resource|blocked by CORS policy|net::ERR/;

async function switchOn(page: Page, label: string): Promise<void> {
  const panel = page.locator("details", { hasText: "Break it" });
  if (!(await panel.evaluate((node: HTMLDetailsElement) => node.open)))
    await panel.locator("summary").click();
  await page.getByRole("radio", { name: label, exact: true }).check();
}

async function expectFinding(page: Page, title: string): Promise<void> {
  await expect(page.locator("[data-tone]").filter({ hasText: title }).first()).toBeVisible();
}

test("every way to break the link yields its finding, and mending it links", async ({
  page,
  expectConsole,
}) => {
  expectConsole(REFUSED);
  await reachLink(page);
  for (const one of toggles("link")) {
    await test.step(`${one.id}: ${one.finding}`, async () => {
      await switchOn(page, one.label);
      await page.getByRole("button", { name: "Send POST" }).click();
      if (one.finding === "cors") await page.getByRole("button", { name: "CORS test" }).click();
      await expectFinding(page, FINDINGS[one.finding].title);
    });
  }
});
