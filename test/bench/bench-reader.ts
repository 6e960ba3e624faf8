import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { build } from "vite";
import { listen } from "#cli/listen.ts";
import { createPage } from "#cli/page.ts";
import { benchCode } from "#scripts/bench-reader/bench-code.ts";
import { findBrowser } from "#scripts/browser.ts";
import { CommandError, ROOT } from "#scripts/setup.mjs";
import { makeBigHar } from "./big-har.ts";

/** A limit, and what was measured. */
type Row = { readonly what: string; readonly measured: number; readonly limit: number };

const MB = 1024 * 1024;
const SIZE = 50 * MB;
const RUNS = 3;
/** Of the recording's 10,000 entries. */
const REQUESTS = 100;

/**
 * `npm run bench:reader`: what reading and judging a recording of 50 MB costs, in a worker of a page
 * that is served under the app's own policy, and finding calls in many files. Exits with 1 when a limit
 * is broken.
 */
export async function main(options: readonly string[]): Promise<void> {
  if (options.length > 0) throw new CommandError("npm run bench:reader takes no options.");
  const folder = join(ROOT, ".cache", "bench-reader");
  await buildPage(folder);
  const recording = join(ROOT, ".cache", "bench-reader.har");
  mkdirSync(folder, { recursive: true });
  writeFileSync(recording, makeBigHar(SIZE));
  const door = await listen(0);
  const pages = createPage(folder);
  door.open(({ request, refused }) => pages.fetch(request, { refused }));
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: await findBrowser(), args });
  try {
    console.log(`npm run bench:reader, ${new Date().toISOString().slice(0, 10)}`);
    console.log(`Chromium ${browser.version()}, Node ${process.versions.node}, median of ${RUNS}`);
    const rows = [...(await measure(browser, `${door.origin}/`, recording)), await measureCode()];
    print(rows);
    if (rows.some(isBroken)) process.exitCode = 1;
  } finally {
    await browser.close();
    await door.close();
  }
}

/** Vite's own settings of the app, for a page of its own. */
async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: join(ROOT, "vite.config.ts"),
    root: join(ROOT, "test", "bench"),
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, manifest: false },
  });
}

async function measure(browser: Browser, url: string, recording: string): Promise<readonly Row[]> {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(url);
  await page.getByLabel("Recording").setInputFiles(recording);
  const meter = await createMeter(browser);
  const idle = await meter.settle();
  const judged = [];
  const parsed: number[] = [];
  let peak = 0;
  for (let run = 0; run < RUNS; run += 1) {
    meter.reset();
    judged.push(await page.evaluate(() => window.bench.judge()));
    peak = Math.max(peak, meter.peak() - idle);
    // In turns, so that a busy machine is as busy for both; what it leaves is let go before the next.
    parsed.push(await page.evaluate(() => window.bench.parse()));
    await page.requestGC();
  }
  const { cancelled, after } = await measureCancel(page, meter);
  if (judged.some(({ judgements, unread }) => judgements !== REQUESTS || unread > 0))
    throw new Error("the recording was not read to its end");
  const parse = median(parsed);
  return [
    { what: "JSON.parse of it, ms", measured: parse, limit: Infinity },
    {
      what: "read and judged, ms",
      measured: median(judged.map(({ ms }) => ms)),
      limit: 2 * parse + 1000,
    },
    {
      what: "longest task of the page, ms",
      measured: Math.max(...judged.map(({ longestTask }) => longestTask)),
      limit: 50,
    },
    { what: "from abort to the end, ms", measured: cancelled, limit: 100 },
    { what: "still working 100 ms after it, % of 500 ms", measured: after, limit: 10 },
    { what: "peak memory over idle, MB", measured: peak / MB, limit: (5 * SIZE) / MB },
  ];
}

async function measureCode(): Promise<Row> {
  const { files, readMs, findMs } = await benchCode();
  const what = `calls found in ${files} files, ms of the processor`;
  return { what, measured: readMs + findMs, limit: 5000 };
}

type Meter = Awaited<ReturnType<typeof createMeter>>;

async function measureCancel(page: Page, meter: Meter) {
  const times: number[] = [];
  const shares: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    times.push(await page.evaluate(() => window.bench.cancel()));
    await wait(100);
    const before = meter.worked();
    await wait(500);
    shares.push((meter.worked() - before) / 5);
  }
  return { cancelled: Math.max(...times), after: Math.max(...shares) };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** What all renderers take, as Linux counts it; elsewhere it is not measured. */
async function createMeter(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const ids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const sumOf = (field: "VmRSS" | "VmHWM"): number =>
    ids.reduce((sum, id) => sum + readField(id, field), 0);
  return {
    /** Waits until the page uses no more and no less for a while. */
    settle: async (): Promise<number> => {
      let before = Number.NaN;
      for (let now = sumOf("VmRSS"); Math.abs(now - before) > MB / 2 || Number.isNaN(before);) {
        before = now;
        await wait(500);
        now = sumOf("VmRSS");
      }
      return before;
    },
    /** From here on the peak is counted anew. */
    reset: () => {
      if (process.platform === "linux")
        for (const id of ids) writeFileSync(`/proc/${id}/clear_refs`, "5");
    },
    peak: () => sumOf("VmHWM"),
    /** Milliseconds that they have computed so far. */
    worked: () => ids.reduce((sum, id) => sum + readTicks(id) * 10, 0),
  };
}

/** @see man 5 proc, /proc/pid/status: in KB */
function readField(id: number, field: string): number {
  if (process.platform !== "linux") return 0;
  const status = readFileSync(`/proc/${id}/status`, "utf8");
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
}

/** @see man 5 proc, /proc/pid/stat: utime and stime, in hundredths of a second */
function readTicks(id: number): number {
  if (process.platform !== "linux") return 0;
  const stat = readFileSync(`/proc/${id}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function isBroken({ measured, limit }: Row): boolean {
  return !(measured <= limit);
}

function print(rows: readonly Row[]): void {
  console.log("| what | measured | limit |\n| --- | ---: | ---: |");
  for (const row of rows) {
    const limit = row.limit === Infinity ? "" : row.limit.toFixed(0);
    const mark = isBroken(row) ? " BROKEN" : "";
    console.log(`| ${row.what} | ${row.measured.toFixed(0)}${mark} | ${limit} |`);
  }
}
