import type { Page } from "@playwright/test";
import { filesOfPages } from "#scripts/budget.ts";
import { expectFewRequests, manifest, readBuilt } from "./first-paint.ts";
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

test("(S 12) text never becomes markup or script, and no policy can be made that lets it", async ({
  page,
  expectConsole,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expectConsole(/This document requires 'TrustedHTML' assignment/);
  expectConsole(/Creating a TrustedTypePolicy named 'default' violates/);
  const markup = page.evaluate(() => (document.body.innerHTML = "<b>x</b>"));
  await expect(markup).rejects.toThrow(/requires 'TrustedHTML' assignment/);
  const policy = page.evaluate(() => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy: (name: string, rules: object) => void };
    };
    trustedTypes.createPolicy("default", {});
  });
  await expect(policy).rejects.toThrow(/disallowed/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("(S 11, 12) where a host sends no headers, the page says its policy itself", async ({
  page,
  linklab,
  secondTenant,
  expectConsole,
}) => {
  await page.route(`${linklab.origin}/tokens`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ body: await response.text(), contentType: "text/html" });
  });
  const response = await page.goto("/tokens");
  expect(response?.headers()).not.toHaveProperty("content-security-policy");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expectConsole(/This document requires 'TrustedHTML' assignment/);
  const markup = page.evaluate(() => (document.body.innerHTML = "<b>x</b>"));
  await expect(markup).rejects.toThrow(/requires 'TrustedHTML' assignment/);
  expectConsole(/violates the following Content Security Policy directive: "connect-src/);
  expectConsole(/Fetch API cannot load/);
  const asked = page.evaluate((url) => fetch(url), secondTenant);
  await expect(asked).rejects.toThrow(/Failed to fetch/);
});

test("an address inside the app opens the app", async ({ page }) => {
  const response = await page.goto("/learn/some-step?from=elsewhere");
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/LinkLab/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await expectAccessible(page);
});

test("(S 13) nobody may frame the app or the login page; the app may frame a silent answer", async ({
  page,
  linklab,
  secondTenant,
  expectConsole,
}) => {
  const login = new URL("/authorize", linklab.tenantOrigin);
  login.search = new URLSearchParams({
    client_id: "linklab-spa",
    redirect_uri: `${linklab.origin}/callback`,
    response_type: "code",
    response_mode: "web_message",
    scope: "openid",
    state: "s",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  }).toString();
  const silent = `${login.href}&prompt=none`;

  // A page without a policy of its own, at another origin.
  const framer = `${secondTenant}/framer`;
  await page.route(framer, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Framer</title>" }),
  );
  expectConsole(/Framing .* violates .*frame-ancestors/);
  await page.goto(framer);
  for (const url of [`${linklab.origin}/`, login.href, silent])
    expect(await frame(page, url), `${url} framed by another origin`).toBe(BLANK);

  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await frame(page, login.href)).toBe(BLANK);
  const answer = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener("message", ({ data }) => resolve(data.response.error));
      }),
  );
  expect(await frame(page, silent)).toBe(silent);
  expect(await answer).toBe("login_required");
});

/** What Chromium shows of a page that may not be framed. */
const BLANK = "chrome-error://chromewebdata/";

/** Puts a page into a frame and gives the address of what is shown there. */
async function frame(page: Page, url: string): Promise<string | undefined> {
  await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const framed = document.createElement("iframe");
        framed.addEventListener("load", resolve);
        framed.src = src;
        document.body.append(framed);
      }),
    url,
  );
  return page.mainFrame().childFrames().at(-1)?.url();
}

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
});

for (const { path, scripts } of filesOfPages(manifest)) {
  test(`${path} loads the scripts that its budget counts, and no other`, async ({ page }) => {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.slice(1)),
    );
    const seen = [...new Set(loaded.filter((name) => name.endsWith(".js")))];
    expect(seen.toSorted()).toEqual(scripts.toSorted());
  });
}

test("/ asks for eight files at most before its first picture", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  await expectFewRequests(page);
});

test("the licences name every package whose code is in a script", () => {
  const packages = Object.values(JSON.parse(readBuilt(".vite/modules.json")) as object)
    .flatMap((modules: object) => Object.keys(modules))
    .flatMap((name) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []);
  const named = [...readBuilt("LICENSES.txt").matchAll(/^(\S+) \d\S*: /gm)].map(([, name]) => name);
  expect(new Set(packages).size).toBeGreaterThan(10);
  expect(named).toEqual(expect.arrayContaining([...new Set(packages)]));
});
