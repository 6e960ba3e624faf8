import { expect, expectAccessible, test } from "./linklab.ts";
import { reachLink } from "./walkthrough.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 1440]) {
    test(`every page is accessible and fits, ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });

      async function check(): Promise<void> {
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `horizontal scroll of ${page.url()}`).toBe(0);
      }

      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await check();
      await page.goto("/nowhere");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
      await check();
      await page.goto("/learn/link");
      await expect(page.getByText("Needs the tenant’s document")).toBeVisible();
      await check();

      await reachLink(page);
      await expect(page.getByRole("button", { name: "Send POST" })).toBeVisible();
      await check();
      for (const view of ["Requests", "Tokens"]) {
        const role = width < 720 ? "button" : "tab";
        await page.getByRole(role, { name: view }).click();
        await check();
      }
      if (width < 720) await page.getByRole("button", { name: "Lesson" }).click();
      await page.getByRole("button", { name: "Send POST" }).click();
      await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
      await check();
      await page.getByRole("link", { name: "Next: See what changed" }).click();
      await expect(page.getByText("The user, before and after").first()).toBeVisible();
      await check();
      await page.getByRole("link", { name: "Next: Unlink, take it home" }).click();
      await page.getByRole("button", { name: "Send DELETE" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check();
    });
  }
}
