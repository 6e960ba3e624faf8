import { expect, test } from "vitest";
import { filesOfPage } from "./page-files.ts";

const MANIFEST = {
  "index.html": {
    file: "index.js",
    name: "index",
    imports: ["_ui.js"],
    css: ["index.css"],
    assets: ["plex-mono.woff2", "plex-sans.woff2"],
  },
  "_ui.js": { file: "ui.js", name: "ui", css: ["ui.css"] },
  "src/a.tsx": {
    file: "inspector.js",
    name: "token-inspector-page",
    imports: ["index.html", "_reader.js"],
    css: ["inspector.css"],
  },
  "_reader.js": { file: "reader.js", name: "reader", imports: ["_ui.js"], css: ["reader.css"] },
};

test("a page's own styles come after those of what it imports, as they stand in the source", () => {
  expect(filesOfPage(MANIFEST, "/tokens").styles).toEqual([
    "ui.css",
    "index.css",
    "reader.css",
    "inspector.css",
  ]);
});

test("an address that only leads on has the entry alone", () => {
  expect(filesOfPage(MANIFEST, "/authorize").scripts.toSorted()).toEqual(["index.js", "ui.js"]);
});

test("of the fonts it names that of all text but code", () => {
  expect(filesOfPage(MANIFEST, "/tokens").fonts).toEqual(["plex-sans.woff2"]);
});
