import type { Page } from "@playwright/test";
import { expectFewRequests } from "./first-paint.ts";
import { expect, expectAccessibleEverywhere, test as base } from "./linklab.ts";
import { hasPython, startStaticHost, type StaticHost } from "./static-host.ts";
import { ADA, chooseAccount, goTo, logIn, openPopup } from "./walkthrough.ts";

const UNDER = "/demo/link-lab";

const test = base.extend<{ atRoot: StaticHost; underPath: StaticHost }>({
  atRoot: async ({ page }, provide) => {
    const host = await startStaticHost("");
    await provide(host);
    await page.close(); // it asks for files to the last
    await host.stop();
  },
  underPath: async ({ page }, provide) => {
    const host = await startStaticHost(UNDER);
    await provide(host);
    await page.close();
    await host.stop();
  },
});

test.skip(!hasPython, "there is no python3 to serve the site with");

const TOKEN = [{ alg: "RS256", kid: "k" }, { iss: "https://other.example/", sub: "auth0|1" }, "s"]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");

/** Each kind of page, where its address leads, and what stands there. */
const PAGES = [
  ["/", "/", "One person, two logins, one user"],
  ["/learn", "/learn/tenant", "Choose a tenant"],
  ["/learn/2", "/learn/primary", "Log in as the primary account"],
  ["/learn/link", "/learn/link", "Link the two accounts"],
  ["/check", "/check", "Check"],
  ["/tokens", "/tokens", "Tokens"],
  ["/use-cases", "/use-cases", "Nine use cases, before and after"],
  ["/matrix", "/use-cases", "Nine use cases, before and after"],
  ["/errors", "/errors", "What can go wrong"],
  ["/errors/popup-blocked", "/errors/popup-blocked", "The browser blocked the popup."],
  ["/labs", "/labs", "Labs"],
  ["/labs/attack/user-id", "/labs/attack/user-id", "A user ID is no proof"],
  ["/lab/attack", "/labs/attack", "A user ID is no proof"],
] as const;

/** Holds up what the walkthrough waits for, until it is let go. */
async function holdWorkspace(page: Page): Promise<() => void> {
  const held: (() => void)[] = [];
  await page.route("**/assets/workspace-*.js", async (route) => {
    await new Promise<void>((resolve) => void held.push(resolve));
    await route.continue();
  });
  return () => held.forEach((release) => release());
}

/** Opens every page cold, with and without a slash at its end. */
async function openAll(page: Page, root: string): Promise<void> {
  for (const [path, place, title] of PAGES)
    for (const slash of path === "/" ? [""] : ["", "/"]) {
      await page.goto(root + path + slash);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
      await expect(page).toHaveURL(root + place);
    }
}

/** What needs no tenant: the check, the inspector, the errors. */
async function useWhatNeedsNoTenant(page: Page, root: string): Promise<void> {
  await page.goto(`${root}/tokens#token=${TOKEN}`);
  await expect(page.getByRole("list", { name: "Four verdicts" })).toContainText(
    "this token is from https://other.example/",
  );
  await expect(page).toHaveURL(`${root}/tokens`);
  await page.goto(`${root}/check/`);
  await page.getByRole("button", { name: "fetch with a user ID" }).click();
  await expect(page.getByText("Use case 3").first()).toBeVisible();
  await page.getByRole("link", { name: "Errors" }).click();
  await page.getByRole("searchbox").fill("azp");
  await page.getByRole("link", { name: /different applications/ }).click();
  await expect(page).toHaveURL(`${root}/errors/other-application`);
  await page.reload();
  await expect(page.getByText("400 JWT (link_with) must have an aud claim")).toBeVisible();
  // The address is another one than that from which the page names its files.
  const icon = page.locator("link[rel=icon]");
  expect(await icon.evaluate((link: HTMLLinkElement) => link.href)).toBe(`${root}/icon.svg`);
}

/** Steps 1 and 2, and B's login in a popup. */
async function logInAsBoth(page: Page, root: string): Promise<void> {
  await page.getByRole("button", { name: "Send GET" }).click();
  await page.getByRole("link", { name: "Next: Log in as A" }).click();
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
  await expect(page).toHaveURL(`${root}/learn/primary`);
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(page.getByRole("link", { name: "Next: Check before you link" })).toBeVisible();
}

test("on a host of files every page opens cold, with and without a slash", async ({
  page,
  atRoot,
  startTenant,
}) => {
  atRoot.useTenant(await startTenant(atRoot.origin));
  await openAll(page, atRoot.origin);
  await useWhatNeedsNoTenant(page, atRoot.origin);
});

test("a step can be read before its scripts come, and stays where it is", async ({
  page,
  atRoot,
  startTenant,
}) => {
  atRoot.useTenant(await startTenant(atRoot.origin));
  const release = await holdWorkspace(page);
  await page.goto(`${atRoot.origin}/learn/link`, { waitUntil: "commit" });
  await expect(page.getByText("Loading…")).toBeVisible();
  const head = page.getByRole("heading", { level: 1, name: "Link the two accounts" });
  const steps = page.getByRole("navigation", { name: "Steps" }).getByRole("link");
  const places = () => Promise.all([head, steps.first()].map((one) => one.boundingBox()));
  const before = await places();
  release();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await expect(page.getByText("Loading…")).toHaveCount(0);
  expect(await places()).toEqual(before);
});

test("under a path a step's links lead on before its scripts come", async ({ page, underPath }) => {
  underPath.useTenant("self");
  const root = underPath.origin + UNDER;
  await holdWorkspace(page);
  await page.goto(`${root}/learn/link/`, { waitUntil: "commit" });
  await expect(page).toHaveURL(`${root}/learn/link`);
  const next = page.getByRole("link", { name: "See what changed" });
  expect(await next.evaluate((link: HTMLAnchorElement) => link.href)).toBe(`${root}/learn/changes`);
});

test("on a host of files a login comes back by redirect and by popup", async ({
  page,
  atRoot,
  startTenant,
}) => {
  atRoot.useTenant(await startTenant(atRoot.origin));
  await page.goto(`${atRoot.origin}/learn/tenant/`);
  await logInAsBoth(page, atRoot.origin);
});

test("on a host of files the implicit flow comes back, in a popup too", async ({
  page,
  atRoot,
  startTenant,
}) => {
  atRoot.useTenant(await startTenant(atRoot.origin));
  await page.goto(`${atRoot.origin}/learn/tenant/`);
  await page.getByRole("button", { name: "Send GET" }).click();
  await page.getByRole("link", { name: "Next: Log in as A" }).click();
  await page.getByRole("radio", { name: "Implicit" }).check();
  await page.getByRole("radio", { name: "Popup" }).check();
  await logIn(await openPopup(page, "Log in as A"), ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

for (const path of ["/callback", "/callback/popup", ""])
  test(`no host of files gets what a login posts to ${path || "its origin"}`, async ({
    page,
    atRoot,
  }) => {
    await page.goto(`${atRoot.origin}/learn/tenant`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const login = new URL("/authorize", atRoot.origin);
    login.search = new URLSearchParams({
      client_id: "linklab-spa",
      redirect_uri: atRoot.origin + path,
      response_type: "token id_token",
      response_mode: "form_post",
      scope: "openid",
      nonce: "n",
    }).toString();
    await page.goto(login.href);
    await logIn(page, ADA);
    await page.waitForURL(/\/learn\/primary$/);
  });

test("on a host of files the first visit asks for eight files at most before its first picture", async ({
  page,
  atRoot,
}) => {
  await page.goto(atRoot.origin);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const hasTenant = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
  await expect.poll(hasTenant).toBe(true);
  await expectFewRequests(page);
});

test("at another name than localhost the first visit asks for no more", async ({
  page,
  atRoot,
  expectConsole,
}) => {
  expectConsole(/request to a foreign host: http:\/\/linklab\.localhost/);
  const elsewhere = atRoot.origin.replace("localhost", "linklab.localhost");
  await page.goto(elsewhere, { waitUntil: "networkidle" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectFewRequests(page);
});

test("at an address that is none the host's 404.html says so", async ({
  page,
  atRoot,
  startTenant,
  expectConsole,
}) => {
  expectConsole(/404 \(Not Found\)/);
  atRoot.useTenant(await startTenant(atRoot.origin));
  await page.route("**/no/such/page", async (route) => {
    const body = await (await route.fetch({ url: `${atRoot.origin}/404.html` })).text();
    await route.fulfill({ status: 404, contentType: "text/html", body });
  });
  await page.goto(`${atRoot.origin}/no/such/page`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
});

test("under a path every page opens cold, with and without a slash", async ({
  page,
  underPath,
}) => {
  underPath.useTenant("self");
  await openAll(page, underPath.origin + UNDER);
});

test("under a path the page says that its tenant needs a root, and the rest works", async ({
  page,
  underPath,
}) => {
  underPath.useTenant("self");
  const root = underPath.origin + UNDER;
  await useWhatNeedsNoTenant(page, root);
  const notice = page.getByRole("complementary", { name: "Where this page runs" });
  await expect(notice).toContainText("The tenant of this site needs an origin root.");
  await expect(notice).toContainText(UNDER);
  await page.goto(`${root}/use-cases/`);
  await expect(page.getByText("Told here, not run")).toBeVisible();
  await expect(page.locator("#row-3")).toContainText("Breaks today");
  await expect(page.getByRole("button", { name: "Run" })).toHaveCount(0);
  await expectAccessibleEverywhere(page, [1440, 360]);
});

test("under a path a tenant of the reader's own works, at the callbacks that are printed", async ({
  page,
  request,
  underPath,
  startTenant,
}) => {
  underPath.useTenant("self");
  const root = underPath.origin + UNDER;
  const callbacks = [`${root}/callback`, `${root}/callback/popup`];
  const tenant = await startTenant(underPath.origin);
  for (const url of callbacks) {
    const register = `${tenant}/_linklab/applications/linklab-spa/callbacks`;
    expect((await request.post(register, { data: { url } })).status()).toBe(200);
  }
  await page.goto(root);
  await page.getByRole("link", { name: "Use my tenant" }).first().click();
  await expect(page.getByText(callbacks.join(", "))).toBeVisible();
  await page.getByLabel("Domain", { exact: true }).fill(tenant);
  await page.getByLabel("Client ID").fill("linklab-spa");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(page.getByText(`My tenant ${new URL(tenant).host}`)).toBeVisible();
  await logInAsBoth(page, root);
});
