import { expect, expectAccessibleEverywhere, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  logInAsA,
  openSecondLogin,
  readTenant,
  readTraces,
  goTo,
} from "#e2e/walkthrough.ts";

for (const flow of ["Code + PKCE", "Implicit"] as const) {
  test(`(S 21) logging out leaves no token anywhere, and ends the tenant's session (${flow})`, async ({
    page,
    linklab,
  }) => {
    await readTenant(page);
    await expect(page.getByRole("button", { name: "Log out" })).toBeHidden();
    await logInAsA(page, flow);
    await goTo(page, "secondary");
    await page.getByRole("radio", { name: flow }).check();
    await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
    await page.getByRole("tab", { name: /Tokens/ }).click();
    await expect(page.getByText("ada@example.com").first()).toBeVisible();

    await page.getByRole("button", { name: "Log out" }).click();
    const asked = page.waitForRequest((request) => request.url().includes("/v2/logout"));
    await page.getByRole("button", { name: "Log out of page and tenant" }).click();
    const { searchParams } = new URL((await asked).url());
    expect(searchParams.get("client_id")).toBe("linklab-spa");
    expect(searchParams.get("returnTo")).toBe(linklab.origin);

    await expect(page.getByRole("status").getByText("You are logged out.")).toBeVisible();
    expect(page.url()).toBe(`${linklab.origin}/`);
    await expectSignedOut();
    await page.goBack();
    await expect(page.getByText("Needs A’s tokens from step 2.")).toBeVisible();
    await expectSignedOut();
    await expect(page.getByRole("listitem").filter({ hasText: "GET /v2/logout" })).toHaveCount(1);

    await page.getByRole("link", { name: "Log in as the primary account" }).click();
    await page.getByRole("button", { name: "Log in as A" }).click();
    await expect(page.getByLabel("Email address")).toHaveValue("");

    async function expectSignedOut(): Promise<void> {
      await expect(page.getByText("not signed in")).toHaveCount(2);
      expect(await page.content()).not.toMatch(/eyJ[\w-]+\.|ada@example\.com/);
      expect(await readTraces(page)).not.toMatch(/eyJ[\w-]+\.|ada@example\.com|auth0\|/);
      expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    }
  });
}

test("the page after a log-out is accessible and fits", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out of page and tenant" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();
  await expectAccessibleEverywhere(page);
});
