import type { Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openSecondLogin,
  readTenant,
} from "./walkthrough.ts";

/** Has the page use that tenant from its first load on, as a reader's own. */
async function chooseTenant(page: Page, domain: string): Promise<void> {
  const chosen = JSON.stringify({ domain, clientId: "linklab-spa" });
  await page.addInitScript((text) => localStorage.setItem("linklab.tenant", text), chosen);
}

test("a tenant that goes and comes back in mid-walkthrough is told as a new one", async ({
  page,
  replaceableTenant: tenant,
  expectConsole,
}) => {
  await chooseTenant(page, tenant.origin);
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");

  await tenant.stop();
  expectConsole(/ERR_CONNECTION_REFUSED/);
  await goTo(page, "old-way");
  await page.getByRole("button", { name: "Send" }).first().click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("No answer came back.");
  await alert.getByRole("button", { name: "Run the CORS test" }).click();
  await expect(alert).toContainText("the tenant is down, or out of reach");

  await tenant.start();
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  const told = page.getByRole("status").filter({ hasText: "The tenant is a new one." });
  await expect(told).toContainText("Nobody is signed in here.");
  await expectAccessibleEverywhere(page, [1440, 360]);
  await told.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page).toHaveURL(/\/learn\/secondary$/);
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
  await goTo(page, "check");
  await expect(page.getByText("10 of 10 fit.")).toBeVisible();
});

test("a step that fails at the new tenant says so, and A's next login goes on from there", async ({
  page,
  replaceableTenant: tenant,
  expectConsole,
}) => {
  await chooseTenant(page, tenant.origin);
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await goTo(page, "link");
  await tenant.stop();
  await tenant.start();
  expectConsole(/401/);
  await page.getByRole("button", { name: "Send POST" }).click();
  await page.getByRole("button", { name: "Link them" }).click();
  const told = page.getByRole("status").filter({ hasText: "The tenant is a new one." });
  await told.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page).toHaveURL(/\/learn\/link$/);
  await expect(page.getByText("Needs B’s ID token")).toBeVisible();
});
