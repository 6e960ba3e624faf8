import type { Page, Route } from "@playwright/test";
import { expect, expectAccessible, SEEN_BY_NOBODY, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openPopup,
  openSecondLogin,
  reachLink,
  reachSecondAccount,
  readTenant,
  sendLink,
} from "#e2e/walkthrough.ts";

/** Keeps the first request for a URL back until it is let go, for the page and its popups. */
function holdBack(page: Page, url: string) {
  const releases: (() => void)[] = [];
  const released = new Promise<void>((resolve) => void releases.push(resolve));
  const arrived = new Promise<void>((resolve) => {
    const hold = async (route: Route) => {
      resolve();
      await released;
      // Whoever asked may be closed by then.
      await route.fallback().catch(() => undefined);
    };
    void page.context().route(url, hold, { times: 1 });
  });
  return { arrived, release: () => releases.forEach((release) => release()) };
}

async function logOut(page: Page): Promise<void> {
  const asked = page.waitForRequest((request) => request.url().includes("/v2/logout"));
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("button", { name: "Log out of page and tenant" }).click();
  await asked;
  await expect(page.getByRole("status").getByText("You are logged out.")).toBeVisible();
}

for (const [flow, answer] of [
  ["Code + PKCE", "**/oauth/token"],
  ["Implicit", "**/assets/popup-answer-*.js"],
] as const) {
  test(`logs out while B's login is still being answered (${flow})`, async ({ page, host }) => {
    test.skip(host !== "node", SEEN_BY_NOBODY);
    await readTenant(page);
    await logInAsA(page, flow);
    await goTo(page, "secondary");
    await page.getByRole("radio", { name: flow }).check();
    const held = holdBack(page, answer);
    const popup = await openSecondLogin(page);
    const closed = popup.waitForEvent("close");
    await chooseAccount(popup, "Google", ADA.google.email);
    await held.arrived;
    await logOut(page);
    await closed;
    held.release();
    await page.goBack();
    await expect(page.getByText("not signed in")).toHaveCount(2);
  });
}

test("a link that is pressed while A is read waits for its turn", async ({ page, host }) => {
  test.skip(host !== "node", SEEN_BY_NOBODY);
  await reachLink(page);
  await sendLink(page);
  await expect(page.getByRole("status").getByText(/^201\. A has/)).toBeVisible();
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "GitHub", ADA.github.email);
  await expect(page.getByRole("status").getByText(/^B is .+ · GitHub$/)).toBeVisible();

  await goTo(page, "changes");
  const held = holdBack(page, "**/api/v2/users/*");
  await page.getByRole("button", { name: "Send GET" }).click();
  await held.arrived;
  await goTo(page, "link");
  await sendLink(page);
  const pending = page.getByRole("button", { name: "Sending…" });
  await expect(pending).toBeVisible();
  // Taken back, it can be pressed again.
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(pending).toBeHidden();
  await sendLink(page);
  await expect(pending).toBeVisible();

  const linked = page.waitForResponse((response) => response.url().endsWith("/identities"));
  held.release();
  expect((await linked).status()).toBe(201);
  await expect(page.getByRole("status").getByText(/^201\. A has/)).toBeVisible();
});

test("a login as A says that B's is open, and can take its place", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await goTo(page, "primary");
  const logInAgain = page.getByRole("button", { name: "Log in as A again" });
  const why = page.getByRole("status").filter({ hasText: "B’s login is open in a popup." });

  await logInAgain.click();
  await expect(why).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(why).toBeHidden();
  await expect(logInAgain).toBeFocused();
  expect(popup.isClosed()).toBe(false);

  await page.getByRole("radio", { name: "Popup" }).check();
  await logInAgain.click();
  const loginOfA = await openPopup(page, "Cancel that login and log in as A");
  expect(popup.isClosed()).toBe(true);
  await logIn(loginOfA, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
  await expect(why).toBeHidden();
});

test("the notice goes when what it names has ended", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await goTo(page, "primary");
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  const why = page.getByRole("status").filter({ hasText: "B’s login is open in a popup." });
  await expect(why).toBeVisible();
  await popup.close();
  await expect(why).toBeHidden();
});

test("logs out while the use cases are run, and leaves nothing of them", async ({
  page,
  linklab,
  server,
  host,
  expectConsole,
}) => {
  test.skip(host !== "node", "Without a network all of them are over before anybody presses again");
  expectConsole(/401 \(Unauthorized\)|403 \(Forbidden\)|status of/);
  const read = async (path: string) =>
    await (await server.get(`${linklab.tenantOrigin}/_linklab/${path}`)).json();
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  const before = [await read("users"), await read("policy")];
  await page.getByRole("link", { name: "Use cases" }).click();
  await page.getByRole("button", { name: "Run all 17" }).click();
  await expect(page.getByRole("button", { name: "1, Today:" })).toBeVisible();
  await page.getByRole("button", { name: "Run 9, Today" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "The use cases are being run." }),
  ).toBeFocused();
  await page.goBack();
  await logOut(page);
  expect([await read("users"), await read("policy")]).toEqual(before);
});
