// Set-up that is redone only when its inputs changed. Node's own modules only: it runs before `npm ci`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A failure that one line explains; shown without a stack. */
export class CommandError extends Error {
  /** @override */
  name = "CommandError";
}

/** The folder of `package.json`, from this file as well as from its bundled copy. */
export const ROOT = projectRoot(dirname(fileURLToPath(import.meta.url)));

/** Where the built page is, as it may be put on any host of static files. */
export const SITE = "dist/site";

/** Where the package is put together, and in it what Node loads. */
export const PACKAGE = "dist/package";
export const PACKAGE_LIBRARY = `${PACKAGE}/lib`;

/** Its command, as `npm run pack` leaves it. */
export const PACKAGE_COMMAND = `${PACKAGE}/linklab.mjs`;

/** What a command prints belongs to the command: `--json` is one line. */
/** @type {("inherit" | 2)[]} */
const TO_STDERR = ["inherit", 2, 2];

const SHARED = ["vite.config.ts", "package.json", "package-lock.json"];

/** What can be built: the file that proves it, what it is made of, and Vite's arguments. */
const TARGETS = new Map([
  [
    "page",
    {
      output: `${SITE}/index.html`,
      inputs: [
        "index.html",
        "public",
        "src",
        "scripts/boot-pages.ts",
        "scripts/chunks.ts",
        "scripts/class-names.ts",
        "scripts/header-plugin.ts",
        "scripts/host-files.ts",
        "scripts/hosts",
        "scripts/licences.ts",
        "scripts/module-notes.ts",
        "scripts/page-files.ts",
        "scripts/page-worker.ts",
        "scripts/react-names.ts",
        "scripts/site-plugin.ts",
        "scripts/yaml-plugin.ts",
        ...SHARED,
      ],
      args: ["build"],
    },
  ],
  [
    "commands",
    {
      output: "dist/node/start.js",
      inputs: [
        "scripts",
        "src/cli",
        "src/emulator",
        "src/site",
        "test/bench",
        "test/corpus",
        "test/firefox/flows.ts",
        ...SHARED,
      ],
      args: ["build", "--ssr"],
    },
  ],
  [
    "library",
    {
      output: `${PACKAGE_LIBRARY}/index.js`,
      inputs: ["scripts", "src", ...SHARED],
      args: ["build", "--ssr", "--mode", "package"],
    },
  ],
]);

/**
 * Installs the packages of the lock file unless all of them are there.
 * @param {string} folder
 */
export function install(folder) {
  if (isInstalled(folder)) return;
  console.error("Installing packages…");
  // npm names its own file to what it starts; running that needs no shell, not even on Windows.
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--include=dev"];
  const { status } = npm?.endsWith("npm-cli.js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: folder, stdio: TO_STDERR })
    : spawnSync(`npm ${args.join(" ")}`, { cwd: folder, stdio: TO_STDERR, shell: true });
  if (status !== 0) throw new CommandError("npm ci failed; its message is above.");
}

/**
 * Compares what npm wrote down about `node_modules` with the lock file. Packages of other platforms
 * are optional and may be missing.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  const wanted = packagesOf(join(folder, "package-lock.json"));
  return Object.entries(wanted).every(
    ([path, { integrity, optional }]) =>
      path === "" || optional || (installed[path] && installed[path].integrity === integrity),
  );
}

/**
 * Builds a target unless it was built from the same inputs. A failing build leaves no stamp.
 * @param {string} folder
 * @param {string} name
 * @param {(folder: string, args: string[]) => boolean} [run] true when it succeeded
 */
export function build(folder, name, run = runVite) {
  const target = TARGETS.get(name);
  if (!target) throw new TypeError(`There is no target "${name}".`);
  const stamp = join(folder, ".cache", `${name}.stamp`);
  const inputs = fingerprint(folder, target.inputs);
  if (existsSync(join(folder, target.output)) && existsSync(stamp))
    if (readFileSync(stamp, "utf8") === inputs) return;
  console.error(`Building the ${name}…`);
  rmSync(stamp, { force: true });
  if (!run(folder, target.args))
    throw new CommandError(`The ${name} could not be built; the reason is above.`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/**
 * A hash over the names and contents of files and folders.
 * @param {string} folder
 * @param {string[]} paths
 */
function fingerprint(folder, paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesIn(join(folder, path)))) {
    const content = readFileSync(file);
    hash
      .update(`${relative(folder, file).replaceAll(sep, "/")}\0${content.length}\0`)
      .update(content);
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).toSorted();
  return names.flatMap((name) => filesIn(join(path, name)));
}

/** @typedef {{ packages: Record<string, { integrity?: string, optional?: boolean }> }} Lock */

/** @param {string} file */
function packagesOf(file) {
  if (!existsSync(file)) return {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm wrote it
  return /** @type {Lock} */ (JSON.parse(readFileSync(file, "utf8"))).packages;
}

/** @param {string} folder @param {string[]} args */
function runVite(folder, args) {
  const vite = join(folder, "node_modules", "vite", "bin", "vite.js");
  const { status } = spawnSync(process.execPath, [vite, ...args, "--logLevel", "warn"], {
    cwd: folder,
    stdio: TO_STDERR,
    // A test that builds is in a runner, of which what is built must know nothing.
    env: { ...process.env, NODE_ENV: "production" },
  });
  return status === 0;
}

/** @param {string} folder @returns {string} */
function projectRoot(folder) {
  return existsSync(join(folder, "package.json")) ? folder : projectRoot(dirname(folder));
}
