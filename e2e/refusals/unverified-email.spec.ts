import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import { ADA, chooseAccount, openSecondLogin, reachSecondAccount } from "#e2e/walkthrough.ts";

test("(S 19) warns about an unverified e-mail before the link and names the server's check", async ({
  page,
}) => {
  await reachSecondAccount(page);
  await chooseAccount(await openSecondLogin(page), "GitHub", ADA.github.email);
  await page.getByRole("link", { name: "Next: Check before you link" }).click();
  await expect(page.getByRole("note").getByText("9 of 10 fit.")).toBeVisible();
  await expect(page.getByText("An e-mail that nobody verified proves nothing")).toBeVisible();
  await page.getByText("On your server").click();
  await expect(page.getByText("Where a wrong link would harm, send both tokens")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Next: Link" }).click();
  await expect(page.getByText("An e-mail here is not verified")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send POST" })).toBeEnabled();
  await expectAccessible(page);
});
