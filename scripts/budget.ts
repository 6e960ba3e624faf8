import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";

/** JavaScript that a page may load before it stands, in bytes of gzip. */
const BUDGET = 85_000;

/** The pages that must be small before anybody signs in, and the module that each is. */
const ROUTES = [
  { path: "/", module: "src/app/home-page.tsx" },
  { path: "/tokens", module: "src/app/tokens.tsx" },
];

const ENTRY = "index.html";

const manifestSchema = v.record(
  v.string(),
  v.object({ file: v.string(), imports: v.optional(v.array(v.string()), []) }),
);

type Manifest = v.InferOutput<typeof manifestSchema>;

/** What a page weighs, from Vite's manifest: the entry, the route, and all that both import. */
export function weighPages(
  manifest: unknown,
  sizeOf: (file: string) => number,
): readonly { path: string; bytes: number }[] {
  const chunks = v.parse(manifestSchema, manifest);
  return ROUTES.map(({ path, module }) => ({
    path,
    bytes: [...filesOf(chunks, [ENTRY, module])].reduce((sum, file) => sum + sizeOf(file), 0),
  }));
}

/** Weighs the pages of the build in `folder` and prints them. True when all are within the budget. */
export function isWithinBudget(folder: string): boolean {
  const manifest: unknown = JSON.parse(
    readFileSync(join(folder, ".vite", "manifest.json"), "utf8"),
  );
  const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  const pages = weighPages(manifest, sizeOf);
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
