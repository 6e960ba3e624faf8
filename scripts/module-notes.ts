import { relative, sep } from "node:path";
import type { Plugin, Rolldown } from "vite";

/** Where a build notes what its scripts are made of, from the folder of the site. */
export const MODULES_FILE = ".vite/modules.json";

/** How many characters of each module a script has before it is made small, by script and module. */
export type ModuleNotes = Record<string, Record<string, number>>;

/** Notes what the scripts of a build are made of, workers included, and writes it beside Vite's manifest. */
export function createModuleNotes(): { main: Plugin; worker: () => Plugin } {
  const notes: ModuleNotes = {};
  const note = (bundle: Rolldown.OutputBundle, root: string): void => {
    for (const file of Object.values(bundle))
      if (file.type === "chunk")
        notes[file.fileName] = Object.fromEntries(
          Object.entries(file.modules).flatMap(([id, { renderedLength }]) =>
            renderedLength > 0 ? [[nameOf(id, root), renderedLength]] : [],
          ),
        );
  };
  return {
    worker: () => ({
      name: "linklab:modules-of-worker",
      generateBundle(_, bundle) {
        note(bundle, this.environment.config.root);
      },
    }),
    main: {
      name: "linklab:modules",
      // After the worker of the tenant, which is built beside the page.
      enforce: "post",
      generateBundle(_, bundle) {
        note(bundle, this.environment.config.root);
        this.emitFile({ type: "asset", fileName: MODULES_FILE, source: JSON.stringify(notes) });
      },
    },
  };
}

/** From the project's folder; what the bundler adds itself has no file. */
function nameOf(id: string, root: string): string {
  const path = id.replace(/^\0/, "").split("?")[0] ?? "";
  return path.startsWith(root) ? relative(root, path).replaceAll(sep, "/") : path;
}
