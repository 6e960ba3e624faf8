import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import { logInAsA, reachLink, readTenant, sendLink } from "./walkthrough.ts";

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

const SEARCHES = [
  {
    name: "a whole body",
    printed:
      '{\n  "statusCode": 403,\n  "error": "Forbidden",\n  "message": "Insufficient scope, expected any of: update:users,update:current_user_identities",\n  "errorCode": "insufficient_scope"\n}',
    title: "The access token may not do this.",
    marked: "Insufficient scope, expected any of: ",
  },
  {
    name: "the message of an SDK",
    printed:
      "Error: Missing Refresh Token (audience: 'https://tenant.example/api/v2/', scope: 'openid')",
    title: "There is no refresh token to renew with.",
    marked: "Missing Refresh Token (audience: '",
  },
  {
    name: "the address of a callback",
    printed:
      "https://app.example/callback?error=access_denied&error_description=Service%20not%20found%3A%20https%3A%2F%2Fapi.example&state=x",
    title: "The tenant has no such API.",
    marked: "Service not found: ",
  },
];

for (const { name, printed, title, marked } of SEARCHES)
  test(`${name} is pasted, and its error stands first`, async ({ page }) => {
    await page.goto("/errors");
    const box = page.getByRole("searchbox");
    await box.focus();
    await box.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const paste = { clipboardData, bubbles: true, cancelable: true };
      if (element.dispatchEvent(new ClipboardEvent("paste", paste)))
        document.execCommand("insertText", false, text);
    }, printed);
    await expect(page.getByRole("status").filter({ hasText: "fit" })).toBeVisible();
    const first = page.getByRole("main").getByRole("link").first();
    await expect(first).toContainText(title);
    await expect(first.locator("mark", { hasText: marked })).toBeVisible();
    await expect(page).toHaveURL(/\/errors$/);
    await expectAccessibleEverywhere(page);
    await first.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  });

test("where nothing fits, an example shows what to paste", async ({ page }) => {
  await page.goto("/errors");
  await page.getByRole("searchbox").fill("pancakes");
  await expect(page.getByRole("status").filter({ hasText: "Nothing fits." })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: /invalid_grant/ }).click();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await expect(page.getByRole("main").getByRole("link").first()).toContainText(
    "The tenant did not take the code.",
  );
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

const LOST = "This part of the page could not be loaded.";

test("a page that cannot be loaded says so, is tried again, and costs nobody the session", async ({
  page,
  context,
  expectConsole,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  expectConsole(/ERR_INTERNET_DISCONNECTED/);
  expectConsole(/a part of the page was not loaded|load preload assets/);
  await context.setOffline(true);
  await page.getByRole("link", { name: "Use cases" }).click();
  const told = page.getByRole("heading", { name: LOST });
  await expect(told).toBeFocused();
  await expectAccessibleEverywhere(page, [1440, 360]);
  const tryAgain = page.getByRole("button", { name: "Try again" });
  await tryAgain.click();
  await expect(told).toBeFocused();
  await context.setOffline(false);
  await tryAgain.click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(LOST);
  const bare = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].flatMap((link) =>
        link.sheet === null ? [link.href] : [],
      ),
    );
  await expect.poll(bare, "style sheets that did not come").toEqual([]);
  await page.goBack();
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

test("one file that failed is asked for again", async ({ page, expectConsole }) => {
  expectConsole(/ERR_FAILED/);
  expectConsole(/a part of the page was not loaded|load preload assets/);
  await page.goto("/");
  await page.route("**/assets/errors-*.js", (route) => route.abort());
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(page.getByRole("heading", { name: LOST })).toBeVisible();
  await page.unroute("**/assets/errors-*.js");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("searchbox")).toBeVisible();
});
