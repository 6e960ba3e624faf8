import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { globby } from "globby";

/** A file to read. One that was named is told when it cannot be read; one of a folder is left out. */
export type FileToCheck = { readonly path: string; readonly isNamed: boolean };

/** The files to read, in the order of their names, and the names behind which there is nothing. */
export type FilesToCheck = {
  readonly files: readonly FileToCheck[];
  readonly missing: readonly string[];
};

/** Opens folders: without what git ignores, `node_modules` and git's own files; links are not followed. */
export async function filesToCheck(paths: readonly string[]): Promise<FilesToCheck> {
  const files = new Map<string, FileToCheck>();
  const missing: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) missing.push(path);
    else if (!found.isDirectory()) files.set(normalize(path), { path, isNamed: true });
    else
      for (const inside of await filesIn(path)) {
        const whole = join(path, inside);
        if (!files.has(whole)) files.set(whole, { path: whole, isNamed: false });
      }
  }
  return { files: [...files.values()], missing };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await globby("**", {
    cwd: folder,
    dot: true,
    gitignore: true,
    ignore: ["**/node_modules/**", "**/.git/**"],
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return found.toSorted();
}
