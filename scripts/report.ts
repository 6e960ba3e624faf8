import { stripVTControlCharacters } from "node:util";
import * as v from "valibot";

/** A test, or a whole file, that failed. */
export type Failure = {
  /** The file and the titles around it. */
  name: string;
  /** What it said, without colours; of several, one after the other. */
  message: string;
};

/** What a person wants to know of a run of tests, besides how many ended how. */
export type Report = {
  failures: readonly Failure[];
  /** What failed at first, and passed when it was run once more. */
  second: readonly Failure[];
  /** How long the tests of each file took together. */
  files: readonly { name: string; seconds: number }[];
};

const vitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      startTime: v.number(),
      endTime: v.number(),
      status: v.string(),
      message: v.string(),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.nullish(v.array(v.string()), []),
        }),
      ),
    }),
  ),
});

const errors = v.optional(v.array(v.object({ message: v.optional(v.string(), "") })), []);

const spec = v.object({
  title: v.string(),
  file: v.string(),
  line: v.number(),
  ok: v.boolean(),
  tests: v.array(
    v.object({
      status: v.string(),
      results: v.array(v.object({ duration: v.number(), errors })),
    }),
  ),
});

type Suite = { specs: v.InferOutput<typeof spec>[]; suites?: Suite[] | undefined };

const suite: v.GenericSchema<unknown, Suite> = v.object({
  specs: v.array(spec),
  suites: v.optional(v.array(v.lazy(() => suite))),
});

const playwrightReport = v.object({ suites: v.array(suite), errors });

const NOTHING: Report = { failures: [], second: [], files: [] };

/** Reads the JSON report of a runner, vitest or Playwright; one that cannot be read tells nothing. */
export function readReport(text: string | undefined, folder: string): Report {
  const json = parse(text);
  const vitest = v.safeParse(vitestReport, json);
  if (vitest.success) return ofVitest(vitest.output, folder);
  const playwright = v.safeParse(playwrightReport, json);
  return playwright.success ? ofPlaywright(playwright.output) : NOTHING;
}

/** What failed, and after it what did so only at first: the names, each followed by its message. */
export function describeFailures({
  failures,
  second,
}: Pick<Report, "failures" | "second">): string {
  return [
    ...describeAll("FAILED", failures),
    ...describeAll("PASSED THE SECOND TIME", second),
  ].join("\n");
}

function describeAll(how: string, failures: readonly Failure[]): readonly string[] {
  return failures.map(
    ({ name, message }) => `${how} ${name}\n${message.trim().replaceAll(/^(?=.)/gm, "  ")}`,
  );
}

/** The five files that took longest, one line. */
export function describeSlowest({ files }: Report): string {
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
  return slowest.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(", ");
}

function ofVitest({ testResults }: v.InferOutput<typeof vitestReport>, folder: string): Report {
  const nameOf = (path: string) => path.replace(`${folder.replaceAll("\\", "/")}/`, "");
  return {
    failures: testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((one) => one.status === "failed");
      if (failed.length === 0 && status === "failed") return [failure(nameOf(name), [message])];
      return failed.map((one) =>
        failure(`${nameOf(name)}: ${one.fullName}`, one.failureMessages ?? []),
      );
    }),
    second: [],
    files: testResults.map(({ name, startTime, endTime }) => ({
      name: nameOf(name),
      seconds: (endTime - startTime) / 1000,
    })),
  };
}

function ofPlaywright(report: v.InferOutput<typeof playwrightReport>): Report {
  const specs = report.suites.flatMap(specsOf);
  const seconds = new Map<string, number>();
  for (const one of specs)
    for (const { duration } of resultsOf(one))
      seconds.set(one.file, (seconds.get(one.file) ?? 0) + duration / 1000);
  return {
    failures: [
      ...report.errors.map(({ message }) => failure("before any test", [message])),
      ...specs.filter(({ ok }) => !ok).map(failureOf),
    ],
    second: specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(failureOf),
    files: [...seconds].map(([name, sum]) => ({ name, seconds: sum })),
  };
}

function failureOf(one: v.InferOutput<typeof spec>): Failure {
  const messages = resultsOf(one).flatMap((result) => result.errors.map(({ message }) => message));
  return failure(`${one.file}:${one.line}: ${one.title}`, messages);
}

function resultsOf({ tests }: v.InferOutput<typeof spec>) {
  return tests.flatMap(({ results }) => results);
}

function specsOf({ specs, suites = [] }: Suite): v.InferOutput<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function failure(name: string, messages: readonly string[]): Failure {
  return { name, message: messages.map(stripVTControlCharacters).join("\n") };
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
