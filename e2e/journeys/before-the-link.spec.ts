import { expect, expectAccessibleEverywhere, test } from "#e2e/linklab.ts";
import { asServer } from "#e2e/server.ts";
import { ADA, chooseAccount, goTo, openPopup, reachSecondAccount } from "#e2e/walkthrough.ts";

test("an account with the same verified e-mail is offered, and linked only after its login", async ({
  page,
}) => {
  await reachSecondAccount(page);
  const same = page.getByRole("region", { name: "Accounts with the same e-mail" });
  await expect(same.getByRole("listitem")).toHaveCount(1);
  await expect(same).toContainText("A hint, not a proof");
  await expectAccessibleEverywhere(page);
  const popup = await openPopup(page, "Use as B: Ada · Google");
  await popup.getByRole("button", { name: ADA.google.email }).click();
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
  await goTo(page, "link");
  await expect(page.getByText("A has 2 identities")).toBeHidden();
});

test("B's metadata is read with B's login, and its PATCH is printed before the link", async ({
  page,
  linklab,
  server,
}) => {
  const headers = await asServer(server, linklab.tenantOrigin);
  for (const [userId, metadata] of [
    [ADA.userId, { theme: "dark", tags: ["mine"] }],
    [ADA.google.userId, { theme: "light", tags: ["other"], note: "<b>kept</b>" }],
  ] as const) {
    const url = `${linklab.tenantOrigin}/api/v2/users/${encodeURIComponent(userId)}`;
    const patched = await server.patch(url, {
      headers,
      data: { user_metadata: metadata },
    });
    expect(patched.status()).toBe(200);
  }
  await reachSecondAccount(page);
  await page.getByRole("checkbox", { name: /Read B’s metadata too/ }).check();
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
  await goTo(page, "link");
  await page.locator("summary", { hasText: "Metadata" }).click();
  const patch = page.getByRole("region", { name: "The PATCH, before the link" });
  await expect(patch).toContainText("PATCH /api/v2/users/auth0%7C5a620d29a840170a9ef43672");
  await expect(patch).toContainText('"note": "<b>kept</b>"');
  await expect(patch).not.toContainText("light");
  await page.getByRole("group", { name: "theme" }).getByRole("radio", { name: /light/ }).check();
  await expect(patch).toContainText('"theme": "light"');
  await expectAccessibleEverywhere(page);
});
