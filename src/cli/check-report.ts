import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { escapeForTerminal } from "./escape-for-terminal.ts";

/** What is said of a call that links or unlinks. `line` counts from 1; `entry` is the index in a HAR. */
export type CheckFinding = {
  readonly file: string;
  readonly line: number | null;
  readonly entry: number | null;
  readonly useCase: UseCaseNumber | null;
  readonly verdict: "affected" | "not-affected" | "new-way" | "cannot-tell";
  readonly reason: string;
  /** What to change, in a line; `null` where nothing has to. */
  readonly fix: string | null;
  /** What somebody has to look up before it can be told; `null` where it is told. */
  readonly question: string | null;
  /** What else is worth knowing, such as a condition that does not hold. */
  readonly notes: readonly string[];
};

/** What `linklab check` prints. */
export type CheckReport = {
  readonly findings: readonly CheckFinding[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
};

/** 1 when something is affected, else 2 when something could not be read, else 0. */
export function exitCodeOf({ findings, unread }: CheckReport): 0 | 1 | 2 {
  if (findings.some(({ verdict }) => verdict === "affected")) return 1;
  return unread.length > 0 ? 2 : 0;
}

const WORDS: Readonly<Record<CheckFinding["verdict"], string>> = {
  affected: "AFFECTED",
  "not-affected": "not affected",
  "new-way": "new way",
  "cannot-tell": "can't tell",
};

/** The report for programs: what decides, without the words for people beside it. */
export function printJson({ findings, unread }: CheckReport): string {
  const decided = findings.map(({ file, line, entry, useCase, verdict, reason, fix }) => ({
    file,
    line,
    entry,
    useCase,
    verdict,
    reason,
    fix,
  }));
  return JSON.stringify({ findings: decided, unread }, null, 2);
}

/** The report for people. What comes from files is escaped: it may hold codes that steer a terminal. */
export function printReport({ findings, unread }: CheckReport, filesRead: number): string {
  const lines = findings.flatMap((finding) => {
    const { file, line, entry, useCase, verdict, reason, fix, question, notes } = finding;
    return [
      `${placeOf(file, line, entry)}  ${WORDS[verdict]}${useCase === null ? "" : `, use case ${useCase}`}`,
      `  ${escapeForTerminal(reason)}`,
      ...(question === null ? [] : [`  Look up: ${escapeForTerminal(question)}`]),
      ...notes.map((note) => `  Note: ${escapeForTerminal(note)}`),
      ...(fix === null ? [] : [`  Fix: ${escapeForTerminal(fix)}`]),
    ];
  });
  for (const { file, reason } of unread)
    lines.push(`${escapeForTerminal(file)}  could not be read: ${escapeForTerminal(reason)}`);
  return [
    ...lines,
    ...(lines.length > 0 ? [""] : []),
    summary(findings, unread.length, filesRead),
  ].join("\n");
}

function placeOf(file: string, line: number | null, entry: number | null): string {
  const name = escapeForTerminal(file);
  if (entry !== null) return `${name} entry ${entry}`;
  return line === null ? name : `${name}:${line}`;
}

function summary(findings: readonly CheckFinding[], unread: number, filesRead: number): string {
  const count = (verdict: CheckFinding["verdict"]) =>
    findings.filter((one) => one.verdict === verdict).length;
  const files = filesRead === 1 ? "1 file" : `${filesRead} files`;
  const rest = unread === 0 ? "" : ` ${unread} could not be read.`;
  if (findings.length === 0) return `No call that links or unlinks in ${files}.${rest}`;
  const parts = (["affected", "not-affected", "new-way", "cannot-tell"] as const).flatMap(
    (verdict) => (count(verdict) > 0 ? [`${count(verdict)} ${WORDS[verdict].toLowerCase()}`] : []),
  );
  return `${parts.join(", ")} in ${files}.${rest}`;
}
