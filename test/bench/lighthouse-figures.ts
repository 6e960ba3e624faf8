import * as v from "valibot";
import { table } from "#scripts/tenant-page.ts";
import { medianOf } from "./tenant/figures.ts";

/** Lighthouse's own measure of the computer. Below it a run says more of other programs than of the page. */
export const LEAST_BENCHMARK = 600;

/** How many runs count. */
export const RUNS = 5;

export const DEVICES = ["mobile", "desktop"] as const;

/** The runs of one page on one device. */
export type Row = {
  readonly page: string;
  readonly device: (typeof DEVICES)[number];
  readonly runs: readonly Run[];
};

const score = v.object({ score: v.pipe(v.number(), v.transform(toPercent)) });
const figure = v.object({ numericValue: v.number() });
const list = v.object({ details: v.object({ items: v.array(v.unknown()) }) });

const runSchema = v.pipe(
  v.object({
    environment: v.object({ benchmarkIndex: v.number() }),
    categories: v.object({
      performance: score,
      accessibility: score,
      "best-practices": score,
      seo: score,
    }),
    audits: v.object({
      "first-contentful-paint": figure,
      "largest-contentful-paint": figure,
      "total-blocking-time": figure,
      "cumulative-layout-shift": figure,
      "total-byte-weight": figure,
      "network-requests": list,
    }),
  }),
  v.transform(({ environment, categories, audits }) => ({
    benchmark: environment.benchmarkIndex,
    performance: categories.performance.score,
    accessibility: categories.accessibility.score,
    bestPractices: categories["best-practices"].score,
    seo: categories.seo.score,
    firstPaint: audits["first-contentful-paint"].numericValue,
    largestPaint: audits["largest-contentful-paint"].numericValue,
    blocked: audits["total-blocking-time"].numericValue,
    shift: audits["cumulative-layout-shift"].numericValue,
    bytes: audits["total-byte-weight"].numericValue,
    requests: audits["network-requests"].details.items.length,
  })),
);

/** What one run of Lighthouse measured. */
export type Run = v.InferOutput<typeof runSchema>;

/** Reads Lighthouse's JSON. Nothing when the run came to no result, as when the page did not paint. */
export function readRun(text: string): Run | undefined {
  try {
    return v.parse(runSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Whether what a run says of speed is discarded: the computer had other things to do. */
export function isDiscarded({ benchmark }: Run): boolean {
  return benchmark < LEAST_BENCHMARK;
}

/** Each column: what it says of a row, and what that has to be. */
type Column = {
  readonly title: string;
  readonly key: keyof Run;
  /** Depends on how fast the computer is. */
  readonly isSpeed: boolean;
  readonly format: (value: number) => string;
  readonly atLeast?: Readonly<Record<Row["device"], number>>;
  readonly below?: number;
};

const whole = (value: number) => value.toFixed(0);
const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`;
const FULL = { mobile: 100, desktop: 100 };

const COLUMNS: readonly Column[] = [
  {
    title: "Performance",
    key: "performance",
    isSpeed: true,
    format: whole,
    atLeast: { mobile: 95, desktop: 99 },
  },
  {
    title: "Accessibility",
    key: "accessibility",
    isSpeed: false,
    format: whole,
    atLeast: FULL,
  },
  {
    title: "Best practices",
    key: "bestPractices",
    isSpeed: false,
    format: whole,
    atLeast: FULL,
  },
  { title: "SEO", key: "seo", isSpeed: false, format: whole, atLeast: FULL },
  { title: "First paint", key: "firstPaint", isSpeed: true, format: seconds },
  { title: "Largest paint", key: "largestPaint", isSpeed: true, format: seconds },
  {
    title: "Blocked",
    key: "blocked",
    isSpeed: true,
    format: (value) => `${value.toFixed(0)} ms`,
  },
  {
    title: "Layout shift",
    key: "shift",
    isSpeed: false,
    format: (value) => value.toFixed(3),
    below: 0.01,
  },
  { title: "Bytes", key: "bytes", isSpeed: false, format: whole },
  { title: "Requests", key: "requests", isSpeed: false, format: whole },
];

/** The table in Markdown, medians of the runs that count. */
export function formatRows(rows: readonly Row[]): string {
  return table(
    ["Page", "Device", ...COLUMNS.map(({ title }) => title), "Runs", "Discarded"],
    rows.map((row) => [
      row.page,
      row.device,
      ...COLUMNS.map((column) => {
        const value = valueOf(row, column);
        return value === undefined ? "" : column.format(value);
      }),
      String(row.runs.length),
      String(row.runs.filter(isDiscarded).length),
    ]),
  );
}

/** What does not hold, a line each; also what could not be judged, for want of runs that count. */
export function findBroken(rows: readonly Row[]): string[] {
  return rows.flatMap((row) =>
    COLUMNS.flatMap((column) => {
      const { title, atLeast, below, format, isSpeed } = column;
      const least = atLeast?.[row.device];
      if (least === undefined && below === undefined) return [];
      const limit = least === undefined ? `below ${below}` : `at least ${least}`;
      const told = `${row.page} ${row.device}: ${title}, ${limit}`;
      const value = valueOf(row, column);
      if (value === undefined || runsFor(row, isSpeed).length < RUNS)
        return [`${told}: not judged, too few runs count`];
      const isKept = least === undefined ? value < (below ?? 0) : value >= least;
      return isKept ? [] : [`${told}: it is ${format(value)}`];
    }),
  );
}

function valueOf(row: Row, { key, isSpeed }: Column): number | undefined {
  const runs = runsFor(row, isSpeed);
  return runs.length === 0 ? undefined : medianOf(runs.map((run) => run[key]));
}

function runsFor({ runs }: Row, isSpeed: boolean): readonly Run[] {
  return isSpeed ? runs.filter((run) => !isDiscarded(run)) : runs;
}

function toPercent(part: number): number {
  return Math.round(part * 100);
}
