import { expect, test } from "vitest";
import { weighPages } from "./budget.ts";

const MANIFEST = {
  "index.html": { file: "index.js", imports: ["_shared.js"], dynamicImports: ["sdk.js"] },
  "src/app/home-page.tsx": { file: "home.js", imports: ["index.html"] },
  "src/app/tokens.tsx": { file: "tokens.js", imports: ["index.html", "_shared.js", "_more.js"] },
  "_shared.js": { file: "shared.js" },
  "_more.js": { file: "more.js", imports: ["_shared.js"] },
  "sdk.js": { file: "sdk.js" },
};

const SIZES: Readonly<Record<string, number>> = {
  "index.js": 1,
  "shared.js": 10,
  "home.js": 100,
  "tokens.js": 1000,
  "more.js": 10_000,
};

test("weighs the entry, the route and what both import, each once, nothing that comes later", () => {
  expect(weighPages(MANIFEST, (file) => SIZES[file] ?? Number.NaN)).toEqual([
    { path: "/", bytes: 111 },
    { path: "/tokens", bytes: 11_011 },
  ]);
});

test("says which page the build lacks", () => {
  const { "src/app/tokens.tsx": _, ...rest } = MANIFEST;
  expect(() => weighPages(rest, () => 0)).toThrow('no "src/app/tokens.tsx"');
});
