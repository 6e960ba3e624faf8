import type { Locator, Page } from "@playwright/test";
import { expect, test } from "#e2e/linklab.ts";
import { ADA } from "#e2e/walkthrough.ts";

/** More stops than any page has. */
const STOPS = 120;

/** Goes to a control by the Tab key alone, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead to ${target.toString()}`);
}

async function press(page: Page, role: "button" | "link", name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, exact: typeof name === "string" }));
  await page.keyboard.press("Enter");
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(text);
}

test("goes all nine steps by keyboard, and focus starts each at its heading", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/401 \(/);
  expectConsole(/403 \(/);
  const heading = page.getByRole("heading", { level: 1 });
  const next = async (title: string) => {
    await press(page, "link", /^Next: /);
    await expect(heading).toHaveText(title);
    await expect(heading).toBeFocused();
  };

  await page.goto("/");
  await press(page, "link", "Link two accounts");
  await expect(heading).toBeFocused();
  await next("Log in as the primary account");
  await press(page, "button", "Log in as A");
  await type(page, "Email address", ADA.email);
  await type(page, "Password", ADA.password);
  await page.keyboard.press("Enter");
  await next("Try the old way");
  await press(page, "button", "Send POST");
  await next("Prove you own the second account");
  const opened = page.waitForEvent("popup");
  await press(page, "button", "Log in as B");
  const popup = await opened;
  const google = popup.getByRole("link", { name: "Continue with Google" });
  await tabTo(popup, google.or(popup.getByRole("button", { name: "Continue with Google" })));
  await popup.keyboard.press("Enter");
  const closed = popup.waitForEvent("close");
  // The popup is gone before the key is up again.
  await press(popup, "button", new RegExp(ADA.google.email)).catch(() => undefined);
  await closed;
  await next("Check before you link");
  await next("Link the two accounts");
  await press(page, "button", "Send POST");
  await press(page, "button", "Link them");
  await next("See what changed");
  await next("Try the dangerous way");
  await press(page, "button", "Send POST");
  await next("Unlink, and take it home");
  await press(page, "button", "Send DELETE");
  await press(page, "button", "Unlink");
  await expect(page.getByText("200. They are two users again.")).toBeVisible();
});
