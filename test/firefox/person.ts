import type { Page } from "puppeteer-core";
import { expect, vi } from "vitest";

/** Against a hang, not a measure: machines are shared. */
const PATIENCE = { timeout: 60_000, interval: 100 };

/** The seeded accounts that the tests use. */
export const ADA = { email: "ada@example.com", password: "Passw0rd!" } as const;

/** Waits until a text can be read. */
export async function see(page: Page, text: string): Promise<void> {
  await expect.poll(() => readText(page), PATIENCE).toContain(text);
}

/** Presses what has a role and exactly that name, as soon as it is there and can be pressed. */
export async function press(page: Page, name: string, role = "button"): Promise<void> {
  await act(page, `::-p-aria([name="${name}"][role="${role}"])`, `press ${role} "${name}"`);
}

/** Chooses what a label offers that has a text. */
export async function choose(page: Page, text: string): Promise<void> {
  await pressFirst(page, `::-p-xpath(//label[contains(., "${text}")])`);
}

/** Presses the first that a selector finds. */
export async function pressFirst(page: Page, selector: string): Promise<void> {
  await act(page, selector, `press ${selector}`);
}

/** Types into a field of the login page. A password has no role to find it by. */
export async function type(page: Page, kind: "email" | "password", text: string): Promise<void> {
  await pressFirst(page, `input[type=${kind}]`);
  await page.keyboard.type(text);
}

/** Fills in the tenant's own login page. */
export async function logIn(page: Page): Promise<void> {
  await type(page, "email", ADA.email);
  await type(page, "password", ADA.password);
  await press(page, "Continue");
}

/** Presses a button that opens a login, and gives the popup. */
export async function openPopup(page: Page, button: string): Promise<Page> {
  const opened = new Promise<Page | null>((resolve) => void page.once("popup", resolve));
  await press(page, button);
  const popup = await opened;
  if (popup === null) throw new Error(`"${button}" opened no popup`);
  return popup;
}

/** Chooses Ada's Google account, in the popup. */
export async function chooseGoogle(popup: Page): Promise<void> {
  await press(popup, "Continue with Google");
  await pressFirst(popup, "button[name=account]");
}

/** Step 1: reads the tenant and goes on. */
export async function readTenant(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/learn/tenant`);
  await press(page, "Send GET");
  await see(page, "keys read");
  await press(page, "Next: Log in as A", "link");
}

/** Has A and B logged in without a login page, and comes to the link. */
export async function prepare(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/learn/tenant`);
  await press(page, "Prepare A and B for me");
  await see(page, "Link the two accounts");
}

/** Goes to a step by the rail, which leads everywhere. */
export async function goTo(page: Page, step: string): Promise<void> {
  await pressFirst(page, `nav[aria-label=Steps] a[href$="/learn/${step}"]`);
}

/** A page that is on its way elsewhere has nothing to read or to press: it is tried again. */
async function act(page: Page, selector: string, what: string): Promise<void> {
  await vi.waitFor(async () => {
    const found = await page.$(selector);
    if (found === null) throw new Error(`nothing to ${what}`);
    if (await found.evaluate((node) => node.matches(":disabled"))) throw new Error(`${what}: off`);
    await found.click();
  }, PATIENCE);
}

async function readText(page: Page): Promise<string> {
  try {
    return await page.evaluate(() => document.body.innerText);
  } catch {
    return "";
  }
}
