import { escapeForTerminal } from "#cli/escape-for-terminal.ts";
import type { LogEntry } from "./types.ts";

/**
 * A log as lines for a report, which goes to a terminal. An entry has no header, body or query; what looks secret in
 * a path goes, too.
 */
export function describeLog(entries: readonly LogEntry[]): string {
  if (entries.length === 0) return "The tenant was asked nothing.";
  return entries.map(describeEntry).join("\n");
}

function describeEntry(entry: LogEntry): string {
  const { at, method, path, status, rule, evidence, because, fault } = entry;
  const time = new Date(at).toISOString().slice(11, 23);
  return [
    `${time} ${method} ${redact(path)} ${status} ${rule} (${evidence})`,
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ...(because === undefined ? [] : [redact(because)]),
  ].join("; ");
}

/** Codes, cookies and opaque tokens have 32 letters or more in a row; a JWT is known by its beginning. */
const SECRETS = /eyJ[\w-]+(?:\.[\w-]*){0,2}|[\w-]{32,}/g;

function redact(text: string): string {
  return escapeForTerminal(text.replaceAll(SECRETS, "[redacted]"));
}
