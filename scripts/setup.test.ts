import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from "vitest";
import { build, CommandError, isInstalled } from "./setup.mjs";

let folder: string;
let log: MockInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linklab-"));
  vi.spyOn(console, "error").mockReturnValue();
  log = vi.spyOn(console, "log").mockReturnValue();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe("build", () => {
  const output = "dist/site/index.html";
  const succeed = vi.fn(() => {
    write(output, "built");
    return true;
  });

  beforeEach(() => {
    succeed.mockClear();
    write("index.html", "page");
    write("src/app/main.tsx", "one");
    build(folder, "page", succeed);
  });

  test("says what it does to people, not to programs that read the output", () => {
    expect(console.error).toHaveBeenCalledWith("Building the page…");
    expect(log).not.toHaveBeenCalled();
  });

  test("builds nothing when nothing changed", () => {
    build(folder, "page", succeed);
    expect(succeed).toHaveBeenCalledTimes(1);
  });

  test("builds nothing when a file was only written again", () => {
    write("src/app/main.tsx", "one");
    build(folder, "page", succeed);
    expect(succeed).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["a file changed", () => write("src/app/main.tsx", "two")],
    ["a file was added", () => write("public/robots.txt", "")],
    ["a file was removed", () => rmSync(join(folder, "src/app/main.tsx"))],
    ["a package was raised", () => write("package-lock.json", "{}")],
    ["the result is gone", () => rmSync(join(folder, "dist"), { recursive: true })],
  ])("builds again when %s", (_, change) => {
    change();
    build(folder, "page", succeed);
    build(folder, "page", succeed);
    expect(succeed).toHaveBeenCalledTimes(2);
  });

  test("leaves no stamp when it fails, not even for inputs that were built before", () => {
    write("src/app/main.tsx", "broken");
    expect(() => build(folder, "page", () => false)).toThrow(CommandError);
    write("src/app/main.tsx", "one");
    build(folder, "page", succeed);
    expect(succeed).toHaveBeenCalledTimes(2);
  });
});

const lock = (packages: object) => JSON.stringify({ packages });

describe("isInstalled", () => {
  const wanted = lock({
    "": {},
    "node_modules/a": { integrity: "1" },
    "node_modules/b": { optional: true },
  });

  test("is false without node_modules", () => {
    write("package-lock.json", wanted);
    expect(isInstalled(folder)).toBe(false);
  });

  test.each([
    ["every package is there but those of other platforms", { integrity: "1" }, true],
    ["a package has another content", { integrity: "2" }, false],
    ["a package is missing", undefined, false],
  ])("when %s", (_, installed, expected) => {
    write("package-lock.json", wanted);
    write("node_modules/.package-lock.json", lock({ "node_modules/a": installed }));
    expect(isInstalled(folder)).toBe(expected);
  });
});
