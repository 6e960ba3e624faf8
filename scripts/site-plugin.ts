import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { transform } from "lightningcss";
import { minify, type MinifyOptions } from "terser";
import { build } from "vite";
import type { InlineConfig, Plugin } from "vite";
import { yaml } from "./yaml-plugin.ts";

/** What stands in `index.html` until the version is known. */
const UNKNOWN_VERSION = '<meta name="linklab-version" content="" />';

const WORKER = "tenant-worker.js";
/** What the worker keeps for when there is no network. */
const LIST = "site-files.json";

/**
 * Adds the tenant's worker to the page, in one file, since a service worker imports nothing later; and seals what was
 * built: lists its files, and writes into each page which version it is of.
 * @param notes plugins that look at what the worker is made of
 */
export function staticSite(notes: () => Plugin[]): Plugin {
  let folder = "";
  return {
    name: "linklab:site",
    enforce: "post",
    apply: "build",
    configResolved: ({ root, build: { outDir } }) => {
      folder = resolve(root, outDir);
    },
    async generateBundle() {
      const source = await buildWorker(this.environment.config.root, notes());
      this.emitFile({ type: "asset", fileName: WORKER, source });
    },
    closeBundle: { order: "post", handler: () => seal(folder) },
  };
}

async function buildWorker(root: string, plugins: Plugin[]): Promise<string> {
  const code = onlyCode(await build(workerConfig(root, plugins)));
  // Of what it has inlined it makes less when it sees it again.
  return (await minify(code, SMALL)).code ?? code;
}

const SMALL: MinifyOptions = {
  toplevel: true,
  compress: {
    passes: 6,
    ecma: 2020,
    unsafe: true, // no text of ours is made of what has another value than its text
    unsafe_arrows: true,
    unsafe_methods: true,
    unsafe_comps: true,
    unsafe_proto: true,
    pure_getters: true, // nobody reads a property for what reading it does
    keep_fargs: false,
    hoist_funs: true,
  },
  format: { quote_style: 2 },
};

/**
 * How the worker is built.
 * @param plugins besides what it needs
 */
export function workerConfig(root: string, plugins: Plugin[]): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [yaml(), inOnePart(), withoutIdle(), ...plugins],
    resolve: {
      alias: [
        // Its router is slower and smaller, which one person's tenant does not notice.
        { find: /^hono$/, replacement: "hono/tiny" },
        // Searches are read there, and nowhere written.
        { find: /^lucene$/, replacement: "lucene/lib/queryParser.js" },
      ],
    },
    build: {
      write: false,
      target: "es2022",
      minify: "terser", // a fiftieth smaller than what the page is made small by
      terserOptions: SMALL,
      // A library has no code that preloads parts; there is one part.
      lib: {
        entry: join(root, "src", "site", "worker.ts"),
        formats: ["iife"],
        name: "tenantWorker",
      },
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: WORKER } },
    },
  };
}

/** The one file of what was built. */
export function onlyCode(built: Awaited<ReturnType<typeof build>>): string {
  const [bundle] = [built].flat();
  if (bundle === undefined || !("output" in bundle)) throw new TypeError("no bundle");
  return bundle.output[0].code;
}

/** Imports at the start what is imported later elsewhere: wrapped for later it is larger, and there is one part. */
function inOnePart(): Plugin {
  return {
    name: "linklab:one-part",
    enforce: "pre",
    transform(source, id) {
      if (!id.includes("/src/emulator/") || !source.includes("await import(")) return null;
      const imports: string[] = [];
      const code = source.replace(/await import\((".*?")\)/g, (_, path: string) => {
        const name = `part${imports.length}`;
        imports.push(`import * as ${name} from ${path};`);
        return name;
      });
      return { code: `${imports.join("")}${code}`, map: null };
    },
  };
}

/** The same files give the same version. */
function seal(folder: string): void {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash("sha256");
  for (const path of paths)
    hash.update(`${path.slice(folder.length)}\0`).update(readFileSync(path));
  const version = hash.digest("hex").slice(0, 16);
  const files = paths.map((path) => path.slice(folder.length).replaceAll(sep, "/"));
  writeFileSync(join(folder, LIST), JSON.stringify(files.filter(isKept)));
  for (const path of paths.filter((one) => one.endsWith(".html"))) {
    const page = readFileSync(path, "utf8");
    writeFileSync(
      path,
      page.replace(UNKNOWN_VERSION, UNKNOWN_VERSION.replace('""', `"${version}"`)),
    );
  }
}

/** What an app without a network needs besides its page. */
const isKept = (file: string): boolean =>
  file.startsWith("/assets/") || /^\/[^/.]+\.(?:svg|config\.json)$/.test(file);

/** What reads seeds alone, and tells what it leaves out. The worker's seed is its own, and nobody listens there. */
const SEED_READERS = /\/seed\/(?:apis|config|load|users)\.ts$/;
const NOTES = /(?<![.\w])note(?:Open)?\(/g;

/** Takes out what means nothing in the worker: indentation of markup, blanks of styles, notes on seeds. */
function withoutIdle(): Plugin {
  return {
    name: "linklab:without-idle",
    enforce: "pre",
    transform(source, id) {
      if (!/\/src\/emulator\/.*\.ts$/.test(id)) return null;
      if (SEED_READERS.test(id)) return { code: source.replace(NOTES, "0 && $&"), map: null };
      if (!id.endsWith("/page-style.ts"))
        return { code: source.replace(/\n\s+/g, "\n"), map: null };
      const code = source.replace(/(?<== `)[^`]*/, (css) =>
        transform({ filename: id, code: Buffer.from(css), minify: true }).code.toString(),
      );
      return { code, map: null };
    },
  };
}
