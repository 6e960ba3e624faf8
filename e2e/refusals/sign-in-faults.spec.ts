import type { Page, Route } from "@playwright/test";
import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import { asServer } from "#e2e/server.ts";
import {
  ADA,
  logIn,
  logInAsA,
  openSecondLogin,
  reachSecondAccount,
  readTenant,
} from "#e2e/walkthrough.ts";

/** Starts a login as A, and finishes it at the tenant. */
async function logInOnce(page: Page): Promise<void> {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
}

/**
 * Changes one claim of the ID token in a token response, or leaves it out. Its signature is broken by
 * that, too.
 */
async function withClaim(route: Route, name: string, value: string | undefined): Promise<void> {
  const response = await route.fetch();
  const body = await response.json();
  const [header, payload, signature] = String(body.id_token).split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, [name]: value })).toString("base64url");
  await route.fulfill({
    response,
    json: { ...body, id_token: [header, changed, signature].join(".") },
  });
}

for (const [claim, value, title] of [
  ["nonce", "another-nonce", "This ID token answers another login."],
  ["nonce", undefined, "This ID token answers another login."],
  ["iss", "http://localhost:1/", "This ID token is from another tenant."],
  ["aud", "another-application", "This ID token is for another application."],
] as const) {
  test(`(S 3) throws away an ID token with ${value === undefined ? "no" : "another"} ${claim}`, async ({
    page,
  }) => {
    await page.route("**/oauth/token", (route) => withClaim(route, claim, value));
    await logInOnce(page);
    await expect(page.getByRole("alert")).toContainText(title);
    await expect(page.getByRole("alert")).toContainText(claim);
    await expect(page.getByRole("alert")).toContainText("Nobody is signed in here.");
    await expectAccessible(page);
  });
}

test("(S 3) throws away an implicit login whose ID token has another nonce", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("radio", { name: "Implicit" }).check();
  await page.route("**/authorize?*", (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set("nonce", "another-nonce");
    return route.continue({ url: url.href });
  });
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("alert")).toContainText("This ID token answers another login.");
  await expect(page.getByRole("alert")).toContainText("Nobody is signed in here.");
});

test("(S 4) a code that comes with another verifier is not taken", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/status of 403.*\/oauth\/token/);
  await page.route("**/oauth/token", (route) => {
    const form = new URLSearchParams(route.request().postData() ?? "");
    form.set("code_verifier", "x".repeat(43));
    return route.continue({ postData: form.toString() });
  });
  await logInOnce(page);
  await expect(page.getByRole("alert")).toContainText("The tenant did not take the code.");
  await expect(page.getByRole("alert")).toContainText("Failed to verify code verifier");
});

test("a token endpoint that never answers is told from a refusal", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED.*\/oauth\/token/);
  await page.route("**/oauth/token", (route) => route.abort());
  await logInOnce(page);
  await expect(page.getByRole("alert")).toContainText("Sent. No answer came back.");
});

test("a session that ended is said to have ended", async ({ page, context }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await context.clearCookies();
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText("The tenant knows no login any more.")).toBeVisible();
  await expect(page.getByText("You are still A: Ada · password.")).toBeVisible();
});

for (const flow of ["Code + PKCE", "Implicit"] as const)
  test(`(S 5) two tabs with a login open keep apart: ${flow}`, async ({ page, context }) => {
    const other = await context.newPage();
    const tabs = [page, other];
    for (const tab of tabs) {
      await readTenant(tab);
      await tab.getByRole("radio", { name: flow }).check();
    }
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Log in as A" }).click()));
    await Promise.all(tabs.map((tab) => expect(tab.getByLabel("Email address")).toBeVisible()));
    await logIn(page, ADA);
    await logIn(other, ADA);
    await expect(page.getByText("A is Ada · password")).toBeVisible();
    await expect(other.getByText("A is Ada · password")).toBeVisible();
  });

test("(S 15) an answer that another window posts is ignored", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await expect(popup.getByLabel("Email address")).toBeVisible();
  await page.evaluate(() => {
    for (const type of ["authorization_response", "response"]) {
      window.postMessage({ type, response: { code: "stolen", state: "guessed" } }, "*");
    }
  });
  await logIn(popup, { email: "mallory@example.com", password: "Passw0rd!" });
  await expect(page.getByRole("status").getByText("B is Mallory")).toBeVisible();
});

test("(S 15) an answer that a stranger posts is ignored, whatever else it holds", async ({
  page,
  secondTenant,
}) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await expect(popup.getByLabel("Email address")).toBeVisible();
  const opened = page.waitForEvent("popup");
  await page.evaluate((url) => void window.open(url, "stranger"), secondTenant);
  const stranger = await opened;
  await stranger.waitForLoadState();
  await stranger.evaluate(() => {
    const response = { code: "stolen", state: "guessed", error: "access_denied", extra: 1 };
    for (const type of ["authorization_response", "response", "authorization", ""])
      (window.opener as Window).postMessage({ type, response, a: "response", d: response }, "*");
  });
  await logIn(popup, { email: "mallory@example.com", password: "Passw0rd!" });
  await expect(page.getByRole("status").getByText("B is Mallory")).toBeVisible();
});

test("(S 10) a hostile error description is text", async ({ page, linklab }) => {
  const hostile = `<img src="http://localhost:1/x.png" onerror="document.title='run'">"><svg/onload=1>`;
  await readTenant(page);
  const asked = page.waitForRequest((request) =>
    request.url().startsWith(`${linklab.tenantOrigin}/authorize`),
  );
  await page.getByRole("button", { name: "Log in as A" }).click();
  const state = new URL((await asked).url()).searchParams.get("state") ?? "";
  await expect(page.getByLabel("Email address")).toBeVisible();
  const answer = new URLSearchParams({ error: "access_denied", error_description: hostile, state });
  await page.goto(`/callback?${answer.toString()}`);
  await expect(page.getByText(hostile)).toBeVisible();
  expect(await page.locator("main img, main svg[onload]").count()).toBe(0);
  expect(await page.title()).not.toBe("run");
  expect(page.url()).not.toContain("error");
});

test("(S 10) hostile names are text: nothing is drawn, asked or run", async ({
  page,
  linklab,
  request,
}) => {
  const name = `<img src="http://localhost:1/x.png" onerror="document.title='run'">`;
  const api = await asServer(request, linklab.tenantOrigin);
  const made = await request.post(`${linklab.tenantOrigin}/api/v2/users`, {
    headers: api,
    data: {
      connection: "Username-Password-Authentication",
      email: "eve@example.com",
      password: "Passw0rd!",
      name,
    },
  });
  expect(made.status()).toBe(201);
  const asked: string[] = [];
  page.on("request", (sent) => asked.push(sent.url()));
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, { email: "eve@example.com", password: "Passw0rd!" });
  await expect(page.getByRole("status").getByText("A is <img · password")).toBeVisible();
  await page.getByRole("tab", { name: /Tokens/ }).click();
  await expect(page.getByText(name).first()).toBeVisible();
  expect(await page.locator("main img").count()).toBe(0);
  expect(asked.filter((url) => url.includes("x.png"))).toEqual([]);
  await expect(page).toHaveTitle(/LinkLab/);
});
