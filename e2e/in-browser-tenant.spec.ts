import type { Page, Route } from "@playwright/test";
import { copyWith } from "./clipboard.ts";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logInAsA,
  openSecondLogin,
  reachLink,
  readTenant,
  sendLink,
} from "./walkthrough.ts";

// Served by Node as any other, but said to be within the browser: texts go by what is said.
test.use({
  traits: { hasCookies: false, hasOwnOrigin: false, hasConnections: false, isProgram: false },
});

const main = (page: Page) => page.locator("#main");
async function copyAsCurl(page: Page): Promise<void> {
  await page.context().grantPermissions(["clipboard-write"]);
  const card = page.getByRole("region", { name: "The request, as it will be sent" });
  await copyWith(card.getByRole("button", { name: "Copy as curl" }));
}

const curlNote = (page: Page) => page.getByText(/^curl does not reach this tenant/);

/** The row of a way to break the step, found by its words. */
async function findWay(page: Page, label: string) {
  const panel = page.locator("#break-it");
  if ((await panel.getAttribute("open")) === null) await panel.locator("summary").click();
  const search = panel.getByLabel("Find a way");
  if (await search.isVisible()) await search.fill(label);
  return panel.locator("[data-way]").filter({ hasText: label });
}

test("from login to unlink it is the tenant's session that is spoken of, never its cookie", async ({
  page,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await expect(page.getByText("session: A")).toBeVisible();
  await page.getByRole("button", { name: "session", exact: true }).click();
  await expect(page.getByText("the developer tools show no cookie")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("In a hidden frame, by the tenant’s session.")).toBeVisible();

  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await expect(page.getByText("only the tenant’s session is B’s now")).toBeVisible();
  await expect(page.getByText("session: B")).toBeVisible();
  await page.locator("summary").filter({ hasText: "Why" }).click();
  await expect(page.getByText("Only the tenant’s session knows B now.")).toBeVisible();
  await expect(main(page)).not.toContainText("cookie");

  await goTo(page, "primary");
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  const swapped = page.getByRole("status").filter({ hasText: "came back as someone else" });
  await expect(swapped).toContainText("the tenant's session belongs to another login now");
  await expect(swapped).not.toContainText("cookie");

  await goTo(page, "link");
  await sendLink(page);
  await expect(page.getByText("The tenant’s session was B’s login")).toBeVisible();
  await goTo(page, "unlink");
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await page.getByRole("button", { name: "Unlink", exact: true }).click();
  await expect(page.getByText("The tenant’s session is B’s again.")).toBeVisible();
});

test("a printed command says that curl does not get there, wherever it is copied", async ({
  page,
}) => {
  await reachLink(page);
  const card = page.getByRole("region", { name: "The request, as it will be sent" });
  await copyAsCurl(page);
  await expect(card.getByText(/^curl does not reach this tenant/)).toBeVisible();
  await page.locator("summary").filter({ hasText: "In your code" }).click();
  await page.getByRole("tab", { name: "curl" }).click();
  await expect(page.getByRole("tabpanel", { name: "curl" })).toContainText(
    "At a tenant of your own the command works.",
  );
  await expectAccessibleEverywhere(page, [1440, 360]);
});

test("what the host cannot play is not offered, and says why", async ({ page }) => {
  await page.goto("/learn/tenant?break=cut");
  for (const [label, lack] of [
    ["Cut the connection", "needs a tenant at the other end of a connection"],
    ["An answer without CORS headers", "needs a tenant on another origin than this page"],
  ] as const) {
    const way = await findWay(page, label);
    await expect(way).toContainText(lack);
    await expect(way.getByRole("radio")).toBeDisabled();
    await expect(way.getByRole("radio")).not.toBeChecked();
  }
  await expect((await findWay(page, "takes 30 seconds")).getByRole("radio")).toBeEnabled();
  const hands = page.getByRole("region", { name: "By hand" });
  await expect(hands).toContainText("needs a tenant at the other end of a connection");
  await expect(hands).not.toContainText("proxy");
});

test("the tenant page prints what its console takes, and it works there", async ({
  page,
  linklab,
}) => {
  await page.goto("/tenant");
  const clock = page.getByRole("region", { name: "Clock", exact: true });
  await clock.getByRole("radio", { name: /^Stop it/ }).check();
  const script = await clock.locator("pre").first().innerText();
  expect(script).toContain(`await fetch("${linklab.tenantOrigin}/_linklab/clock"`);
  await page.evaluate(`(async () => { ${script} })()`);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(clock).toContainText("stopped");
  await expect(main(page)).not.toContainText("curl ");
  await expect(main(page)).not.toContainText("first page");
  const kinds = page.getByLabel("What it does").getByRole("option");
  await expect(kinds).toHaveText([
    "answers a second late",
    "answers 429, too many requests",
    "answers 500, it failed",
  ]);
  await expectAccessibleEverywhere(page, [1440, 360]);
});

test("the lab of the session swap reads whose the session is", async ({ page }) => {
  await page.goto("/labs/session");
  await expect(page.getByText("Owner of the tenant’s session")).toBeVisible();
  await expect(page.getByText("only the tenant’s session changes")).toBeVisible();
  await expect(main(page)).not.toContainText("tenant’s cookie");
});

test("before the tenant has told, nothing is said that it may not be", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  const asked: Route[] = [];
  await page.route("**/_linklab/capabilities", (route) => void asked.push(route));
  await page.goto("/learn/tenant");
  await expect(page.getByText("session: A")).toBeVisible();
  const way = await findWay(page, "Cut the connection");
  await expect(way).toContainText("waits for the tenant to say what it can do");
  await copyAsCurl(page);
  await expect(curlNote(page)).toHaveCount(0);
  await expect(main(page)).not.toContainText("cookie");
  for (const route of asked) await route.continue();
  await expect(way).toContainText("needs a tenant at the other end of a connection");
  await expect(curlNote(page).first()).toBeVisible();
});
