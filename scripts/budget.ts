import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";

/** JavaScript that a page may load before it stands, in bytes of gzip. */
const BUDGET = 85_000;

/**
 * The pages that must be small before anybody signs in, and the modules that each loads to stand: its
 * own, and the promise in the header. A browser test compares them with what it sees loaded.
 */
const ROUTES = [
  { path: "/", modules: ["src/pages/home/home-page.tsx", "src/shell/traffic-promise.tsx"] },
  {
    path: "/tokens",
    modules: [
      "src/pages/token-inspector/token-inspector-page.tsx",
      "src/shell/traffic-promise.tsx",
    ],
  },
];

const ENTRY = "index.html";

const manifestSchema = v.record(
  v.string(),
  v.object({ file: v.string(), imports: v.optional(v.array(v.string()), []) }),
);

type Manifest = v.InferOutput<typeof manifestSchema>;

/** What each page loads to stand, from Vite's manifest: entry, route, and all that they import. */
export function filesOfPages(
  manifest: unknown,
): readonly { path: string; files: readonly string[] }[] {
  const chunks = v.parse(manifestSchema, manifest);
  return ROUTES.map(({ path, modules }) => ({
    path,
    files: [...filesOf(chunks, [ENTRY, ...modules])],
  }));
}

/** Weighs the pages of the build in `folder` and prints them. True when all are within the budget. */
export function isWithinBudget(folder: string): boolean {
  const manifest: unknown = JSON.parse(
    readFileSync(join(folder, ".vite", "manifest.json"), "utf8"),
  );
  const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  const pages = filesOfPages(manifest).map(({ path, files }) => ({
    path,
    bytes: files.reduce((sum, file) => sum + sizeOf(file), 0),
  }));
  for (const { path, bytes } of pages)
    console.log(`${path}: ${bytes} of ${BUDGET} bytes of JavaScript (gzip)`);
  return pages.every(({ bytes }) => bytes <= BUDGET);
}

/** The files of modules and of what they import statically, each once. */
function filesOf(manifest: Manifest, modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  const open = [...modules];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const chunk = manifest[name];
    if (!chunk) throw new TypeError(`The manifest has no "${name}".`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...chunk.imports);
  }
  return files;
}
