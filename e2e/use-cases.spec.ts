import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, test } from "#e2e/linklab.ts";
import { collectSecrets } from "#e2e/secrets.ts";
import { readUserAsServer } from "#e2e/server.ts";
import { ADA, chooseAccount, goTo, logIn, openPopup } from "#e2e/walkthrough.ts";

const runAll = (page: Page, count: number) =>
  page.getByRole("button", { name: `Run all ${count}` }).click();

/** Some 150 requests, one after the other. */
const allAsExpected = (page: Page, count: number) =>
  expect(page.getByRole("status").getByText(`${count} of ${count} as expected.`)).toBeVisible({
    timeout: 60_000,
  });

const cell = (page: Page, name: string) => page.getByRole("button", { name: `${name}:` });

test("runs all 17 as expected, leaves nothing, and is accessible everywhere", async ({
  page,
  request,
  linklab,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)/);
  expectConsole(/403 \(Forbidden\)/);
  const secrets = await collectSecrets(page.context());
  const users = async () =>
    await (await request.get(`${linklab.tenantOrigin}/_linklab/users`)).json();
  const before = await users();
  await page.goto("/use-cases");
  await expect(page.getByRole("button", { name: "Run all 17" })).toBeEnabled();
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await runAll(page, 17);
  await allAsExpected(page, 17);
  await expect(page.locator("#row-4")).toContainText("2 identities: auth0, google-oauth2");
  expect(await users()).toEqual(before);
  await expectAccessibleEverywhere(page, [1440, 360, 320]);
  await page.setViewportSize({ width: 1440, height: 900 });

  await cell(page, "3, Today").press("Enter");
  const wire = page.getByRole("region", { name: "Wire" });
  await expect(wire.getByText("403 refused, as expected")).toBeVisible();
  await expect(wire.getByText('"provider": "google-oauth2"')).toBeVisible();
  await expect(cell(page, "3, Today")).toBeFocused();

  const markdown = await downloadAs(page, "Markdown", "use-cases.md");
  expect(markdown.match(/^\| \d \|/gm)).toHaveLength(9);
  expect(markdown).not.toContain("not as expected");
  const json = await downloadAs(page, "JSON", "use-cases.json");
  expect(JSON.parse(json).results).toHaveLength(17);
  for (const text of [markdown, json]) expect(await secrets.foundIn(text)).toEqual([]);
  expect(`${markdown}${json}`).not.toMatch(/eyJ[\w-]+\./);
});

/** Downloads the run and reads it. */
async function downloadAs(page: Page, label: string, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${label}` }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  return await readFile(await file.path(), "utf8");
}

test("shows an answer that was not expected as such, and goes on", async ({
  page,
  linklab,
  request,
  expectConsole,
}) => {
  expectConsole(/status of (?:500|401)/);
  await page.goto("/use-cases");
  await expect(page.getByRole("button", { name: "Run all 17" })).toBeEnabled();
  const fault = { endpoint: "identities", kind: "failure", count: 1 };
  await request.post(`${linklab.tenantOrigin}/_linklab/faults`, { data: fault });
  await page.getByRole("button", { name: "Run 1, Today" }).click();
  await expect(cell(page, "1, Today")).toHaveText("500, not as expected");
  await expect(page.locator("#row-1")).toContainText("status: 500, expected 401");
  await expect(page.getByText("0 of 1 as expected.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Row 1, Today" })).toBeVisible();
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.getByRole("button", { name: "Run again 1, Today" }).click();
  await expect(page.getByText("1 of 1 as expected.")).toBeVisible();
});

test("stops when it is cancelled, says so meanwhile, and leaves nothing", async ({
  page,
  linklab,
  request,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)|403 \(Forbidden\)|status of/);
  const users = async () =>
    await (await request.get(`${linklab.tenantOrigin}/_linklab/users`)).json();
  const before = await users();
  await page.goto("/use-cases");
  await runAll(page, 17);
  await expect(cell(page, "1, Today")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Run all 17" })).not.toHaveAttribute(
    "aria-disabled",
  );
  await expect(page.getByText(/^\d+ of \d+ as expected\.$/)).toBeVisible();
  await expect(page.getByText("17 of 17 as expected.")).toHaveCount(0);
  expect(await users()).toEqual(before);
});

test("a reload in the middle of a run puts everything back", async ({ page, linklab, request }) => {
  const read = async (path: string) =>
    await (await request.get(`${linklab.tenantOrigin}/_linklab/${path}`)).json();
  const before = await read("users");
  await page.goto("/use-cases");
  await expect(page.getByRole("button", { name: "Run all 17" })).toBeEnabled();
  const fault = { endpoint: "identities", kind: "latency", milliseconds: 3000, count: 1 };
  await request.post(`${linklab.tenantOrigin}/_linklab/faults`, { data: fault });
  await page.getByRole("button", { name: "Run 3, Before" }).click();
  await expect.poll(() => read("faults")).toEqual([]);
  expect(await read("users")).toHaveLength(before.length + 2);
  await page.reload();
  await expect.poll(() => read("users")).toEqual(before);
  expect(await read("policy")).toEqual({ policy: "today" });
});

test("runs all 17 at 360 px in the dark, and opens a cell in the pane of requests", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)/);
  expectConsole(/403 \(Forbidden\)/);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  await page.getByRole("link", { name: "See the nine use cases run" }).click();
  await runAll(page, 17);
  await allAsExpected(page, 17);
  await cell(page, "8, Today").click();
  const requests = page.getByRole("list", { name: "Requests" });
  await expect(requests.getByRole("button", { expanded: true })).toBeFocused();
  await expect(requests.getByText("401 refused, as expected")).toBeVisible();
  await page.getByRole("button", { name: "Use cases", exact: true }).click();
  await expect(cell(page, "8, Today")).toBeVisible();
});

test("shows a request that was sent for a server on the server's lane", async ({ page }) => {
  await page.goto("/use-cases#row-6");
  await expect(page.locator("#row-6")).toBeInViewport();
  await page.getByRole("button", { name: "Run 6, Today" }).click();
  await expect(cell(page, "6, Today")).toContainText("201, as expected");
  await expect(page.getByText("Your server")).toBeVisible();
});

test("is found at its former address, with the row that a link names", async ({ page }) => {
  await page.goto("/matrix?from=guide#row-6");
  await expect(page).toHaveURL(/\/use-cases\?from=guide#row-6$/);
  await expect(page.locator("#row-6")).toBeInViewport();
});

/** Uses the second tenant as the reader's own. */
async function useTenant(page: Page, domain: string): Promise<void> {
  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await page.getByLabel("Domain", { exact: true }).fill(domain);
  await page.getByLabel("Client ID").fill("linklab-spa");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(page.getByText(`My tenant ${new URL(domain).host}`)).toBeVisible();
}

/** Logs in as A and B there, and comes to the use cases without a reload. */
async function reachOwnUseCases(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send GET" }).click();
  await page.getByRole("link", { name: "Next: Log in as A" }).click();
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(page.getByRole("status").getByText("B is Ada").first()).toBeVisible();
  await page.getByRole("link", { name: "Use cases" }).click();
}

test("runs only today's cells at the reader's own tenant, after consent, and unlinks", async ({
  page,
  request,
  secondTenant,
  expectConsole,
}) => {
  await useTenant(page, secondTenant);
  await page.getByRole("link", { name: "Use cases" }).click();
  await expect(page.getByText("Log in as A first.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run all 7" })).toBeDisabled();
  await page.getByRole("link", { name: "Log in as A" }).click();
  await goTo(page, "tenant");
  await reachOwnUseCases(page);
  await runAll(page, 7);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(ADA.userId);
  await expect(dialog).toContainText(ADA.google.userId);
  await dialog.getByRole("button", { name: "Keep them as they are" }).click();
  await expect(cell(page, "1, Today")).toHaveCount(0);
  await runAll(page, 7);
  expectConsole(/401 \(Unauthorized\)/);
  expectConsole(/403 \(Forbidden\)/);
  await dialog.getByRole("button", { name: "Run all 7" }).click();
  await allAsExpected(page, 7);
  await expect(page.getByText("Not sent: it needs update:users")).toHaveCount(2);
  await expectAccessibleEverywhere(page, [1440, 360]);
  const user = await (await readUserAsServer(request, secondTenant, ADA.userId)).json();
  expect(user.identities).toHaveLength(1);
  expect((await readUserAsServer(request, secondTenant, ADA.google.userId)).status()).toBe(200);
});

/** Runs the link with nothing that unlinks it again, and gives what the page says of that. */
async function leaveLinked(page: Page): Promise<Locator> {
  await reachOwnUseCases(page);
  await page.route("**/identities/**", (route) => route.abort());
  await page.getByRole("button", { name: "Run 4, Today" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run it" }).click();
  return page.getByRole("alert").filter({ hasText: "this is left at the tenant" });
}

test("says what is left linked when the unlink gets no answer, and undoes it", async ({
  page,
  request,
  secondTenant,
  expectConsole,
}) => {
  await useTenant(page, secondTenant);
  expectConsole(/ERR_FAILED/);
  const left = await leaveLinked(page);
  await expect(left).toContainText(
    `${ADA.google.userId} (B) may still be linked to ${ADA.userId} (A).`,
  );
  await expect(left).toBeInViewport();
  await expect(left).toContainText("DELETE /api/v2/users/");
  await expect(left.getByRole("button", { name: "Copy as curl" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Run all 7" })).toBeDisabled();
  await expectAccessibleEverywhere(page, [1440, 360]);
  const linked = await (await readUserAsServer(request, secondTenant, ADA.userId)).json();
  expect(linked.identities).toHaveLength(2);
  await page.unroute("**/identities/**");
  await left.getByRole("button", { name: "Send DELETE" }).click();
  await expect(left).toHaveCount(0);
  const user = await (await readUserAsServer(request, secondTenant, ADA.userId)).json();
  expect(user.identities).toHaveLength(1);
});

test("says after a reload what is left linked, and undoes it once A is back", async ({
  page,
  request,
  secondTenant,
  expectConsole,
}) => {
  await useTenant(page, secondTenant);
  expectConsole(/ERR_FAILED/);
  const left = await leaveLinked(page);
  await expect(left).toContainText("It could not be undone:");
  await page.unroute("**/identities/**");
  await page.reload();
  await expect(left).toContainText("DELETE /api/v2/users/");
  await expect(left).toContainText("log in as A, then come back");
  await expect(page.getByRole("link", { name: "Log in as A" })).toHaveCount(1);
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await left.getByRole("link", { name: "Log in as A" }).click();
  await page
    .getByRole("button", { name: /^Log in as A/ })
    .first()
    .click();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada")).toBeVisible();
  await page.getByRole("link", { name: "Use cases" }).click();
  await left.getByRole("button", { name: "Send DELETE" }).click();
  await expect(left).toHaveCount(0);
  const user = await (await readUserAsServer(request, secondTenant, ADA.userId)).json();
  expect(user.identities).toHaveLength(1);
});
