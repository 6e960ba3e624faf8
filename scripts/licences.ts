import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Plugin, Rolldown } from "vite";

/** The file in which a bundle says whose code is in it. */
const LICENCES_FILE = "LICENSES.txt";

const RULE = `\n\n${"=".repeat(72)}\n\n`;

/** What is known of a package whose code is bundled. */
type Licence = {
  name: string;
  version: string;
  /** SPDX, as its package.json has it. */
  licence: string;
  /** The text of its licence file. */
  text: string;
};

/**
 * Notes which packages a build takes code, styles or fonts from, workers' bundles included, and writes their
 * licences beside what was built.
 */
export function createLicencePlugins(): { main: Plugin; worker: () => Plugin } {
  const files = new Set<string>();
  const note = (bundle: OutputBundle): void => {
    for (const file of Object.values(bundle))
      if (file.type === "asset") for (const name of file.originalFileNames) files.add(name);
      else
        for (const [id, { renderedLength }] of Object.entries(file.modules))
          if (renderedLength > 0 || /\.css(?:\?|$)/.test(id)) files.add(id);
  };
  return {
    worker: () => ({
      name: "linklab:licences-of-worker",
      generateBundle: (_, bundle) => note(bundle),
    }),
    main: {
      name: "linklab:licences",
      // After the worker of the tenant, which is built beside the page.
      enforce: "post",
      generateBundle(_, bundle) {
        note(bundle);
        const source = printLicences(findLicences(files, this.environment.config.root));
        this.emitFile({ type: "asset", fileName: LICENCES_FILE, source });
      },
    },
  };
}

type OutputBundle = Rolldown.OutputBundle;

/**
 * The packages that files belong to, by name and version; what lies in no `node_modules` is our own.
 * @throws Error when a package names no licence and has no file of one
 */
export function findLicences(files: Iterable<string>, root: string): Licence[] {
  const found = new Map<string, Licence>();
  for (const file of files) {
    const path = file.replace(/^\0/, "").split("?")[0] ?? "";
    if (!path.includes("node_modules")) continue;
    const licence = readLicence(packageFolder(join(path.startsWith(root) ? "" : root, path)));
    found.set(`${licence.name} ${licence.version}`, licence);
  }
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

/** The folder after the last `node_modules`: a package may hold further files named package.json. */
function packageFolder(path: string): string {
  const parts = path.split(/[/\\]/);
  const start = parts.lastIndexOf("node_modules") + 1;
  const length = parts[start]?.startsWith("@") ? 2 : 1;
  return parts.slice(0, start + length).join(sep);
}

function readLicence(folder: string): Licence {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const read = (name: string): string => {
    const value: unknown =
      typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, name) : undefined;
    return typeof value === "string" ? value : "";
  };
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)(?:\W|$)/i.test(name));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
  const name = read("name");
  if (text === "" && read("license") === "") throw new Error(`${name} has no licence.`);
  return { name, version: read("version"), licence: read("license"), text };
}

/** What a bundle says. */
export function printLicences(licences: readonly Licence[]): string {
  return licences
    .map(({ name, version, licence, text }) => `${name} ${version}: ${licence}\n\n${text}`.trim())
    .join(RULE)
    .concat("\n");
}

/** One text of several, each package once. */
export function mergeLicences(texts: readonly string[]): string {
  const all = new Set(texts.flatMap((text) => text.trim().split(RULE)));
  return [...all].filter(Boolean).toSorted().join(RULE).concat("\n");
}

/** Reads what a build wrote. */
export function readLicencesOf(folder: string): string {
  const path = join(folder, LICENCES_FILE);
  if (!existsSync(path)) throw new Error(`${dirname(path)} does not say whose code is in it.`);
  return readFileSync(path, "utf8");
}
