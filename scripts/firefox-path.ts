import { posix, win32 } from "node:path";
import { onPath, type Machine } from "./browser.ts";
import { CommandError } from "./setup.mjs";

/**
 * Finds a Firefox for its tests: `FIREFOX_PATH`, then an installed one; none is installed for them.
 * @returns nothing where there is none
 * @throws CommandError when `FIREFOX_PATH` leads nowhere
 */
export function findFirefox(
  machine: Pick<Machine, "env" | "platform" | "exists">,
): string | undefined {
  const chosen = machine.env["FIREFOX_PATH"];
  if (chosen && !machine.exists(chosen))
    throw new CommandError(`FIREFOX_PATH is "${chosen}", but there is no such file.`);
  if (chosen) return chosen;
  const names = machine.platform === "win32" ? ["firefox.exe"] : ["firefox-esr", "firefox"];
  return [...onPath(machine, names), ...usualPlaces(machine)].find(machine.exists);
}

function usualPlaces({ env, platform }: Pick<Machine, "env" | "platform">): string[] {
  if (platform === "win32")
    return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
      .flatMap((name) => env[name] ?? [])
      .map((folder) => win32.join(folder, "Mozilla Firefox", "firefox.exe"));
  if (platform === "darwin")
    return ["/", env["HOME"] ?? "/"].map((folder) =>
      posix.join(folder, "Applications/Firefox.app/Contents/MacOS/firefox"),
    );
  return [];
}
