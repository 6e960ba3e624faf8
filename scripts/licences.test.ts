import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findLicences, mergeLicences, printLicences } from "./licences.ts";

const root = mkdtempSync(join(tmpdir(), "linklab-licences-"));
afterAll(() => rmSync(root, { recursive: true }));

function install(path: string, manifest: object, text?: string): void {
  const folder = join(root, "node_modules", path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  if (text !== undefined) writeFileSync(join(folder, "LICENSE.md"), text);
}

test("each package is named once, also one inside another, and our own files are not", () => {
  install("@a/b", { name: "@a/b", version: "1.0.0", license: "MIT" }, "Be kind.\n");
  install("@a/b/node_modules/c", { name: "c", version: "2.0.0", license: "ISC" });
  const found = findLicences(
    [
      join(root, "node_modules/@a/b/dist/index.js"),
      "\0" + join(root, "node_modules/@a/b/dist/other.js?commonjs"),
      "node_modules/@a/b/node_modules/c/font.woff2",
      join(root, "src/main.ts"),
      "\0rolldown/runtime.js",
    ],
    root,
  );
  expect(found).toEqual([
    { name: "@a/b", version: "1.0.0", licence: "MIT", text: "Be kind." },
    { name: "c", version: "2.0.0", licence: "ISC", text: "" },
  ]);
});

test("a package without any licence stops the build", () => {
  install("d", { name: "d", version: "1.0.0" });
  expect(() => findLicences([join(root, "node_modules/d/index.js")], root)).toThrow(
    "d has no licence.",
  );
});

test("of two bundles, what both hold is printed once", () => {
  const [one, other] = ["a", "b"].map((name) => ({
    name,
    version: "1",
    licence: "MIT",
    text: "T",
  }));
  if (one === undefined || other === undefined) throw new Error("there are two");
  expect(mergeLicences([printLicences([other, one]), printLicences([one])])).toBe(
    printLicences([one, other]),
  );
});
