import type { Plugin } from "vite";

const WORKER_URL = /\?worker&url$/;

/** What Vite loads parts of a page through: it puts links to their files into the document. */
const PAGE_LOADER = /^\0vite\/preload-helper/;
/** What a worker, which has no document, loads its parts through instead. */
const WORKER_LOADER = "\0linklab:worker-loader";
/** What loads parts and runs in a worker. */
const IN_WORKER = /\/src\/reader\//;

/**
 * Builds a worker, imported by `?worker&url`, as an entry of the page's own build, so that both share chunks, and what
 * they read with is not built twice. `npm run dev` bundles nothing, and leaves it to Vite.
 */
export function createPageWorker(): Plugin {
  return {
    name: "linklab:page-worker",
    apply: "build",
    enforce: "pre",
    resolveId: {
      filter: { id: PAGE_LOADER },
      handler: (_, importer = "") => (IN_WORKER.test(importer) ? WORKER_LOADER : null),
    },
    load(id) {
      if (id === WORKER_LOADER) return "export const __vitePreload = (load) => load();";
      if (!WORKER_URL.test(id)) return null;
      const entry = this.emitFile({ type: "chunk", id: id.replace(WORKER_URL, "") });
      return `export default import.meta.ROLLUP_FILE_URL_${entry};`;
    },
  };
}
