import { createReadStream } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import type { SeedPlace } from "#emulator/index.ts";
import { escapeForTerminal } from "./escape-for-terminal.ts";
import { CommandError } from "#scripts/setup.mjs";

/** What keywords stand for, as the Deploy CLI has it. */
export type Mappings = Readonly<Record<string, unknown>>;

/** A file of a seed, parsed. */
export type SeedFile = {
  path: string;
  content: unknown;
  /** The line of a value, from 1; of what surrounds it where it is not there. */
  lineOf: (path: SeedPlace["path"]) => number;
};

/**
 * Reads a YAML or JSON file and puts values in place of its keywords.
 * @throws CommandError with file and line when it is neither
 */
export async function readSeedFile(path: string, mappings: Mappings): Promise<SeedFile> {
  const lines = new LineCounter();
  const text = replaceMapped(await readText(path), mappings);
  // JSON is YAML, so one parser keeps the place of each value for both.
  const document = orExplain(path, () => parseDocument(text, { lineCounter: lines, merge: true }));
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const [reason = ""] = problem.message.split(/ at line \d+/);
    const { line } = lines.linePos(problem.pos[0]);
    throw new CommandError(escapeForTerminal(`${path}:${line}: ${reason}.`));
  }
  const lineOf: SeedFile["lineOf"] = (place) => {
    for (let length = place.length; length >= 0; length--) {
      const node: unknown = document.getIn(place.slice(0, length), true);
      if (hasRange(node)) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { path, content: toData(path, () => document.toJS()), lineOf };
}

/** Characters of a file: some times what may be written about all users. Devices have no end. */
const LONGEST_FILE = 128 * 1024 * 1024;

async function readText(path: string): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  try {
    for await (const piece of createReadStream(path, "utf8")) {
      pieces.push(String(piece));
      length += String(piece).length;
      if (length > LONGEST_FILE) throw new Error("it has more than 128 MB");
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return pieces.join("");
}

/** An alias of aliases of aliases, which would fill the memory; or of what it stands in, which has no end. */
function toData(path: string, parse: () => unknown): unknown {
  return orExplain(path, () => {
    const data = parse();
    JSON.stringify(data);
    return data;
  });
}

function orExplain<Value>(path: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): CommandError {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return new CommandError(escapeForTerminal(`${path}: ${reason}.`));
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

/**
 * `##NAME##` becomes the value as text, `@@NAME@@`, with or without quotes, the value as JSON.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
function replaceMapped(text: string, mappings: Mappings): string {
  return Object.entries(mappings).reduce((replaced, [name, value]) => {
    const json = JSON.stringify(value);
    const marker = `@@${name}@@`;
    return [`"${marker}"`, `'${marker}'`, marker]
      .reduce((rest, quoted) => rest.replaceAll(quoted, () => json), replaced)
      .replaceAll(`##${name}##`, () => (typeof value === "string" ? value : json));
  }, text);
}
