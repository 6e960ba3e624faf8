import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect.ts";

/** What the clipboard holds until a button has copied. */
const NOTHING_YET = "nothing copied yet";

/** Presses a button that copies, and gives what it copied: what was copied before it is gone. */
export async function copyWith(button: Locator): Promise<string> {
  const page = button.page();
  await pressInField(page, NOTHING_YET, "ControlOrMeta+a", "ControlOrMeta+c");
  await button.click();
  let pasted = "";
  const paste = async () => (pasted = await pressInField(page, "", "ControlOrMeta+v"));
  await expect.poll(paste).not.toBe(NOTHING_YET);
  return pasted;
}

/**
 * Presses keys in a field beside the app, as a person would, and gives what it holds then. The page's headers let no
 * script read the clipboard.
 */
async function pressInField(page: Page, text: string, ...keys: readonly string[]): Promise<string> {
  const field = await page.evaluateHandle((held) => {
    const added = document.createElement("textarea");
    added.value = held;
    document.body.append(added);
    added.focus({ preventScroll: true });
    return added;
  }, text);
  for (const key of keys) await page.keyboard.press(key);
  return await field.evaluate((added) => {
    added.remove();
    return added.value;
  });
}
