import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { decodeBytes } from "#reader/bytes.ts";
import { mayHoldCall } from "#reader/code/may-hold-call.ts";
import type { Found, Place, Unread, UnreadReason } from "#reader/found.ts";
import { judgeCall } from "#reader/judge-call.ts";
import { readInput } from "#reader/read-input.ts";
import { filesToCheck, type FileToCheck } from "./check-files.ts";
import {
  exitCodeOf,
  printJson,
  printReport,
  type CheckFinding,
  type CheckReport,
} from "./check-report.ts";

const USAGE = `Usage: linklab check [--json] <files or folders>

Looks for requests and code that link or unlink accounts at Auth0, and says which of them the
migration of 2018 affects. Nothing is run, sent or stored.

Exit code: 1 when something is affected, else 2 when something could not be read, else 0.`;

/** `linklab check`: judges files and folders, and says so in text or JSON. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    console.error(options);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const { report, filesRead } = await checkPaths(options.paths);
  console.log(options.json ? printJson(report) : printReport(report, filesRead));
  return exitCodeOf(report);
}

/** Reads and judges every file. */
export async function checkPaths(
  paths: readonly string[],
): Promise<{ report: CheckReport; filesRead: number }> {
  const { files, missing } = await filesToCheck(paths);
  const findings: CheckFinding[] = [];
  const unread = missing.map((file) => ({ file, reason: "there is no such file or folder" }));
  let filesRead = 0;
  for (const file of files) {
    const result = await checkFile(file);
    findings.push(...result.findings);
    unread.push(...result.unread.map((reason) => ({ file: file.path, reason })));
    if (result.isRead) filesRead += 1;
  }
  return { report: { findings, unread }, filesRead };
}

type FileResult = {
  readonly findings: readonly CheckFinding[];
  readonly unread: readonly string[];
  readonly isRead: boolean;
};

async function checkFile({ path, isNamed }: FileToCheck): Promise<FileResult> {
  const nothing = (reason: string): FileResult => ({
    findings: [],
    unread: isNamed ? [reason] : [],
    isRead: false,
  });
  const bytes = await readFile(path).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  if (bytes instanceof Error) return { ...nothing(bytes.message), unread: [bytes.message] };
  const decoded = await decodeBytes(bytes);
  if (!("text" in decoded)) return nothing(REASONS[decoded.reason]);
  if (!mayHoldCall(decoded.text)) return { findings: [], unread: [], isRead: true };
  const reading = await readInput(decoded.text);
  return {
    findings: reading.found.flatMap((found) => findingOf(path, found) ?? []),
    unread: reading.unread.flatMap((one) => reasonOf(one) ?? []),
    isRead: true,
  };
}

function findingOf(file: string, found: Found): CheckFinding | null {
  if (found.kind !== "request" && found.kind !== "call") return null;
  const { useCase, verdict, reason, fix, question, notes } = judgeCall(found).judgement;
  if (verdict === "not-linking") return null;
  const entry = entryOf(found.place);
  const line = entry === null ? found.place.line : null;
  return {
    file,
    line,
    entry,
    useCase,
    verdict,
    reason: reason.text,
    fix: fix?.title ?? null,
    question: question?.text ?? null,
    notes: notes.map(({ text }) => text),
  };
}

function entryOf({ layers }: Place): number | null {
  const har = layers.find(({ kind }) => kind === "har");
  return har?.at == null ? null : Number(har.at);
}

const REASONS: Readonly<Record<UnreadReason, string>> = {
  empty: "it is empty",
  binary: "it is binary",
  compressed: "it is compressed in a way that is not known, or its end is missing",
  html: "it is a page of HTML",
  truncated: "its end is missing; what came before was read",
  "too-deep": "it is nested too deeply",
  "too-large": "it is too large",
  "not-text": "it is no text",
  "not-followed": "it leads too far to be followed to its end; some calls may be missing",
  "unknown-form":
    "it links or unlinks in a language or form that is not read here; look at it yourself",
  "nothing-known": "nothing in it is known",
};

/** What is no failure is not told: an empty file, and a text about something else. */
function reasonOf({ reason }: Unread): string | null {
  return reason === "empty" || reason === "html" || reason === "nothing-known"
    ? null
    : REASONS[reason];
}

type Options = {
  readonly json: boolean;
  readonly help: boolean;
  readonly paths: readonly string[];
};

/** The options, or one line about what is wrong with them. */
function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    const { json = false, help = false } = values;
    if (positionals.length === 0 && !help) return `Name files or folders to check.\n\n${USAGE}`;
    return { json, help, paths: positionals };
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    return `${reason}. The options are --json and --help.`;
  }
}
