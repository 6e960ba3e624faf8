import type { Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";

/** Serves the app under another name, as a host without a certificate would. */
async function serveAt(page: Page, origin: string, appOrigin: string): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const url = route.request().url().replace(origin, appOrigin);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
}

test("an address that is not secure is told as one, with the one to use", async ({
  page,
  linklab,
  expectConsole,
}) => {
  const elsewhere = "http://linklab.test";
  expectConsole(/request to a foreign host: http:\/\/linklab\.test/);
  expectConsole(/Cross-Origin-Opener-Policy header has been ignored/);
  // From such a page the browser lets nothing through to a tenant on this computer.
  expectConsole(/not a secure context and the resource is in more-private address space/);
  expectConsole(/Failed to load resource: net::ERR_FAILED/);
  await serveAt(page, elsewhere, linklab.origin);
  await page.goto(`${elsewhere}/learn/tenant`);
  const notice = page.getByRole("complementary", { name: "Where this page runs" });
  await expect(notice).toContainText("http://linklab.test is not a secure origin");
  await expect(notice.getByRole("link")).toHaveAttribute("href", "http://localhost/learn/tenant");
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(notice.getByRole("link")).toHaveAttribute("href", "http://localhost/errors");
  await expect(page.getByRole("searchbox")).toBeVisible();
  await expectAccessibleEverywhere(page, [1440, 360]);
});

test("at 127.0.0.1 the page leads to localhost, where the tenant knows it", async ({
  page,
  linklab,
  expectConsole,
}) => {
  expectConsole(/request to a foreign host: http:\/\/127\.0\.0\.1/);
  const { port } = new URL(linklab.origin);
  await page.goto(`http://127.0.0.1:${port}/tokens`);
  const notice = page.getByRole("complementary", { name: "Where this page runs" });
  await expect(notice).toContainText("Open this page at localhost.");
  await expectAccessibleEverywhere(page, [1440, 360]);
  await notice.getByRole("link", { name: `Open it at ${linklab.origin}` }).click();
  await expect(page).toHaveURL(`${linklab.origin}/tokens`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);
});
