import { spawn } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** How a process ended, and what it said on both streams. */
export type Ended = { status: number | null; output: string };

/** The files that a page of the docs prints, by the name after the language of each block. */
export function examplesOf(page: string): Map<string, string> {
  const text = readFileSync(join(ROOT, page), "utf8");
  return new Map(
    [...text.matchAll(/^```\w+ ([\w.-]+)\n([\s\S]*?)^```$/gm)].map(([, name = "", code = ""]) => [
      name,
      code,
    ]),
  );
}

/** The packages that an install brought. */
export function installedIn(folder: string): string[] {
  return readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
}

/** Takes packages from the repository's own folder, since there is no network. */
export function lendPackages(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const there = join(folder, "node_modules", name);
    mkdirSync(dirname(there), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), there, "junction");
  }
  const commands = join(ROOT, "node_modules", ".bin");
  for (const command of ["vite"]) {
    const from = join(commands, command);
    const link = lstatSync(from).isSymbolicLink();
    if (link) symlinkSync(from, join(folder, "node_modules", ".bin", command));
    else cpSync(from, join(folder, "node_modules", ".bin", command));
  }
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      // Of the runner that this test runs in, a runner in it shall know nothing.
      env: { ...withoutRunner(process.env), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject).once("close", (status) => resolve({ status, output }));
  });
}

function withoutRunner(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:VITE|VITEST|NODE_ENV|TEST|npm_)/.test(name)),
  );
}
