import { expect, test } from "vitest";
import { findFirefox } from "./firefox-path.ts";

type Found = [where: string, path: string, platform: NodeJS.Platform, env: Record<string, string>];

/** What is found on a machine with these files. */
const find = (files: string[], platform: NodeJS.Platform, env: Record<string, string>) =>
  findFirefox({ env, platform, exists: (path) => files.includes(path) });

test.each<Found>([
  ["on the PATH", "/opt/bin/firefox", "linux", { PATH: "/usr/bin:/opt/bin" }],
  ["in its usual place of macOS", "/Applications/Firefox.app/Contents/MacOS/firefox", "darwin", {}],
  [
    "in somebody's own applications",
    "/Users/ada/Applications/Firefox.app/Contents/MacOS/firefox",
    "darwin",
    { HOME: "/Users/ada" },
  ],
  [
    "in its usual place of Windows",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    "win32",
    { ProgramFiles: "C:\\Program Files" },
  ],
])("finds a Firefox %s", (_, path, platform, env) => {
  expect(find([path], platform, env)).toBe(path);
});

test("Debian's comes before another on the PATH, and FIREFOX_PATH before both", () => {
  const files = ["/usr/bin/firefox", "/usr/bin/firefox-esr", "/my/firefox"];
  const env = { PATH: "/usr/bin" };
  expect(find(files, "linux", env)).toBe("/usr/bin/firefox-esr");
  expect(find(files, "linux", { ...env, FIREFOX_PATH: "/my/firefox" })).toBe("/my/firefox");
});

test("a FIREFOX_PATH that leads nowhere is an error, whatever else there is", () => {
  const env = { PATH: "/usr/bin", FIREFOX_PATH: "/gone" };
  expect(() => find(["/usr/bin/firefox"], "linux", env)).toThrow('FIREFOX_PATH is "/gone"');
});

test("there may be none", () => {
  expect(find([], "linux", { PATH: "/usr/bin" })).toBeUndefined();
});
