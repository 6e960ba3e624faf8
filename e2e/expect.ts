import { expect as baseExpect } from "@playwright/test";
import type { Locator } from "@playwright/test";

/**
 * Playwright's `expect`, with a `toBeVisible` that looks again sooner. The other one describes the whole
 * page each time it looks for what is not there yet; here it does so once, to explain a failure.
 */
export const expect = baseExpect.extend({
  async toBeVisible(locator: Locator, options: { timeout?: number } = {}) {
    const timeout = options.timeout ?? this.timeout;
    if (!this.isNot) await locator.waitFor({ timeout }).catch(() => undefined);
    const asked = this.isNot ? baseExpect(locator).not : baseExpect(locator);
    await asked.toBeVisible({ timeout: this.isNot ? timeout : 1 });
    return { pass: !this.isNot, message: () => "" };
  },
});
