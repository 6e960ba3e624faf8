import { beforeEach, expect, test, vi } from "vitest";
import { findBrowser, findBrowserThere } from "./browser.ts";
import type { Machine } from "./browser.ts";

const OWN = "/cache/playwright/chrome";

/** A machine with these files; a command that runs may add some. */
function machine(files: string[], changes: Partial<Machine> = {}) {
  const commands: string[] = [];
  const result: Machine = {
    env: { PATH: "/usr/local/bin:/usr/bin" },
    platform: "linux",
    isDebian: false,
    isRoot: false,
    exists: (path) => files.includes(path),
    playwrightChromium: () => Promise.resolve(OWN),
    ...changes,
    run: (command, args) => {
      commands.push([command, ...args].join(" "));
      return changes.run?.(command, args) ?? false;
    },
  };
  return { ...result, commands };
}

beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  return () => vi.restoreAllMocks();
});

test("CHROMIUM_PATH comes first", async () => {
  const env = { CHROMIUM_PATH: "/my/chromium", PATH: "/usr/bin" };
  expect(await findBrowser(machine(["/my/chromium", "/usr/bin/chromium", OWN], { env }))).toBe(
    "/my/chromium",
  );
});

test("a CHROMIUM_PATH that leads nowhere is an error, whatever else there is", async () => {
  const there = machine(["/usr/bin/chromium", OWN], { env: { CHROMIUM_PATH: "/gone" } });
  await expect(findBrowser(there)).rejects.toThrow('CHROMIUM_PATH is "/gone", but there is no');
  expect(there.commands).toEqual([]);
});

test.each<[string, string, Partial<Machine>]>([
  ["on the PATH", "/usr/local/bin/google-chrome", {}],
  [
    "in a usual place of macOS",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    { platform: "darwin", env: {} },
  ],
  [
    "in a usual place of Windows",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    { platform: "win32", env: { ProgramFiles: "C:\\Program Files" } },
  ],
  [
    "on the PATH of Windows",
    "D:\\tools\\chrome.exe",
    { platform: "win32", env: { Path: "C:\\Windows;D:\\tools" } },
  ],
])("a browser %s comes before Playwright's own", async (_, path, changes) => {
  expect(await findBrowser(machine([path, OWN], changes))).toBe(path);
});

test("Playwright's own comes before installing", async () => {
  const there = machine([OWN]);
  expect(await findBrowser(there)).toBe(OWN);
  expect(there.commands).toEqual([]);
});

test("Debian's root installs the package", async () => {
  const files: string[] = [];
  const there = machine(files, {
    isDebian: true,
    isRoot: true,
    run: (_, args) => args.includes("update") || files.push("/usr/bin/chromium") > 0,
  });
  expect(await findBrowser(there)).toBe("/usr/bin/chromium");
  expect(there.commands).toEqual([
    "apt-get update",
    "apt-get install -y --no-install-recommends chromium chromium-headless-shell",
  ]);
});

test("a Debian without the headless shell gets Chromium alone", async () => {
  const files: string[] = [];
  const there = machine(files, {
    isDebian: true,
    isRoot: true,
    run: (_, args) =>
      args.includes("update") ||
      (!args.includes("chromium-headless-shell") && files.push("/usr/bin/chromium") > 0),
  });
  expect(await findBrowser(there)).toBe("/usr/bin/chromium");
});

test("the headless shell comes before the whole browser", async () => {
  const there = machine(["/usr/bin/chromium", "/usr/bin/chromium-headless-shell"]);
  expect(await findBrowser(there)).toBe("/usr/bin/chromium-headless-shell");
});

test("anyone else lets Playwright install its own", async () => {
  const files: string[] = [];
  const there = machine(files, { isDebian: true, run: () => files.push(OWN) > 0 });
  expect(await findBrowser(there)).toBe(OWN);
  expect(there.commands).toHaveLength(1);
  expect(there.commands[0]).toMatch(/cli\.js install --with-deps chromium$/);
});

test("says in one line that no browser could be had", async () => {
  await expect(findBrowser(machine([]))).rejects.toThrow(/^No Chromium or Chrome [^\n]+$/);
});

test("to look for one that is there installs nothing", async () => {
  const there = machine([], { isDebian: true, isRoot: true });
  expect(await findBrowserThere(there)).toBe(undefined);
  expect(there.commands).toEqual([]);
});
