import type { Page } from "@playwright/test";
import { copyWith } from "./clipboard.ts";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./linklab.ts";
import { goTo, logInAsA, readTenant } from "./walkthrough.ts";

test("leads to where the reader left off, and by a step's number to the step", async ({ page }) => {
  await page.goto("/learn/6");
  await expect(page).toHaveURL(/\/learn\/link$/);
  await expect(page.getByText("Step 6 of 9")).toBeVisible();
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await page.getByRole("link", { name: "Walkthrough" }).click();
  await expect(page).toHaveURL(/\/learn\/link$/);
  await page.goto("/learn/10");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

test("begins at the first step where nothing was left off", async ({ page }) => {
  await page.goto("/learn");
  await expect(page).toHaveURL(/\/learn\/tenant$/);
  await page.goto("/learn/0");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

test("goes on with what was begun, and not after a log-out", async ({ page }) => {
  const onward = page.getByRole("link", { name: "Go on where you were" });
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "old-way");
  await page.getByRole("link", { name: "LinkLab" }).click();
  await onward.click();
  await expect(page).toHaveURL(/\/learn\/old-way$/);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out of page and tenant" }).click();
  await expect(page.getByText("You are logged out.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Link two accounts" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: "Link two accounts" })).toBeVisible();
  await expect(onward).toHaveCount(0);
});

test("the header marks the page one is on", async ({ page }) => {
  const marked = page.getByRole("banner").locator("[aria-current='page']");
  await page.goto("/errors");
  await expect(marked).toHaveText("Errors");
  await page.getByRole("link", { name: "Walkthrough" }).click();
  await expect(marked).toHaveText("Walkthrough");
});

test("a menu holds what has no room: Escape shuts it, and the focus goes back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/tokens");
  const menu = page.getByRole("button", { name: "Menu" });
  const errors = page.getByRole("link", { name: "Errors" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  await expect(errors).toBeHidden();
  await menu.press("Enter");
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("requests to other hosts: 0")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.keyboard.press("Escape");
  await expect(errors).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await errors.click();
  await expect(page).toHaveURL(/\/errors$/);
  await expect(errors).toBeHidden();
});

test("the sheet with the requests follows the height", async ({ page }) => {
  const sheet = page.getByRole("button", { name: "the wire" });
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto("/learn/tenant");
  await expect(sheet).toHaveAttribute("aria-expanded", "false");
  await page.setViewportSize({ width: 1024, height: 900 });
  await expect(sheet).toHaveAttribute("aria-expanded", "true");
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(sheet).toHaveAttribute("aria-expanded", "false");
  await sheet.click();
  await expect(sheet).toHaveAttribute("aria-expanded", "true");
});

const AFFECTED = "/?token=id&body=link_with&library=spa-js";
const verdict = (page: Page) => page.getByRole("status", { name: "Verdict" });

test("three answers tell that an app is affected, and what to change in its code", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByLabel("An ID token", { exact: true }).check();
  await expect(verdict(page)).toContainText("Affected");
  await expect(verdict(page)).toContainText("Row 1, 5 or 8 of Auth0’s migration guide.");
  await expect(page.getByText("What sends it?")).toBeInViewport();
  await page.getByLabel("link_with: an ID token").check();
  await page.getByLabel("auth0-spa-js", { exact: true }).check();
  await expect(verdict(page)).toContainText("Row 1 of Auth0’s migration guide");
  const change = page.getByRole("region", { name: "2. Send A’s access token and B’s ID token" });
  await expect(change).toContainText("− /** The bearer is an ID token");
  await expect(change).toContainText("+   const token = await auth0.getTokenSilently();");
  await expect(page).toHaveURL(AFFECTED);
  await expect(page.getByRole("main")).not.toContainText("token id_token");
});

test("who is shown a login done right comes to one that can be done", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("An ID token", { exact: true }).check();
  await page.getByLabel("link_with: an ID token").check();
  await page.getByLabel("auth0-spa-js", { exact: true }).check();
  await page.getByRole("link", { name: "See it done right: Log in as A" }).click();
  await expect(page.getByRole("button", { name: "Log in as A" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the answers are in the address: Back keeps them, and a link opens the same verdict", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  await page.goto("/");
  await page.getByLabel("An ID token", { exact: true }).check();
  await page.getByLabel("Nothing. It is a DELETE").check();
  await page.getByLabel("React with auth0-react").check();
  await expect(verdict(page)).toContainText("Row 8");
  await page.getByRole("link", { name: "See it done right" }).click();
  await expect(page).toHaveURL(/\/learn\/unlink#read$/);
  await page.goBack();
  await expect(page.getByLabel("Nothing. It is a DELETE")).toBeChecked();
  await expect(verdict(page)).toContainText("Row 8");
  const address = await copyWith(page.getByRole("button", { name: "Copy link" }));
  const other = await context.newPage();
  await other.goto(address);
  await expect(verdict(other)).toContainText("Row 8");
  await expect(other.getByText("1. At the login, ask for an access token")).toBeVisible();
  await other.getByRole("button", { name: "Clear the answers" }).click();
  await expect(other).toHaveURL(/\/$/);
  await expect(verdict(other)).toHaveCount(0);
});

test("says why it cannot tell, and takes no answer from an address that is none", async ({
  page,
}) => {
  await page.goto("/?token=any-user&body=user_id&library=react");
  await expect(verdict(page)).toContainText("Can’t tell");
  await expect(verdict(page)).toContainText("never gets update:users");
  await page.goto("/?token=eyJhbGciOiJub25lIn0.e30.&body=x");
  await expect(page.getByText("What is in its body?")).toHaveCount(0);
  await expect(page.getByLabel("An ID token", { exact: true })).not.toBeChecked();
});

test("leads an app with auth0.js to code + PKCE, and keeps the implicit flow where it is said", async ({
  page,
}) => {
  await page.goto("/?token=id&body=link_with&library=auth0-js");
  await expect(page.getByText("with auth0-spa-js")).toBeVisible();
  const code = page.getByRole("main");
  await expect(code).not.toContainText("token id_token");
  await page.getByLabel("My app uses the implicit flow").check();
  await expect(code).toContainText('responseType: "token id_token"');
  await expect(page).toHaveURL(/&flow=implicit$/);
});

test("a verdict leads to its row, and is accessible and fits", async ({ page }) => {
  await page.goto(AFFECTED);
  await expect(page.getByText("What to change")).toBeVisible();
  await expectAccessibleEverywhere(page, [1440, 360, 320]);
  await page.goto("/?token=current-user&body=link_with&library=react");
  await expect(verdict(page)).toContainText("Nothing has to change.");
  await expectAccessibleEverywhere(page, [1440, 320]);
  await verdict(page).getByRole("link", { name: "4" }).click();
  await expect(page.locator("#row-4")).toBeInViewport();
  await page.getByRole("link", { name: "Which row is my app?" }).click();
  await expect(page.getByRole("heading", { name: "Is my app affected?" })).toBeVisible();
});

test("nothing moves when the page comes after its frame: the footer waits below", async ({
  page,
}) => {
  const held: (() => void)[] = [];
  await page.route("**/assets/home-page-*.js", async (route) => {
    await new Promise<void>((resolve) => void held.push(resolve));
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByText("Loading…")).toBeInViewport();
  await expect(page.locator("footer")).toBeAttached();
  await expect(page.locator("footer")).not.toBeInViewport();
  held.forEach((release) => release());
  await expect(page.getByRole("heading", { level: 1 })).toContainText("One person, two logins");
});

test("an answer that was sent to another page stays neither in its address nor in the history", async ({
  page,
}) => {
  await page.goto("/errors");
  for (const place of ["/", "/errors", "/auth/callback"]) {
    await page.goto(`${place}#access_token=opaque-token&id_token=e30.e30.c2ln&state=s`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => location.pathname + location.search + location.hash)).toBe(
      place,
    );
  }
  await page.goto("/?code=abc&state=s");
  await expect.poll(() => page.evaluate(() => location.search)).toBe("");
  await page.goBack();
  await expect(page).toHaveURL(/\/auth\/callback$/);
});
