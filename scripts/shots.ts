import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { reachLink } from "#e2e/walkthrough.ts";
import { findBrowser } from "./browser.ts";
import { startLinkLab } from "./serve.ts";
import { CommandError, root } from "./setup.mjs";

/** One picture in `docs/pictures`. */
interface Shot {
  /** Of the file, without `.png`. */
  name: string;
  path: string;
  theme: "light" | "dark";
  viewport: { width: number; height: number };
  /** What a person does before the picture is taken. */
  steps?: (page: Page) => Promise<void>;
}

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const shots: readonly Shot[] = [
  { name: "home-light", path: "/", theme: "light", viewport: wide },
  { name: "link-light", path: "/", theme: "light", viewport: wide, steps: reachLink },
  { name: "link-dark", path: "/", theme: "dark", viewport: wide, steps: reachLink },
  { name: "link-phone", path: "/", theme: "light", viewport: phone, steps: reachLink },
];

/** `npm run shots`: takes all pictures anew, or those that are named. */
export async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !shots.some((shot) => shot.name === name));
  if (unknown !== undefined) throw new CommandError(`There is no picture named "${unknown}".`);
  const folder = join(root, "docs", "pictures");
  mkdirSync(folder, { recursive: true });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: await findBrowser(), args });
  try {
    for (const shot of shots)
      if (names.length === 0 || names.includes(shot.name)) await take(browser, shot, folder);
  } finally {
    await browser.close();
  }
}

/** Each with a LinkLab and a browser profile of its own, so that no picture depends on another. */
async function take(browser: Browser, shot: Shot, folder: string): Promise<void> {
  const linklab = await startLinkLab({ port: 0, tenantPort: 0 });
  try {
    const page = await browser.newPage({
      baseURL: linklab.origin,
      viewport: shot.viewport,
      colorScheme: shot.theme,
      reducedMotion: "reduce",
    });
    await page.goto(shot.path, { waitUntil: "networkidle" });
    await shot.steps?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${shot.name}.png`) });
    await page.close();
    console.log(`docs/pictures/${shot.name}.png`);
  } finally {
    await linklab.close();
  }
}
