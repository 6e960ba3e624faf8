import { chromium } from "@playwright/test";
import type { Browser } from "@playwright/test";
import { findBrowser } from "./browser.ts";
import { startLinkLab } from "#cli/serve.ts";
import { CommandError } from "./setup.mjs";

/** A token to paste, and the time that it may take. */
type Case = {
  name: string;
  token: string;
  limitMs: number;
};

const RUNS = 9;
const KB = 1024;

const CASES: readonly Case[] = [
  { name: "64 KB, 200 claims", token: tokenWith(64 * KB, 200), limitMs: 100 },
  { name: "one string of 48 KB", token: tokenWith(64 * KB, 1), limitMs: 100 },
  { name: "256 KB, 800 claims", token: tokenWith(256 * KB, 800), limitMs: 300 },
];

/**
 * `npm run bench:app`: how long the bench takes from a paste to the second frame after it, on a fresh
 * page each time. It prints what it measured; nothing depends on it, because machines differ.
 */
export async function main(options: readonly string[]): Promise<void> {
  if (options.length > 0) throw new CommandError("npm run bench:app takes no options.");
  const linklab = await startLinkLab({ port: 0, tenantPort: 0 });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: await findBrowser(), args });
  try {
    console.log(`npm run bench:app, ${new Date().toISOString().slice(0, 10)}`);
    console.log(`Chromium ${browser.version()}, Node ${process.versions.node}, median of ${RUNS}`);
    for (const { name, token, limitMs } of CASES) {
      // The first run also warms up the server and the browser; it does not count.
      await measurePaste(browser, linklab.origin, token);
      const times: number[] = [];
      for (let run = 0; run < RUNS; run += 1)
        times.push(await measurePaste(browser, linklab.origin, token));
      const sorted = times.toSorted((a, b) => a - b);
      const median = sorted[Math.floor(RUNS / 2)] ?? Number.NaN;
      const spread = `${format(sorted[0])} to ${format(sorted.at(-1))}`;
      const verdict = median <= limitMs ? "within" : "OVER";
      console.log(`  ${name}: ${format(median)} (${spread}), ${verdict} ${limitMs} ms`);
    }
  } finally {
    await browser.close();
    await linklab.close();
  }
}

function format(ms = Number.NaN): string {
  return `${ms.toFixed(0)} ms`;
}

/** From the `paste` event to the second animation frame, when its result has been painted. */
async function measurePaste(browser: Browser, origin: string, token: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`${origin}/tokens`, { waitUntil: "networkidle" });
    const box = page.getByLabel("Paste anything");
    // Who pastes has turned to the box before, and that is when what reads tokens is fetched.
    await box.focus();
    await page.locator("main[aria-busy=false]").waitFor();
    const duration = await box.evaluate(async (element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const begin = performance.now();
      element.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const end = performance.now();
      // What was measured must be what a reader sees by then.
      if (!document.body.innerText.includes("Decoded: a signed claims set"))
        throw new Error("the second frame does not show the token yet");
      return end - begin;
    }, token);
    return duration;
  } finally {
    await page.close();
  }
}

/** A token of a size, its claims as long as they have to be. */
function tokenWith(size: number, count: number): string {
  const header = encode({ alg: "RS256", typ: "JWT", kid: "bench" });
  const signature = "A".repeat(342);
  const room = Math.floor(((size - header.length - signature.length - 2) * 3) / 4);
  const length = Math.floor(room / count) - '"claim_000":"",'.length;
  const names = Array.from(
    { length: count },
    (_, index) => `claim_${String(index).padStart(3, "0")}`,
  );
  const claims = Object.fromEntries(names.map((name) => [name, "x".repeat(length)]));
  return [header, encode(claims), signature].join(".");
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
