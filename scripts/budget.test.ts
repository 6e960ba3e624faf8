import { expect, test } from "vitest";
import { filesOfPages } from "./budget.ts";

const MANIFEST = {
  "index.html": { file: "index.js", imports: ["_shared.js"], dynamicImports: ["sdk.js"] },
  "src/pages/home/home-page.tsx": { file: "home.js", imports: ["index.html"] },
  "src/pages/token-inspector/token-inspector-page.tsx": {
    file: "tokens.js",
    imports: ["index.html", "_shared.js", "_more.js"],
  },
  "src/shell/traffic-promise.tsx": { file: "promise.js" },
  "_shared.js": { file: "shared.js" },
  "_more.js": { file: "more.js", imports: ["_shared.js"] },
  "sdk.js": { file: "sdk.js" },
};

test("counts the entry, the route and what they import, each once, nothing that comes later", () => {
  const pages = filesOfPages(MANIFEST).map(({ path, files }) => [path, files.toSorted()]);
  expect(pages).toEqual([
    ["/", ["home.js", "index.js", "promise.js", "shared.js"]],
    ["/tokens", ["index.js", "more.js", "promise.js", "shared.js", "tokens.js"]],
  ]);
});

test("says which page the build lacks", () => {
  const { "src/pages/token-inspector/token-inspector-page.tsx": _, ...rest } = MANIFEST;
  expect(() => filesOfPages(rest)).toThrow(
    'no "src/pages/token-inspector/token-inspector-page.tsx"',
  );
});
