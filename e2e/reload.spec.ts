import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import {
  ADA,
  MALLORY,
  logIn,
  logInAsA,
  openSecondLogin,
  reachLink,
  reachSecondAccount,
  readTenant,
} from "#e2e/walkthrough.ts";

test("a reload drops the tokens, says so, and A comes back to the same step", async ({ page }) => {
  await reachLink(page);
  await page.reload();
  await expect(
    page.getByText("You were A: Ada · password. Now nobody is signed in here."),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await expect(page.getByLabel("Email address")).toHaveValue(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link the two accounts");
  await expect(page.getByText("Needs B’s ID token from step 4.")).toBeVisible();
});

test("somebody else who comes back is not taken for A", async ({ page }) => {
  await reachSecondAccount(page);
  await page.reload();
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(page, MALLORY);
  await expect(page.getByRole("status").getByText("Someone else came back.")).toBeVisible();
  await expect(page.getByText("Nobody is signed in here.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Log in as A", exact: true }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("button", { name: "Log in as B" })).toBeVisible();
});

test("a reload while the popup is open ends in a page that can go on", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await expect(popup.getByLabel("Email address")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Log in as A again" })).toBeEnabled();
});

test("the back button on the login page leads back to a step that works", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  await page.goBack();
  await logInAsA(page, "Code + PKCE");
});

test("a linked walkthrough can be unlinked after a reload", async ({ page }) => {
  await reachLink(page);
  await page.getByRole("button", { name: "Send POST" }).click();
  await expect(page.getByRole("status").getByText("201.")).toBeVisible();
  await page.goto("/learn/unlink");
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(page, ADA);
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page.getByRole("status").getByText("They are two users again.")).toBeVisible();
});
