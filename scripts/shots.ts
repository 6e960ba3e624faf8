import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import {
  ADA,
  chooseAccount,
  goTo,
  logInAsA,
  openSecondLogin,
  reachLink,
} from "#e2e/walkthrough.ts";
import { findBrowser } from "./browser.ts";
import { startLinkLab } from "#cli/serve.ts";
import { CommandError, ROOT } from "./setup.mjs";

/** One picture in `docs/pictures`. */
type Shot = {
  /** Of the file, without `.png`. */
  name: string;
  path: string;
  theme: "light" | "dark";
  viewport: { width: number; height: number };
  /** What a person does before the picture is taken. `snap` takes one more on the way. */
  steps?: (page: Page, snap: (name: string) => Promise<void>) => Promise<void>;
};

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const SHOTS: readonly Shot[] = [
  { name: "home-light", path: "/", theme: "light", viewport: WIDE },
  { name: "link-light", path: "/", theme: "light", viewport: WIDE, steps: reachLink },
  { name: "link-dark", path: "/", theme: "dark", viewport: WIDE, steps: reachLink },
  { name: "link-phone", path: "/", theme: "light", viewport: PHONE, steps: reachLink },
  { name: "step-9", path: "/", theme: "light", viewport: WIDE, steps: walk },
];

/** Goes the whole walkthrough: a picture of each step when it is done, the last one by the caller. */
async function walk(page: Page, snap: (name: string) => Promise<void>): Promise<void> {
  const isThere = (text: string) => page.getByText(text).first().waitFor();
  const send = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/learn/tenant");
  await send("Send GET");
  await isThere("keys read");
  await snap("step-1");
  await goTo(page, "primary");
  await logInAsA(page, "Code + PKCE");
  await snap("step-2");
  await goTo(page, "old-way");
  await send("Send POST");
  await isThere("The API read");
  await snap("step-3");
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await isThere("B is Ada");
  await snap("step-4");
  await goTo(page, "check");
  await isThere("10 of 10 fit.");
  await snap("step-5");
  await goTo(page, "link");
  await send("Send POST");
  await send("Link them");
  await isThere("A has 2 identities now.");
  await snap("step-6");
  await goTo(page, "changes");
  await isThere("One user");
  await snap("step-7");
  await goTo(page, "dangerous");
  await send("Send POST");
  await isThere("A person’s token may only link");
  await snap("step-8");
  await goTo(page, "unlink");
}

/** `npm run shots`: takes all pictures anew, or those that are named. */
export async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !SHOTS.some((shot) => shot.name === name));
  if (unknown !== undefined) throw new CommandError(`There is no picture named "${unknown}".`);
  const folder = join(ROOT, "docs", "pictures");
  mkdirSync(folder, { recursive: true });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: await findBrowser(), args });
  try {
    for (const shot of SHOTS)
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
    const snap = async (name: string) => {
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/pictures/${name}.png`);
    };
    await shot.steps?.(page, snap);
    await snap(shot.name);
    await page.close();
  } finally {
    await linklab.close();
  }
}
