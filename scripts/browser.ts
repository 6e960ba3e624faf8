import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, posix, win32 } from "node:path";
import { CommandError, ROOT } from "./setup.mjs";

/** What finding a browser needs to know of the machine, and may do to it. */
export type Machine = {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** Debian itself: on Ubuntu the package of that name only asks for a snap. */
  isDebian: boolean;
  isRoot: boolean;
  exists: (path: string) => boolean;
  /** Runs a command to its end, its output on stderr; true when it succeeded. */
  run: (command: string, args: readonly string[]) => boolean;
  /** Where Playwright keeps, or would keep, its own Chromium. */
  playwrightChromium: () => Promise<string>;
};

/**
 * Finds a browser for the tests that is there: `CHROMIUM_PATH`, an installed Chromium or Chrome, Playwright's own.
 * @throws CommandError with one line when the chosen one is not there
 */
export async function findBrowserThere(
  machine: Machine = thisMachine(),
): Promise<string | undefined> {
  const { env, exists } = machine;
  const chosen = env["CHROMIUM_PATH"];
  if (!chosen) return installedBrowser(machine) ?? (await ownBrowser(machine));
  if (exists(chosen)) return chosen;
  throw new CommandError(`CHROMIUM_PATH is "${chosen}", but there is no such file.`);
}

/**
 * Finds a browser for the tests, else installs one.
 * @throws CommandError with one line when there is none in the end
 */
export async function findBrowser(machine: Machine = thisMachine()): Promise<string> {
  const { run } = machine;
  const found = await findBrowserThere(machine);
  if (found) return found;

  console.log("Installing a browser for the tests…");
  if (machine.isDebian && machine.isRoot && run("apt-get", ["update"])) {
    const install = ["install", "-y", "--no-install-recommends", "chromium"];
    if (!run("apt-get", [...install, HEADLESS_SHELL])) run("apt-get", install);
  }
  const packaged = installedBrowser(machine);
  if (packaged) return packaged;
  const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  run(process.execPath, [cli, "install", "--with-deps", "chromium"]);
  const downloaded = await ownBrowser(machine);
  if (downloaded) return downloaded;
  throw new CommandError(
    "No Chromium or Chrome was found and none could be installed. Install one, or set CHROMIUM_PATH.",
  );
}

/**
 * Debian's package of Chromium without windows: the tests need 42 % less of the processor with it than
 * with the whole browser (see docs/decisions/009). Playwright's own default is the same program.
 */
const HEADLESS_SHELL = "chromium-headless-shell";

function installedBrowser(machine: Machine): string | undefined {
  return [...onPath(machine, namesOn(machine)), ...usualPlaces(machine)].find(machine.exists);
}

async function ownBrowser({ exists, playwrightChromium }: Machine): Promise<string | undefined> {
  const path = await playwrightChromium();
  return exists(path) ? path : undefined;
}

function namesOn({ platform }: Machine): string[] {
  return platform === "win32"
    ? ["chromium.exe", "chrome.exe"]
    : [
        HEADLESS_SHELL,
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "chrome",
      ];
}

/** Where programs of these names would be, the first name first. */
export function onPath(
  { env, platform }: Pick<Machine, "env" | "platform">,
  names: readonly string[],
): string[] {
  const path = platform === "win32" ? win32 : posix;
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function usualPlaces({ env, platform }: Machine): string[] {
  if (platform === "win32")
    return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
      .flatMap((name) => env[name] ?? [])
      .flatMap((folder) => [
        win32.join(folder, "Chromium", "Application", "chrome.exe"),
        win32.join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      ]);
  if (platform === "darwin")
    return ["", env["HOME"] ?? ""].flatMap((folder) => [
      `${folder}/Applications/Chromium.app/Contents/MacOS/Chromium`,
      `${folder}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
    ]);
  return ["/usr/bin/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

function thisMachine(): Machine {
  const release = "/etc/os-release";
  return {
    env: process.env,
    platform: process.platform,
    isDebian: existsSync(release) && /^ID=debian$/m.test(readFileSync(release, "utf8")),
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    run: (command, args) =>
      spawnSync(command, args, {
        stdio: ["ignore", 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      }).status === 0,
    playwrightChromium: async () => {
      const { chromium } = await import("@playwright/test");
      return chromium.executablePath();
    },
  };
}
