import { expect, expectAccessible, test } from "./linklab.ts";

test("the page's policy leaves the choice of tenant to the page, and nothing else", async ({
  request,
}) => {
  const response = await request.get("/");
  const policy = response.headers()["content-security-policy"];
  expect(policy).toContain("connect-src 'self' https: http://localhost:*;");
  expect(policy).toContain("frame-src 'self' https: http://localhost:*;");
  expect(policy).toContain("form-action 'self';");
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
  const anyTenant = ["https:", "http://localhost:*"];
  expect(policy?.match(/https?:[^ ;]*/g)).toEqual([...anyTenant, ...anyTenant]);
  expect(response.headers()["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
});

test("an address inside the app opens the app", async ({ page }) => {
  const response = await page.goto("/learn/some-step?from=elsewhere");
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/LinkLab/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await expectAccessible(page);
});

test("a file that does not exist is not found", async ({ request }) => {
  const response = await request.get("/assets/gone.js", { headers: { Accept: "*/*" } });
  expect(response.status()).toBe(404);
});

test("the configuration names the tenant of this run", async ({ linklab, request }) => {
  const config = await (await request.get("/linklab.config.json")).json();
  expect(config.tenant).toMatchObject({ domain: linklab.tenantOrigin, clientId: "linklab-spa" });
  const tenant = await request.get(`${config.tenant.domain}/.well-known/openid-configuration`);
  expect((await tenant.json()).issuer).toBe(`${linklab.tenantOrigin}/`);
});

test("each test has a tenant of its own", async ({ linklab }) => {
  expect(new URL(linklab.origin).port).not.toBe(new URL(linklab.tenantOrigin).port);
  expect(linklab.tenant.issuer).toBe(`${linklab.tenantOrigin}/`);
});
