import { expect, test } from "vitest";
import { findBroken, formatRows, readRun, type Row, type Run } from "./lighthouse-figures.ts";

const GOOD: Run = {
  benchmark: 1200,
  performance: 100,
  accessibility: 100,
  bestPractices: 100,
  seo: 100,
  firstPaint: 900,
  largestPaint: 1200,
  blocked: 0,
  shift: 0,
  bytes: 100_000,
  requests: 12,
};

/** Five runs on the phone, the first of them changed. */
const row = (...changes: readonly Partial<Run>[]): Row => ({
  page: "/",
  device: "mobile",
  runs: Array.from({ length: 5 }, (_, index) => ({ ...GOOD, ...changes[index] })),
});

const part = (score: number) => ({ score });
const figure = (numericValue: number) => ({ numericValue });
const all = (change: Partial<Run>) => row(change, change, change);

test("reads a run's scores in percent, and nothing of one that painted nothing", () => {
  const report = {
    environment: { benchmarkIndex: 1200 },
    categories: {
      performance: part(0.29),
      accessibility: part(1),
      "best-practices": part(0.57),
      seo: part(0.58),
    },
    audits: {
      "first-contentful-paint": figure(900),
      "largest-contentful-paint": figure(1200),
      "total-blocking-time": figure(0),
      "cumulative-layout-shift": figure(0.05),
      "total-byte-weight": figure(100_000),
      "network-requests": { details: { items: [{}, {}] } },
    },
  };
  const run = { ...GOOD, performance: 29, bestPractices: 57, seo: 58, shift: 0.05, requests: 2 };
  expect(readRun(JSON.stringify(report))).toEqual(run);
  report.categories.performance = { score: null as unknown as number };
  expect(readRun(JSON.stringify(report))).toBeUndefined();
  expect(readRun("")).toBeUndefined();
});

test("what is at its limit holds, what is beyond does not", () => {
  expect(findBroken([all({ performance: 95 })])).toEqual([]);
  expect(findBroken([all({ performance: 94 })])).toEqual([
    "/ mobile: Performance, at least 95: it is 94",
  ]);
  expect(findBroken([all({ seo: 99 })])).toEqual(["/ mobile: SEO, at least 100: it is 99"]);
  expect(findBroken([all({ shift: 0.009 })])).toEqual([]);
  expect(findBroken([all({ shift: 0.01 })])).toEqual([
    "/ mobile: Layout shift, below 0.01: it is 0.010",
  ]);
});

test("a desktop has to be faster than a phone", () => {
  const runs = Array.from({ length: 5 }, () => ({ ...GOOD, performance: 98 }));
  expect(findBroken([{ page: "/", device: "desktop", runs }])).toEqual([
    "/ desktop: Performance, at least 99: it is 98",
  ]);
});

test("what a busy computer says of speed is left out, and too little left is no verdict", () => {
  const busy = { benchmark: 599, performance: 20, firstPaint: 9000 };
  const [broken, ...others] = findBroken([row(busy)]);
  expect(broken).toBe("/ mobile: Performance, at least 95: not judged, too few runs count");
  expect(others).toEqual([]);
  expect(formatRows([row(busy)])).toMatch(/\| \/ +\| mobile \| 100 .*\| 0\.90 s .*\| 5 +\| 1 +\|/);
  const allBusy = row(busy, busy, busy, busy, busy);
  expect(formatRows([allBusy])).toMatch(/\| mobile \| {13}\| 100 /);
});

test("a layout shift counts on a busy computer, too", () => {
  const busy = { benchmark: 100, shift: 0.2 };
  expect(findBroken([row(busy, busy, busy)])).toContain(
    "/ mobile: Layout shift, below 0.01: it is 0.200",
  );
});
