import { expect, expectAccessible, test } from "./linklab.ts";

test("a demo comes to the link in five actions, without a login page", async ({ page }) => {
  let actions = 0;
  const press = async (role: "link" | "button", name: string | RegExp) => {
    actions += 1;
    await page.getByRole(role, { name, exact: true }).click();
  };
  await page.goto("/");
  await press("link", "Link two accounts");
  await press("button", "Prepare A and B for me");
  await expect(page).toHaveURL(/\/learn\/link$/);
  await expect(page.getByRole("list", { name: "Accounts" })).toContainText("Ada · password");
  await press("button", "Send POST");
  await press("button", "Link them");
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  expect(actions).toBeLessThanOrEqual(5);

  const names = async () => (await page.context().cookies()).map(({ name }) => name);
  expect(await names()).toContain("auth0.linklab-spa.is.authenticated");
  await page.getByRole("button", { name: "Start over" }).first().click();
  await page.getByRole("button", { name: "Forget it all" }).click();
  await expect.poll(names).not.toContain("auth0.linklab-spa.is.authenticated");
});

test("who comes to the link by its address can be prepared there", async ({ page }) => {
  await page.goto("/learn/link");
  await expect(page.getByText("Needs the tenant’s document")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Prepare A and B for me" }).click();
  await expect(page.getByRole("button", { name: "Send POST" })).toBeEnabled();
  await expect(page.getByRole("button", { name: /^Prepare/ })).toHaveCount(0);
});

test("says what to do where the two are linked already", async ({
  page,
  linklab,
  request,
  watchAlso,
}) => {
  await page.goto("/learn/link");
  await page.getByRole("button", { name: "Prepare A and B for me" }).click();
  await page.getByRole("button", { name: "Send POST" }).click();
  await page.getByRole("button", { name: "Link them" }).click();
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  const other = await page.context().browser()?.newContext({ baseURL: linklab.origin });
  if (other === undefined) throw new TypeError("no browser");
  watchAlso(other);
  const again = await other.newPage();
  await again.goto("/learn/tenant");
  await again.getByRole("button", { name: "Prepare A and B for me" }).click();
  await expect(again.getByText("No two accounts of one person are free")).toBeVisible();
  await again.getByRole("button", { name: "Start over" }).first().click();
  await expect(again.getByRole("dialog")).toBeVisible();
  await other.close();
  expect((await request.get(`${linklab.tenantOrigin}/_linklab/users`)).ok()).toBe(true);
});
