import { FINDINGS } from "#linking/findings/findings.ts";
import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  openPopup,
  openSecondLogin,
  reachSecondAccount,
} from "#e2e/walkthrough.ts";

test("(S 16) says who is signed in after the popup was closed, and can go on", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await popup.close();
  await expect(page.getByRole("status").getByText("You closed the login.")).toBeVisible();
  await expect(page.getByText("You are still A: Ada · password.")).toBeVisible();
  await expectAccessible(page);

  await expect(page.getByRole("status").filter({ hasText: "You closed the login." })).toBeFocused();

  await chooseAccount(await openPopup(page, "Try again"), "Google", ADA.google.email);
  await expect(page.getByRole("status").filter({ hasText: "B is Ada · Google" })).toBeFocused();
  await expect(page.getByText("You closed the login.")).toBeHidden();
});

test("takes a cancelled login at the tenant for what it is", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await popup
    .getByRole("button", { name: "Cancel" })
    .or(popup.getByRole("link", { name: "Cancel" }))
    .click();
  await expect(page.getByRole("status").getByText("The login was cancelled.")).toBeVisible();
  await expect(page.getByText("You are still A: Ada · password.")).toBeVisible();
});

test("(S 16) offers to give up when the popup lasts", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("status").getByText("You closed the login.")).toBeVisible();
  expect(popup.isClosed()).toBe(true);
});

test("a login that is open elsewhere can be cancelled from a step that waits", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await goTo(page, "changes");
  await page.getByRole("button", { name: "Cancel it" }).click();
  await expect.poll(() => popup.isClosed()).toBe(true);
  await expect(page.getByText("A login is open in a popup")).toBeHidden();
});

test("(S 16) says how to allow a popup that the browser blocked", async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await reachSecondAccount(page);
  await page.getByRole("button", { name: "Log in as B" }).click();
  const blocked = page.getByRole("status").filter({ hasText: "The browser blocked the popup." });
  for (const how of FINDINGS["popup-blocked"].steps) await expect(blocked).toContainText(how);
});
