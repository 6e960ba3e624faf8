import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { MODULES_FILE, type ModuleNotes } from "./module-notes.ts";
import { filesOfPage, type PageFiles } from "./page-files.ts";

/** A weight or a number of the built site, and how much it may be. */
export type Figure = {
  readonly of: string;
  readonly is: number;
  readonly limit: number;
  readonly unit: string;
};

/** JavaScript that a page may load before it stands, in bytes of gzip. */
const PAGE_LIMIT = 85_000;
const STYLE_LIMIT = 12 * 1024;
/** The page, its scripts and styles, the configuration; without fonts. What starts the worker comes after. */
export const REQUEST_LIMIT = 8;
const WORKER_LIMIT = 75 * 1024;
/** All that is written here and any page may load, what its workers load included. */
const OWN_LIMIT = 242_000;

const HOME = "/";

/** The pages that must be small before anybody signs in. A browser test compares them with what it sees loaded. */
const ROUTES = [HOME, "/tokens"];

/** The tenant's worker, which has a limit of its own. */
const WORKER = "tenant-worker.js";

/** Libraries that make YAML or certificates: a worker needs neither. */
const HEAVY =
  /node_modules\/(?:yaml|js-yaml|@peculiar\/|reflect-metadata|asn1js|pvtsutils|tsyringe)|hosts\/certificates/;

/** What each page loads to stand, from Vite's manifest. */
export function filesOfPages(manifest: unknown): readonly ({ path: string } & PageFiles)[] {
  return ROUTES.map((path) => ({ path, ...filesOfPage(manifest, path) }));
}

/** What is asked for before the first picture of `/`, from the root of the site: first the page itself. */
export function requestsOfFirstPage(manifest: unknown): readonly string[] {
  const { scripts, styles } = filesOfPage(manifest, HOME);
  return ["", "linklab.config.json", ...scripts, ...styles];
}

/** Modules of the tenant's worker that it should do without. */
export function findHeavy(notes: ModuleNotes): readonly string[] {
  const modules = notes[WORKER];
  if (modules === undefined) throw new TypeError(`There are no notes of ${WORKER}.`);
  return Object.keys(modules).filter((name) => HEAVY.test(name));
}

/**
 * How much of the scripts was written here: of each script the share that its modules have which are of no package.
 * The tenant's worker is not counted.
 */
export function weighOwn(notes: ModuleNotes, sizeOf: (file: string) => number): number {
  return Object.entries(notes)
    .filter(([file]) => file !== WORKER)
    .reduce((sum, [file, modules]) => sum + sizeOf(file) * shareOfOwn(modules), 0);
}

function figure(of: string, is: number, limit: number, unit = "bytes (gzip)"): Figure {
  return { of, is, limit, unit };
}

/** All figures of the build in `folder`. */
export function readFigures(folder: string): readonly Figure[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  const weigh = (files: readonly string[]) => files.reduce((sum, file) => sum + sizeOf(file), 0);
  const manifest = read(".vite/manifest.json");
  const notes = v.parse(notesSchema, read(MODULES_FILE));
  const pages = filesOfPages(manifest);
  return [
    ...pages.flatMap(({ path, scripts, styles }) => [
      figure(`${path}, JavaScript`, weigh(scripts), PAGE_LIMIT),
      figure(`${path}, CSS`, weigh(styles), STYLE_LIMIT),
    ]),
    figure(
      "/, before the first paint",
      requestsOfFirstPage(manifest).length,
      REQUEST_LIMIT,
      "requests",
    ),
    figure(WORKER, sizeOf(WORKER), WORKER_LIMIT),
    figure(`${WORKER}, YAML and certificates`, findHeavy(notes).length, 0, "modules"),
    figure("Our own JavaScript", Math.round(weighOwn(notes, sizeOf)), OWN_LIMIT),
  ];
}

/** Prints the figures of the build in `folder`. True when all are within their limits. */
export function isWithinBudget(folder: string): boolean {
  const figures = readFigures(folder);
  for (const { of, is, limit, unit } of figures)
    console.log(`${of}: ${is} of ${limit} ${unit}${is > limit ? ", TOO MUCH" : ""}`);
  return figures.every(({ is, limit }) => is <= limit);
}

const notesSchema = v.record(v.string(), v.record(v.string(), v.number()));

function shareOfOwn(modules: Readonly<Record<string, number>>): number {
  const all = Object.entries(modules);
  const sum = (some: typeof all) => some.reduce((total, [, length]) => total + length, 0);
  const own = all.filter(([name]) => !name.includes("node_modules/"));
  return all.length === 0 ? 0 : sum(own) / sum(all);
}
