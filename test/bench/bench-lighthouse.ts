import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { serveCompressed } from "./compressed-site.ts";
import { installAside } from "./install-aside.ts";
import {
  DEVICES,
  findBroken,
  formatRows,
  isDiscarded,
  LEAST_BENCHMARK,
  readRun,
  RUNS,
  type Row,
  type Run,
} from "./lighthouse-figures.ts";
import { findBrowser } from "#scripts/browser.ts";
import { CommandError, ROOT } from "#scripts/setup.mjs";

const PAGES = ["/", "/learn/tenant"];

/** A computer that is busy for that long is too busy. */
const MOST_RUNS = 2 * RUNS;

const PAGE = "docs/lighthouse.md";

/** Without what a browser does by itself, which would be measured, too. */
const FLAGS = [
  "--headless=new",
  "--no-sandbox", // Chromium's does not work for root
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-gpu",
];

/**
 * `npm run bench:lighthouse`: what Lighthouse says of the static site. It prints the table and what does not hold,
 * writes the table into the docs, and exits with 1 when a limit does not hold; no test depends on it, because machines
 * differ.
 */
export async function main(options: readonly string[]): Promise<void> {
  if (options.length > 0) throw new CommandError("npm run bench:lighthouse takes no options.");
  const cli = join(installAside("lighthouse"), "node_modules", "lighthouse", "cli", "index.js");
  const chromium = await findBrowser();
  const site = await serveCompressed(PAGES);
  const rows: Row[] = [];
  try {
    for (const page of PAGES)
      for (const device of DEVICES) {
        console.log(`${page} ${device}`);
        const measure = () =>
          runLighthouse([cli, site.origin + page, ...argsFor(device)], chromium);
        rows.push({ page, device, runs: await collectRuns(measure) });
      }
  } finally {
    await site.close();
  }
  report(rows);
}

function argsFor(device: Row["device"]): string[] {
  return [
    "--quiet",
    "--output=json",
    "--only-categories=performance,accessibility,best-practices,seo",
    `--chrome-flags=${FLAGS.join(" ")}`,
    ...(device === "desktop" ? ["--preset=desktop"] : []),
  ];
}

/** Until enough runs count, or it has to be given up. */
async function collectRuns(measure: () => Promise<Run | undefined>): Promise<Run[]> {
  const runs: Run[] = [];
  for (let tried = 0; tried < MOST_RUNS; tried += 1) {
    if (runs.filter((run) => !isDiscarded(run)).length === RUNS) break;
    const run = await measure();
    if (run === undefined) console.log("  no result");
    else {
      const why = isDiscarded(run) ? `, discarded: the computer is busy` : "";
      console.log(`  performance ${run.performance}, benchmark ${run.benchmark.toFixed(0)}${why}`);
      runs.push(run);
    }
  }
  return runs;
}

async function runLighthouse(args: readonly string[], chromium: string): Promise<Run | undefined> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CHROME_PATH: chromium },
  });
  return readRun(await text(child.stdout));
}

function report(rows: readonly Row[]): void {
  const cores = cpus();
  const taken = {
    at: new Date().toISOString().slice(0, 10),
    cpu: `${cores.length} × ${cores[0]?.model.trim() ?? "unknown"}`,
    node: process.versions.node,
  };
  const printed = formatRows(rows);
  const broken = findBroken(rows);
  const verdict = broken.length === 0 ? "Every limit holds." : "These limits do not hold:";
  const block = [
    `Taken on ${taken.at} with Node ${taken.node} on ${taken.cpu}. ${verdict}`,
    ...(broken.length === 0 ? [] : [broken.map((line) => `- ${line}`).join("\n")]),
    printed,
  ].join("\n\n");
  console.log(`\n${block}\n`);
  const json = join(ROOT, ".cache", "bench-lighthouse.json");
  writeFileSync(json, `${JSON.stringify({ ...taken, broken, rows }, undefined, 2)}\n`);
  const page = join(ROOT, PAGE);
  const [before = "", , after = ""] = readFileSync(page, "utf8").split(/^<!-- figures -->$/m);
  const mark = "<!-- figures -->";
  writeFileSync(page, `${before}${mark}\n\n${block}\n\n${mark}${after}`);
  console.log(`The same as JSON: ${json}. ${PAGE} has the table.`);
  console.log(`A run counts for speed from a benchmark index of ${LEAST_BENCHMARK}.`);
  if (broken.length > 0) process.exitCode = 1;
}
