import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import { reachLink } from "./walkthrough.ts";

test("pages without a login are accessible and fit", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await expectAccessibleEverywhere(page);
  await page.goto("/learn/link");
  await expect(page.getByText("Needs the tenant’s document")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("every page from the link on is accessible and fits", async ({ page }) => {
  await reachLink(page);
  await expect(page.getByRole("button", { name: "Send POST" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  for (const view of ["Requests", "Tokens"]) {
    await page.getByRole("button", { name: view }).click();
    await expectAccessibleEverywhere(page);
  }
  await page.getByRole("button", { name: "Lesson" }).click();
  await page.getByRole("button", { name: "Send POST" }).click();
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Next: See what changed" }).click();
  await expect(page.getByText("The user, before and after").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Next: Unlink, take it home" }).click();
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
});
