import type { Locator, Page } from "@playwright/test";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { expect } from "./expect.ts";

/** The seeded accounts that the tests use. */
export const ADA = {
  email: "ada@example.com",
  password: "Passw0rd!",
  userId: "auth0|5a620d29a840170a9ef43672",
  google: { email: "ada@example.com", userId: "google-oauth2|115015401343387192604" },
  github: { email: "countess@example.net" },
} as const;

export const MALLORY = { email: "mallory@example.com", password: "Passw0rd!" } as const;

/** Step 1: reads the tenant and goes on. */
export async function readTenant(page: Page): Promise<void> {
  await page.goto("/learn/tenant");
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByRole("status").getByText("keys read")).toBeVisible();
  await page.getByRole("link", { name: "Next: Log in as A" }).click();
}

/** Fills in the tenant's own login page. */
export async function logIn(
  page: Page,
  account: { email: string; password: string },
): Promise<void> {
  await page.getByLabel("Email address").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

/** Step 2: logs in as A with the password account, by either flow. */
export async function logInAsA(page: Page, flow: "Code + PKCE" | "Implicit"): Promise<void> {
  await page.getByRole("radio", { name: flow }).check();
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
}

/** Steps 1 and 2, up to the page of B's login. */
export async function reachSecondAccount(page: Page): Promise<void> {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await goTo(page, "secondary");
}

/** Goes to a step by the rail, which leads everywhere. */
export async function goTo(page: Page, step: StepId): Promise<void> {
  await page
    .getByRole("navigation", { name: "Steps" })
    .locator(`a[href$="/learn/${step}"]`)
    .click();
}

/** Breaks a step on purpose. What is not among the first ways is found by its words. */
export async function breakIt(page: Page, { label }: { readonly label: string }): Promise<void> {
  const panel = page.locator("#break-it");
  if (!(await panel.evaluate((node: HTMLDetailsElement) => node.open)))
    await panel.locator("summary").click();
  await expect(panel.getByRole("radio", { name: "Nothing is broken" })).toBeVisible();
  const way = panel.getByRole("radio", { name: label, exact: true });
  if (!(await way.isVisible())) await panel.getByLabel("Find a way").fill(label);
  await way.check();
}

/** Where the header says whose login the tenant knows: by its cookie, or where there is none, its session. */
export function sessionOf(page: Page, owner: "A" | "B"): Locator {
  return page.getByText(new RegExp(`^(?:cookie|session): ${owner}$`));
}

/** Presses a button that opens a login, and gives the popup. */
export async function openPopup(page: Page, button: string | RegExp): Promise<Page> {
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: button }).click();
  return await popup;
}

/** Presses the button that opens B's login, and gives the popup. */
export function openSecondLogin(page: Page): Promise<Page> {
  return openPopup(page, "Log in as B");
}

/** Logs in as an account of another provider, in the popup. */
export async function chooseAccount(
  popup: Page,
  provider: "Google" | "GitHub",
  email: string,
): Promise<void> {
  const provide = `Continue with ${provider}`;
  await popup
    .getByRole("link", { name: provide })
    .or(popup.getByRole("button", { name: provide }))
    .click();
  await popup.getByRole("button", { name: email }).click();
}

/** Step 4 with Ada's Google account, up to the link step. */
export async function reachLink(page: Page): Promise<void> {
  await reachSecondAccount(page);
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await page.getByRole("link", { name: "Next: Check before you link" }).click();
  await page.getByRole("link", { name: "Next: Link" }).click();
}

/** Step 6: sends the link, and says yes to what B loses. */
export async function sendLink(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send POST" }).click();
  await page.getByRole("button", { name: "Link them" }).click();
}

/** The texts in which a token, code or verifier could be left behind. */
export async function readTraces(page: Page): Promise<string> {
  const stores = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  );
  return `${page.url()} ${stores}`;
}

/** The names of the databases of the app. A tenant that lives in the browser has one of its own. */
export async function readDatabases(page: Page): Promise<(string | undefined)[]> {
  const databases = await page.evaluate(() => indexedDB.databases());
  return databases.map(({ name }) => name).filter((name) => !name?.startsWith("linklab-tenant-"));
}
