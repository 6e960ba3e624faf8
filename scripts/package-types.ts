import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CommandError, ROOT } from "./setup.mjs";

const ENTRIES = ["index.ts", "playwright.ts"];
/** The one library whose types a package's type may name: who imports that entry has it. */
const PEERS: ReadonlySet<string> = new Set(["@playwright/test"]);

/**
 * The declarations of the package's entries, and of what they name, as the compiler writes them.
 * @returns file names and their text
 * @throws CommandError when one names a library or another room
 */
export function packageTypes(): Map<string, string> {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-b", "scripts"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new CommandError(`The types cannot be written:\n${stdout}`);
  const written = new Map<string, string>();
  const open = [...ENTRIES];
  for (const file of open) {
    const name = basename(file, ".ts");
    const text = readFileSync(
      join(ROOT, ".cache", "types", "scripts", "src", "testing", `${name}.d.ts`),
      "utf8",
    );
    for (const [, named = ""] of text.matchAll(/(?:from |import\()"([^"]+)"/g)) {
      if (/^\.\/[\w-]+\.ts$/.test(named)) {
        if (!open.includes(named.slice(2))) open.push(named.slice(2));
      } else if (!PEERS.has(named))
        throw new CommandError(`The types of ${file} name ${named}, which the package has not.`);
    }
    written.set(`${name}.d.ts`, text.replaceAll(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"'));
  }
  return written;
}
