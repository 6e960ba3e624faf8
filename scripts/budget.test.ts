import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesOfPages, findHeavy, readFigures, requestsOfFirstPage, weighOwn } from "./budget.ts";

const folder = mkdtempSync(join(tmpdir(), "linklab-budget-"));
afterAll(() => rmSync(folder, { recursive: true }));

const MANIFEST = {
  "index.html": {
    file: "index.js",
    name: "index",
    imports: ["_shared.js"],
    dynamicImports: ["sdk.js"],
    css: ["index.css"],
  },
  "_home-page-1.js": {
    file: "home.js",
    name: "home-page",
    imports: ["index.html"],
    css: ["home.css"],
  },
  "_home-page-1.css": { file: "home.css", name: "home-page" },
  "src/pages/token-inspector/token-inspector-page.tsx": {
    file: "tokens.js",
    name: "token-inspector-page",
    imports: ["index.html", "_shared.js", "_more.js"],
  },
  "_shared.js": { file: "shared.js" },
  "_more.js": { file: "more.js", imports: ["_shared.js"] },
  "sdk.js": { file: "sdk.js" },
};

const NOTES = {
  "index.js": { "src/app/main.tsx": 30, "node_modules/react/index.js": 10 },
  "tenant-worker.js": { "src/site/worker.ts": 5 },
};

/** A build of which a file has so many bytes that do not get smaller. */
function buildWith(sizes: Readonly<Record<string, number>>, notes: object = NOTES): string {
  const files = ["index", "home", "tokens", "shared", "more", "tenant-worker"].map(
    (name) => `${name}.js`,
  );
  for (const name of [...files, "index.css", "home.css"]) write(name, noise(sizes[name] ?? 10));
  write(".vite/manifest.json", JSON.stringify(MANIFEST));
  write(".vite/modules.json", JSON.stringify(notes));
  return folder;
}

function write(name: string, content: string | Buffer): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Bytes without a pattern, the same each time. */
function noise(length: number): Buffer {
  let seed = 1;
  return Buffer.from(Array.from({ length }, () => (seed = (seed * 48_271) % 2_147_483_647) & 255));
}

const tooMuch = (site: string) =>
  readFigures(site)
    .filter(({ is, limit }) => is > limit)
    .map(({ of }) => of);

test("counts the entry, the route and what they import, each once, nothing that comes later", () => {
  const pages = filesOfPages(MANIFEST).map(({ path, scripts, styles }) => [
    path,
    scripts.toSorted(),
    styles.toSorted(),
  ]);
  expect(pages).toEqual([
    ["/", ["home.js", "index.js", "shared.js"], ["home.css", "index.css"]],
    ["/tokens", ["index.js", "more.js", "shared.js", "tokens.js"], ["index.css"]],
  ]);
});

test("says which page the build lacks", () => {
  const { "src/pages/token-inspector/token-inspector-page.tsx": _, ...rest } = MANIFEST;
  expect(() => filesOfPages(rest)).toThrow('no part "token-inspector-page"');
});

test("asks for the page, its configuration, scripts and styles before the first picture", () => {
  expect(requestsOfFirstPage(MANIFEST).toSorted()).toEqual([
    "",
    "home.css",
    "home.js",
    "index.css",
    "index.js",
    "linklab.config.json",
    "shared.js",
  ]);
});

test("takes of each script the share that was written here, and nothing of the worker", () => {
  expect(weighOwn(NOTES, () => 400)).toBe(300);
});

test("a small build is within every limit", () => {
  expect(tooMuch(buildWith({}))).toEqual([]);
});

test.each([
  ["home.js", 86_000, ["/, JavaScript"]],
  ["tokens.js", 86_000, ["/tokens, JavaScript"]],
  ["home.css", 12_500, ["/, CSS"]],
  ["tenant-worker.js", 77_000, ["tenant-worker.js"]],
  ["index.js", 420_000, ["/, JavaScript", "/tokens, JavaScript", "Our own JavaScript"]],
])("a %s of %d bytes is too much", (name, bytes, of) => {
  expect(tooMuch(buildWith({ [name]: bytes }))).toEqual(of);
});

test("one file more than eight before the first picture is too much", () => {
  const more = ["d", "e"].map((name) => `${name}.css`);
  const site = buildWith({});
  for (const name of more) write(name, "");
  const home = { ...MANIFEST["_home-page-1.js"], css: ["home.css", ...more] };
  write(".vite/manifest.json", JSON.stringify({ ...MANIFEST, "_home-page-1.js": home }));
  expect(tooMuch(site)).toEqual(["/, before the first paint"]);
});

test("what makes YAML or certificates is found in the worker by its modules", () => {
  const heavy = [
    "node_modules/yaml/dist/index.js",
    "node_modules/@peculiar/x509/build/x509.es.js",
    "src/emulator/hosts/certificates.ts",
  ];
  const modules = Object.fromEntries(
    [...heavy, "scripts/yaml-words.ts", "src/emulator/seed/tenant.yaml"].map((name) => [name, 1]),
  );
  const notes = { ...NOTES, "tenant-worker.js": modules };
  expect(findHeavy(notes)).toEqual(heavy);
  expect(tooMuch(buildWith({}, notes))).toEqual(["tenant-worker.js, YAML and certificates"]);
});
