import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { CommandError, ROOT } from "./setup.mjs";

/** The package's command, in the folder where it is installed. */
export const LINKLAB = join("node_modules", "linklab", "linklab.mjs");

/**
 * Installs the tarball, without network and nothing else, in an empty folder.
 * @param tarball its path from the project's folder
 * @returns the folder, which whoever asked for it removes
 */
export function installPackage(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), "linklab-package-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const args = ["install", "--offline", "--no-audit", "--no-fund", join(ROOT, tarball)];
  const { status, stderr } = runNpm(args, folder);
  if (status !== 0) throw new CommandError(`npm install: ${stderr}`);
  return folder;
}

function runNpm(args: readonly string[], cwd: string) {
  const isWindows = process.platform === "win32";
  return spawnSync("npm", args, { cwd, encoding: "utf8", shell: isWindows });
}
