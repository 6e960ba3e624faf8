import { defineConfig, devices } from "@playwright/test";
import type { WorkerFixtures } from "#e2e/linklab.ts";

const executablePath = process.env["CHROMIUM_PATH"];

/** What a reader does who links two accounts: the site can do it on any host of files. */
const WALKED = /journeys\/.*\.spec\.ts/;

/** `npm test` sets `CHROMIUM_PATH`; without it, Playwright uses its own browser. */
export default defineConfig<object, WorkerFixtures>({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 4, // tests wait more than they compute, on two cores too
  retries: 1, // a busy machine delays what no test can wait for; `npm test` names what needed it
  timeout: 180_000, // against a hang, not a measure: machines are shared
  expect: { timeout: 20_000 }, // the same: a first page can wait long for its scripts, worker and keys
  forbidOnly: process.env["CI"] !== undefined,
  reporter: [["line"]], // by hand; `npm test` asks for its own
  projects: [
    { name: "node" },
    { name: "files", testMatch: WALKED, use: { host: "files" } },
    { name: "files with headers", testMatch: WALKED, use: { host: "files with headers" } },
  ],
  use: {
    ...devices["Desktop Chrome"],
    contextOptions: { reducedMotion: "reduce" }, // drawing in software costs more than the rest of a test
    trace: "off", // half a second a test; `--trace on` when one fails
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), // Chromium's does not work for root
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
