import * as v from "valibot";

/** What Vite says of the chunks of a build. */
const manifestSchema = v.record(
  v.string(),
  v.object({
    file: v.string(),
    name: v.optional(v.string()),
    imports: v.optional(v.array(v.string()), []),
    css: v.optional(v.array(v.string()), []),
    assets: v.optional(v.array(v.string()), []),
  }),
);

type Manifest = v.InferOutput<typeof manifestSchema>;
type Chunk = Manifest[string];

/** From the root of the site. */
export type PageFiles = {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** That of all text but code. */
  readonly fonts: readonly string[];
};

/** The script of every page. */
const ENTRY = "index";

/** What asks for all other scripts once something is painted. */
export const AFTER_PAINT = "after-paint";

const TEXT_FONT = /plex-sans.*\.woff2$/;

const IN_WORKSPACE = ["routes", "later", "workspace"];

/** The parts that a page waits for, by the first segment of its address. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "": ["home-page"],
  learn: [...IN_WORKSPACE, "learn"],
  "use-cases": [...IN_WORKSPACE, "use-cases-page"],
  callback: IN_WORKSPACE,
  tokens: ["token-inspector-page"],
  check: ["routes", "check-page"],
  errors: ["routes", "errors"],
  labs: ["routes", "labs"],
  tenant: ["routes", "tenant-page"],
};

/**
 * What a page loads to stand: entry, parts, and all that they import, each once.
 *
 * @param manifest of Vite
 * @param path of an address of the site; one that only leads on has the entry alone
 * @throws TypeError where the build lacks a part
 */
export function filesOfPage(manifest: unknown, path: string): PageFiles {
  const chunks = v.parse(manifestSchema, manifest);
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const parts = PARTS[path.split("/")[1] ?? ""] ?? [];
  const add = (chunk: Chunk): void => {
    if (scripts.has(chunk.file)) return;
    scripts.add(chunk.file);
    for (const name of chunk.imports) add(findChunk(chunks, name));
    // What a page says of a look comes after what it builds on.
    for (const style of chunk.css) styles.add(style);
  };
  for (const part of [ENTRY, ...parts]) add(findPart(chunks, part));
  const fonts = findPart(chunks, ENTRY).assets.filter((file) => TEXT_FONT.test(file));
  return { scripts: [...scripts], styles: [...styles], fonts };
}

/**
 * The script that a page which shows a step at once has first.
 *
 * @param manifest of Vite
 * @throws TypeError where the build lacks it
 */
export function fileAfterPaint(manifest: unknown): string {
  return findPart(v.parse(manifestSchema, manifest), AFTER_PAINT).file;
}

function findChunk(manifest: Manifest, key: string): Chunk {
  const chunk = manifest[key];
  if (!chunk) throw new TypeError(`The manifest has no "${key}".`);
  return chunk;
}

function findPart(manifest: Manifest, part: string): Chunk {
  const isIt = ({ name, file }: Chunk) => name === part && file.endsWith(".js");
  const chunk = Object.values(manifest).find(isIt);
  if (!chunk) throw new TypeError(`The manifest has no part "${part}".`);
  return chunk;
}
