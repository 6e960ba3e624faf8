import { expect, expectAccessible, test } from "./linklab.ts";
import { goTo, logInAsA, readTenant } from "./walkthrough.ts";

test("leads to where the reader left off, and by a step's number to the step", async ({ page }) => {
  await page.goto("/learn/6");
  await expect(page).toHaveURL(/\/learn\/link$/);
  await expect(page.getByText("Step 6 of 9")).toBeVisible();
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await page.getByRole("link", { name: "Walkthrough" }).click();
  await expect(page).toHaveURL(/\/learn\/link$/);
  await page.goto("/learn/10");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

test("begins at the first step where nothing was left off", async ({ page }) => {
  await page.goto("/learn");
  await expect(page).toHaveURL(/\/learn\/tenant$/);
  await page.goto("/learn/0");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

test("goes on with what was begun, and not after a log-out", async ({ page }) => {
  const onward = page.getByRole("link", { name: "Go on where you were" });
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "old-way");
  await page.getByRole("link", { name: "LinkLab" }).click();
  await onward.click();
  await expect(page).toHaveURL(/\/learn\/old-way$/);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out of page and tenant" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Link two accounts" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: "Link two accounts" })).toBeVisible();
  await expect(onward).toHaveCount(0);
});

test("the header marks the page one is on", async ({ page }) => {
  const marked = page.getByRole("banner").locator("[aria-current='page']");
  await page.goto("/errors");
  await expect(marked).toHaveText("Errors");
  await page.getByRole("link", { name: "Walkthrough" }).click();
  await expect(marked).toHaveText("Walkthrough");
});

test("a menu holds what has no room: Escape shuts it, and the focus goes back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/tokens");
  const menu = page.getByRole("button", { name: "Menu" });
  const errors = page.getByRole("link", { name: "Errors" });
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  await expect(errors).toBeHidden();
  await menu.press("Enter");
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("requests to other hosts: 0")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.keyboard.press("Escape");
  await expect(errors).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await errors.click();
  await expect(page).toHaveURL(/\/errors$/);
  await expect(errors).toBeHidden();
});

test("the sheet with the requests follows the height", async ({ page }) => {
  const sheet = page.getByRole("button", { name: "the wire" });
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto("/learn/tenant");
  await expect(sheet).toHaveAttribute("aria-expanded", "false");
  await page.setViewportSize({ width: 1024, height: 900 });
  await expect(sheet).toHaveAttribute("aria-expanded", "true");
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(sheet).toHaveAttribute("aria-expanded", "false");
  await sheet.click();
  await expect(sheet).toHaveAttribute("aria-expanded", "true");
});
