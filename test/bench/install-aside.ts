import { cpSync } from "node:fs";
import { join } from "node:path";
import { install, ROOT } from "#scripts/setup.mjs";

/**
 * Installs what a benchmark alone needs, beside the project, by a lock file of its own, so that the project never
 * depends on it.
 * @param name of the folder in `test/bench`
 * @returns the folder where it is installed
 */
export function installAside(name: string): string {
  const folder = join(ROOT, ".cache", `bench-${name}`);
  cpSync(join(ROOT, "test", "bench", name), folder, { recursive: true });
  // Some ask for a newer Node than the oldest of ours; whether they run is seen.
  process.env["npm_config_engine_strict"] = "false";
  install(folder);
  return folder;
}
