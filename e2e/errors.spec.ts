import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import { reachLink, sendLink } from "./walkthrough.ts";

test("the errors are found, read and shared", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expectAccessibleEverywhere(page);

  await page.getByRole("searchbox").fill("azp");
  await expect(page.getByRole("status").filter({ hasText: "errors" })).toContainText("errors");
  await page.getByRole("link", { name: /different applications/ }).click();
  await expect(page).toHaveURL(/\/errors\/other-application$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByText("400 JWT (link_with) must have an aud claim")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.goto("/errors/nothing-like-it");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such error");
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "All errors" }).click();
  await expect(page.getByRole("searchbox")).toBeVisible();
});

test("a request that cannot leave is told from one without an answer, and is sent again", async ({
  page,
  context,
  expectConsole,
}) => {
  await reachLink(page);
  await expect(page.getByRole("button", { name: "Send POST" })).toBeVisible();
  await context.setOffline(true);
  expectConsole(/ERR_INTERNET_DISCONNECTED/);
  await sendLink(page);
  await expect(page.getByRole("alert")).toContainText("You are offline.");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
});

test("a document that names another issuer is not taken", async ({ page }) => {
  await page.route("**/.well-known/openid-configuration", async (route) => {
    const response = await route.fetch();
    const json = { ...(await response.json()), issuer: "https://other.example/" };
    await route.fulfill({ response, json });
  });
  await page.goto("/learn/tenant");
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByRole("alert")).toContainText("The tenant calls itself something else.");
  await page.getByRole("link", { name: "More on this" }).click();
  await expect(page).toHaveURL(/\/errors\/other-issuer$/);
});
