import type { Locator, Page } from "@playwright/test";
import { expect, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logInAsA,
  openSecondLogin,
  readTenant,
  sendLink,
} from "#e2e/walkthrough.ts";

const SIZES = [
  { width: 360, height: 740 },
  { width: 1024, height: 768 },
] as const;

/** What the bar with the action and the bar with the views may take together, in pixels. */
const MOST_BARS = 112;

/** A button is in view where the page begins, whole, with nothing in front of it. */
async function expectInView(page: Page, button: Locator): Promise<void> {
  for (const size of SIZES) {
    await test.step(`${size.width} x ${size.height}`, async () => {
      await page.setViewportSize(size);
      await page.evaluate(() => window.scrollTo(0, 0));
      await expect(button).toBeVisible();
      const seen = await button.evaluate((node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const corners = [
          [left + 4, top + 4],
          [right - 4, bottom - 4],
        ] as const;
        return {
          top: Math.round(top),
          bottom: Math.round(bottom),
          isInFront: corners.every(([x, y]) => node.contains(document.elementFromPoint(x, y))),
        };
      });
      expect(seen, await button.textContent().then(String)).toMatchObject({ isInFront: true });
    });
  }
}

test("has the main button of each step in view where the step begins", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/401 \(/);
  expectConsole(/403 \(/);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const next = page.getByRole("link", { name: /^Next: / });

  await page.goto("/learn/tenant");
  await expectInView(page, button("Send GET"));
  await readTenant(page);
  await expectInView(page, button("Log in as A"));
  await logInAsA(page, "Code + PKCE");
  await expectInView(page, next);
  await goTo(page, "old-way");
  await expectInView(page, button("Send POST"));
  await button("Send POST").click();
  await expectInView(page, next);
  await goTo(page, "secondary");
  await expectInView(page, button("Log in as B"));
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await expectInView(page, next);
  await goTo(page, "check");
  await expectInView(page, next);
  await goTo(page, "link");
  await expectInView(page, button("Send POST"));
  await sendLink(page);
  await expectInView(page, next);
  await goTo(page, "changes");
  await expectInView(page, next);
  await goTo(page, "dangerous");
  await expectInView(page, button("Send POST"));
  await button("Send POST").click();
  await expectInView(page, next);
  await goTo(page, "unlink");
  await expectInView(page, button("Send DELETE"));
});

test("takes little of a phone for the action and the views", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await readTenant(page);
  const action = page.getByRole("button", { name: "Log in as A", exact: true });
  await expect(action).toBeInViewport({ ratio: 1 });
  const top = await action.evaluate((node) => node.parentElement?.getBoundingClientRect().top ?? 0);
  expect(740 - top).toBeLessThanOrEqual(MOST_BARS);
});
