import { expect, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  logIn,
  openSecondLogin,
  reachLink,
  reachSecondAccount,
  sendLink,
} from "#e2e/walkthrough.ts";

test("(S 17) refuses to take the same account as B", async ({ page, linklab }) => {
  await reachSecondAccount(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
  await logIn(await openSecondLogin(page), ADA);
  await expect(page.getByRole("status").getByText("That is A again.")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Steps" })
    .getByRole("link", { name: /^Link/ })
    .click();
  await expect(page.getByText("Needs B’s ID token from step 4.")).toBeVisible();
  expect(sent.filter((line) => line.startsWith(`POST ${linklab.tenantOrigin}/api`))).toEqual([]);
});

test("knows a pair that is linked already", async ({ page }) => {
  await reachLink(page);
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201.")).toBeVisible();
  await page.getByRole("link", { name: /^Prove you own B/ }).click();
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Log in as B again" }).click();
  await chooseAccount(await popup, "Google", ADA.google.email);
  await expect(page.getByText("This login opens A. The two are linked already.")).toBeVisible();
  await page.getByRole("link", { name: "See A’s identities" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("See what changed");
});
