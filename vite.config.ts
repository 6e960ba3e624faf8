import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";
import { createBootPages } from "./scripts/boot-pages.ts";
import { CHUNKS } from "./scripts/chunks.ts";
import { createClassNames, createClassPlugins } from "./scripts/class-names.ts";
import { createHeaderPlugin } from "./scripts/header-plugin.ts";
import { createLicencePlugins } from "./scripts/licences.ts";
import { createModuleNotes } from "./scripts/module-notes.ts";
import { createPageWorker } from "./scripts/page-worker.ts";
import { createReactNames, REACT_ALIAS } from "./scripts/react-names.ts";
import { PACKAGE_LIBRARY, SITE } from "./scripts/setup.mjs";
import { staticSite } from "./scripts/site-plugin.ts";
import { yaml } from "./scripts/yaml-plugin.ts";

/** What is loaded before any page, and on the first one, and reads with valibot. */
const FIRST = /src\/(?:app\/config|session\/(?:tenant-choice|my-app-address))\.ts$/;

/**
 * Gives the first script a valibot of its own: of the one for all pages it would carry what only later
 * ones need.
 */
function splitValibot(): Plugin {
  return {
    name: "linklab:valibot",
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer = "") {
      if (source !== "valibot" || !FIRST.test(importer)) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && `${resolved.id}?first`;
    },
  };
}

/** What `scripts/run.mjs` runs, and `serve` for the end-to-end tests. */
const COMMANDS = [
  ...["start", "preview", "tenant", "check", "serve"].map(
    (name) => [name, `src/cli/${name}.ts`] as const,
  ),
  ...["dev", "shots", "bench-app", "test", "test-clients", "test-firefox", "pack"].map(
    (name) => [name, `scripts/${name}.ts`] as const,
  ),
  ...["bench-lighthouse", "bench-reader", "bench-tenant", "tenant/bare-signer"].map(
    (path) => [path.replace("tenant/", ""), `test/bench/${path}.ts`] as const,
  ),
];

/** What the package `linklab` has: its command, and what tests import. */
const PACKAGE = [
  ["linklab", "src/cli/linklab.ts"],
  ["index", "src/testing/index.ts"],
  ["playwright", "src/testing/playwright.ts"],
] as const;

const entry = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What a test file would leave to the next in the same process: other modules, other globals (which the
 * named support file sets, too), a page.
 */
const TRACES =
  /vi\.(?:spyOn|stubGlobal|useFakeTimers)\(|@vitest-environment|support\/use-case-runner/;

const tests = ["src", "scripts", "test"]
  .flatMap((folder) =>
    readdirSync(entry(folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .map((path) => `${folder}/${path.replaceAll(sep, "/")}`),
  )
  // Those have packages of their own: `npm run test:clients`, `npm run test:firefox`.
  .filter((path) => !/^test\/(?:clients|firefox)\//.test(path));
const alone = tests.filter((path) => TRACES.test(readFileSync(entry(path), "utf8")));
const together = tests.filter((path) => !alone.includes(path));

const nameClass = createClassNames(entry("src"));
const licences = createLicencePlugins();
const modules = createModuleNotes();

/** On a busy machine a build is slow, which is no fault of a plugin. */
const QUIET_CHECKS = { bundlerTimings: false };

/**
 * `vite build` makes the page, `vite build --ssr` the commands that Node runs (Node 20 cannot read
 * TypeScript itself), `vite build --ssr --mode package` what the package holds, its libraries included.
 */
export default defineConfig(({ command, isSsrBuild, mode }) => ({
  plugins: [
    react(),
    yaml(),
    ...(isSsrBuild
      ? []
      : [
          createReactNames(),
          splitValibot(),
          ...createClassPlugins(nameClass),
          createPageWorker(),
          createHeaderPlugin(),
          createBootPages(),
          staticSite(() => [licences.worker(), modules.worker()]),
          modules.main,
        ]),
    ...(!isSsrBuild || mode === "package" ? [licences.main] : []),
  ],
  ssr: { noExternal: mode === "package" ? true : [] },
  resolve: { alias: REACT_ALIAS },
  // A server that watches goes on when a class is added.
  css: command === "build" ? { modules: { generateScopedName: nameClass } } : {},
  // The built site may lie under any path.
  base: "./",
  build: isSsrBuild
    ? {
        outDir: mode === "package" ? PACKAGE_LIBRARY : "dist/node",
        target: "node20",
        ssr: true,
        copyPublicDir: false,
        rolldownOptions: {
          checks: QUIET_CHECKS,
          input: Object.fromEntries(
            (mode === "package" ? PACKAGE : COMMANDS).map(([name, path]) => [name, entry(path)]),
          ),
        },
      }
    : {
        outDir: SITE,
        target: "es2022",
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          checks: QUIET_CHECKS,
          output: {
            codeSplitting: { groups: [...CHUNKS] },
          },
        },
      },
  test: {
    // For what never ends; a busy machine makes property tests and real signatures slow.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Vitest would leave one core free, which of two is half; and some tests wait.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          isolate: true,
          setupFiles: ["test/support/patience.ts"],
        },
      },
      { extends: true, test: { name: "together", include: together, isolate: false } },
    ],
  },
}));
