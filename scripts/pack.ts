import { spawnSync } from "node:child_process";
import {
  cpSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { mergeLicences, readLicencesOf } from "./licences.ts";
import { packagePages } from "./package-pages.ts";
import { packageTypes } from "./package-types.ts";
import { CommandError, PACKAGE, PACKAGE_COMMAND, PACKAGE_LIBRARY, ROOT, SITE } from "./setup.mjs";

/** What it works beside. A range that is too narrow would keep npm from installing it. */
const PEERS = { "@playwright/test": ">=1.40", vitest: "*" };

const at = (...path: string[]) => join(ROOT, PACKAGE, ...path);

/** `npm run pack`: puts the package together in `dist/package`, and its tarball beside it. Publishes nothing. */
export function main(args: readonly string[]): void {
  if (args.length > 0) throw new CommandError("npm run pack takes no options.");
  const tarball = pack();
  console.log(`${tarball} (${Math.round(statSync(join(ROOT, tarball)).size / 1024)} KiB)`);
}

/**
 * Packs what was built: the page, and the library.
 * @returns the tarball's path from the project's folder
 */
export function pack(): string {
  for (const part of ["dist", "docs", "types"]) rmSync(at(part), { recursive: true, force: true });
  cpSync(join(ROOT, SITE), at("dist", "site"), { recursive: true });
  rmSync(at("dist", "site", ".vite"), { recursive: true, force: true });
  mkdirSync(at("types"), { recursive: true });
  for (const [name, text] of packageTypes()) writeFileSync(at("types", name), text);
  mkdirSync(at("docs"), { recursive: true });
  for (const [page, text] of packagePages()) writeFileSync(at(page), text);
  copyFileSync(join(ROOT, "scripts", "package-bin.mjs"), join(ROOT, PACKAGE_COMMAND));
  copyFileSync(join(ROOT, "LICENSE"), at("LICENSE"));
  const licences = [join(ROOT, PACKAGE_LIBRARY), join(ROOT, SITE)].map(readLicencesOf);
  writeFileSync(at("LICENSES"), mergeLicences(licences));
  writeFileSync(at("package.json"), `${JSON.stringify(describePackage(), null, 2)}\n`);
  return runNpmPack();
}

/** The package's own package.json: nothing that has to be installed besides. */
function describePackage(): Record<string, unknown> {
  const { version, description, license, engines } = readManifest();
  return {
    name: "linklab",
    version,
    description,
    license,
    type: "module",
    bin: { linklab: "./linklab.mjs" },
    exports: {
      ".": { types: "./types/index.d.ts", default: "./lib/index.js" },
      "./playwright": { types: "./types/playwright.d.ts", default: "./lib/playwright.js" },
      "./package.json": "./package.json",
    },
    files: [
      "lib/*.js",
      "lib/assets",
      "types",
      "dist",
      "docs",
      "linklab.mjs",
      "CHANGELOG.md",
      "LICENSES",
    ],
    engines,
    peerDependencies: PEERS,
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(PEERS).map((name) => [name, { optional: true }]),
    ),
  };
}

type Manifest = {
  version: string;
  description: string;
  license: string;
  engines: Record<string, string>;
};

function readManifest(): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this project's own
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
}

function runNpmPack(): string {
  const { version } = readManifest();
  const npm = process.env["npm_execpath"];
  const args = ["pack", "--silent", "--offline", "--pack-destination", join(ROOT, "dist")];
  const options = { cwd: join(ROOT, PACKAGE), encoding: "utf8" } as const;
  // npm names its own file to what it starts; running that needs no shell, not even on Windows.
  const { status, stderr } = npm?.endsWith("npm-cli.js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (status !== 0) throw new CommandError(`npm pack failed: ${stderr}`);
  return `dist/linklab-${version}.tgz`;
}
