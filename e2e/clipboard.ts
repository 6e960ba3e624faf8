import type { Locator } from "@playwright/test";
import { expect } from "./expect.ts";

/**
 * Presses a button that copies, and gives what it copied: pasted beside the app, as a person would. The page's
 * headers let no script read the clipboard.
 */
export async function copyWith(button: Locator): Promise<string> {
  const page = button.page();
  const pressed = await button.elementHandle();
  await button.click();
  await expect.poll(() => pressed?.textContent()).toBe("Copied");
  const box = await page.evaluateHandle(() => {
    const added = document.createElement("textarea");
    document.body.append(added);
    added.focus({ preventScroll: true });
    return added;
  });
  await page.keyboard.press("ControlOrMeta+v");
  return await box.evaluate((added) => {
    added.remove();
    return added.value;
  });
}
