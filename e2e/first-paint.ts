import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { REQUEST_LIMIT, requestsOfFirstPage } from "#scripts/budget.ts";
import { ROOT, SITE } from "#scripts/setup.mjs";
import { expect } from "./expect.ts";

/** A text file of the built site. */
export const readBuilt = (name: string) => readFileSync(join(ROOT, SITE, name), "utf8");

/** Which files need which, as Vite tells it. */
export const manifest: unknown = JSON.parse(readBuilt(".vite/manifest.json"));

/** Compares what `/` has asked for before its first picture with its budget. All that it asks for has come. */
export async function expectFewRequests(page: Page): Promise<void> {
  // On a busy machine all may have come before it is painted.
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]);
  const asked = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint === undefined) throw new Error("nothing was painted");
    return performance
      .getEntriesByType("resource")
      .filter(({ startTime }) => startTime < paint.startTime)
      .map(({ name }) => new URL(name).pathname.slice(1));
  });
  // Fonts do not hold the picture up.
  const files = ["", ...new Set(asked)].filter((name) => !name.endsWith(".woff2"));
  expect(requestsOfFirstPage(manifest)).toEqual(expect.arrayContaining(files));
  expect(files.length).toBeLessThanOrEqual(REQUEST_LIMIT);
}
