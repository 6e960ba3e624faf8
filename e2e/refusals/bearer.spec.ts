import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/linklab.ts";
import { readUserAsServer } from "#e2e/server.ts";
import { ADA, MALLORY, logInAsA, readTenant } from "#e2e/walkthrough.ts";

/** Signs in as A in the browser and gives the tokens that the SDK got there. */
async function tokensOfA(page: Page): Promise<{ access_token: string; id_token: string }> {
  await readTenant(page);
  const answer = page.waitForResponse((response) => response.url().endsWith("/oauth/token"));
  await logInAsA(page, "Code + PKCE");
  return await (await answer).json();
}

test("an ID token as bearer is refused with 401", async ({ page, linklab, server }) => {
  const tokens = await tokensOfA(page);
  const response = await server.post(
    `${linklab.tenantOrigin}/api/v2/users/${encodeURIComponent(ADA.userId)}/identities`,
    {
      headers: { Authorization: `Bearer ${tokens.id_token}` },
      data: { link_with: tokens.id_token },
    },
  );
  expect(response.status()).toBe(401);
  expect(await response.json()).toMatchObject({ statusCode: 401, message: "Invalid token" });
  const user = await readUserAsServer(server, linklab.tenantOrigin, ADA.userId);
  expect((await user.json()).identities).toHaveLength(1);
});

test("another user's ID in the path is refused with 403", async ({ page, linklab, server }) => {
  const tokens = await tokensOfA(page);
  const response = await server.post(
    `${linklab.tenantOrigin}/api/v2/users/${encodeURIComponent(ADA.google.userId)}/identities`,
    {
      headers: { Authorization: `Bearer ${tokens.access_token}` },
      data: { link_with: tokens.id_token },
    },
  );
  expect(response.status()).toBe(403);
  expect(await response.json()).toMatchObject({
    statusCode: 403,
    message: "User to be acted on does not match subject in bearer token.",
    errorCode: "unowned_resource",
  });
  const user = await readUserAsServer(server, linklab.tenantOrigin, ADA.google.userId);
  expect((await user.json()).identities).toHaveLength(1);
});

test("a stranger's login stays a stranger", async ({ page, expectConsole }) => {
  expectConsole(/status of 400.*\/u\/login/);
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await page.getByLabel("Email address").fill(MALLORY.email);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Password").fill(MALLORY.password);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("status").getByText("A is Mallory")).toBeVisible();
});
