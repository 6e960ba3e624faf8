import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";

const LINK = { label: "Timetable", href: "https://x.example/timetable" };
const TEXT = "Workshop at X: the room’s tenant is room-4. <b>Plain text</b>";

test.beforeEach(async ({ page }) => {
  await page.route("**/linklab.config.json", async (route) => {
    const config: object = await (await route.fetch()).json();
    const json = { ...config, banner: { text: TEXT, link: LINK }, features: ["check", "tokens"] };
    await route.fulfill({ json });
  });
});

test("a deployment's word stands above every page, until it is put away for the tab", async ({
  page,
}) => {
  const banner = page.getByRole("region", { name: "From this deployment" });
  for (const path of ["/", "/tokens", "/learn/tenant"]) {
    await page.goto(path);
    await expect(banner).toContainText(TEXT);
    await expect(banner.getByRole("link", { name: LINK.label })).toHaveAttribute("href", LINK.href);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const [above, header] = await Promise.all([
      banner.boundingBox(),
      page.getByRole("banner").boundingBox(),
    ]);
    expect((above?.y ?? 1) + (above?.height ?? 0)).toBeLessThanOrEqual(header?.y ?? 0);
    await expectAccessibleEverywhere(page, [1440, 360]);
  }
  await page.getByRole("button", { name: "Hide this notice" }).click();
  await expect(banner).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test("what a deployment leaves out has no door, and its address says so", async ({ page }) => {
  await page.goto("/");
  const doors = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
  await expect(doors).toHaveText(["Walkthrough", "Check", "Tokens"]);
  await expect(page.getByRole("link", { name: "Use my tenant" })).toHaveCount(0);
  const shut = {
    "/labs/attack/user-id": "Labs",
    "/lab/attack": "Labs",
    "/errors": "Errors",
    "/use-cases": "Use cases",
    "/tenant": "Tenant",
  };
  for (const [path, label] of Object.entries(shut)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      `This deployment leaves out “${label}”`,
    );
  }
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.goto("/learn/tenant#own-tenant");
  await expect(page.getByText("This deployment leaves out tenants of one’s own.")).toBeVisible();
  await expect(page.getByLabel("Client ID")).toHaveCount(0);
});

test("a part that there is not is told at the start, with those that there are", async ({
  page,
}) => {
  await page.route("**/linklab.config.json", async (route) => {
    const config: object = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, features: ["lab"] } });
  });
  await page.goto("/");
  const told = page.getByText("linklab.config.json: features.0:");
  await expect(told).toContainText('"labs"');
  await expect(told).toContainText('received "lab"');
});
