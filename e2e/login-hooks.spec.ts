import type { Page } from "@playwright/test";
import { expect, test } from "./linklab.ts";
import { ADA } from "./walkthrough.ts";

/** By which people's suites find the parts of Auth0's login page, and how many of each there are. */
const HOOKS = {
  "input[name=username]": 1,
  "input#username": 1,
  "input#password": 1,
  "button[type=submit][name=action][value=default][data-action-button-primary=true]": 1,
  "form[data-provider=google] button": 1,
  "form[data-provider=github] button": 1,
};

async function openLogin(page: Page, origin: string, tenantOrigin: string): Promise<void> {
  const url = new URL("/authorize", tenantOrigin);
  url.search = new URLSearchParams({
    client_id: "linklab-other",
    redirect_uri: `${origin}/callback`,
    response_type: "code",
    scope: "openid email",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  }).toString();
  await page.goto(url.href);
}

test("a suite that was written for Auth0's login page fills in the tenant's", async ({
  page,
  linklab,
  expectConsole,
}) => {
  await openLogin(page, linklab.origin, linklab.tenantOrigin);
  for (const [selector, count] of Object.entries(HOOKS))
    await expect(page.locator(selector), selector).toHaveCount(count);

  const primary = page.locator("button[data-action-button-primary=true]");
  await page.locator("input[name=username]").fill(ADA.email);
  await page.locator("input#password").fill("wrong");
  expectConsole(/400 \(Bad Request\)/);
  await primary.click();
  await expect(page.locator("#error-element-password")).toBeVisible();
  await page.locator("input#password").fill(ADA.password);
  await primary.click();
  await page.waitForURL(/\/callback\?code=/);
});

test("the buttons of demo accounts are found by none of the hooks", async ({ page, linklab }) => {
  await openLogin(page, linklab.origin, linklab.tenantOrigin);
  const buttons = await page.getByRole("form", { name: "Accounts to try" }).locator("button").all();
  expect(buttons.length).toBeGreaterThan(1);
  const selectors = [...Object.keys(HOOKS), "button[type=submit]", "[name=action]"];
  for (const button of buttons)
    expect(
      await button.evaluate((element, all) => all.filter((one) => element.matches(one)), selectors),
    ).toEqual([]);
});
