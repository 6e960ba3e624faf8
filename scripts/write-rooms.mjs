// Writes the table of rooms where the tools read it: `npm run rooms`.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { roomsDiagram } from "./rooms-diagram.mjs";
import { OUTSIDE, ROOMS } from "./rooms.mjs";

/** @typedef {import("./rooms.mjs").Room} Room */
/** @typedef {import("./rooms.mjs").Environment} Environment */

const TESTS = ["**/*.test.ts", "**/*.test.tsx"];
const UP = { group: ["../**"], message: "Use #room/file.ts across folders, ./ inside one." };
const NAMES = Object.keys(ROOMS);
/** @param {Environment} environment */
const roomsOf = (environment) => NAMES.filter((name) => ROOMS[name]?.environment === environment);

/** The lint rules that hold the table: the first overrides of `.oxlintrc.json`. Of two that fit, the last holds. */
export function lintOverrides() {
  const pure = roomsOf("pure");
  return [
    ...Object.entries(ROOMS).flatMap(([name, room]) => [
      importRule([`src/${name}/**`], lawOf(name, room)),
      ...(room.isParted
        ? [importRule([`src/${name}/*/**`], [partsOf(name), ...lawOf(name, room)])]
        : []),
      ...(room.exceptions ?? []).flatMap(({ take, by }) =>
        by === undefined ? [] : [importRule(by, lawOf(name, room, roomOf(take)))],
      ),
    ]),
    ...NAMES.flatMap((name) =>
      ROOMS[name]?.circlesOfTypes === undefined
        ? []
        : [
            {
              files: [`src/${name}/**`],
              rules: { "import/no-cycle": ["error", { ignoreTypes: true }] },
            },
          ],
    ),
    {
      files: pure.map((name) => `src/${name}/**`),
      excludeFiles: ["**/*.test.ts", "src/emulator/hosts/**"],
      rules: {
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: "Time is a parameter in pure rooms." },
          ...[
            ["Math", "random"],
            ["crypto", "randomUUID"],
            ["crypto", "getRandomValues"],
          ].map(([object, property]) => ({
            object,
            property,
            message: "Randomness is a parameter in pure rooms.",
          })),
        ],
      },
    },
  ];
}

/** @param {readonly string[]} files @param {readonly object[]} patterns */
function importRule(files, patterns) {
  return {
    files,
    excludeFiles: TESTS,
    rules: { "no-restricted-imports": ["error", { patterns: [UP, ...patterns] }] },
  };
}

/**
 * oxlint's regular expressions know no look-ahead, so the rooms that are shut are listed. The packages come last: what
 * their pattern lets pass is asked no further.
 *
 * @param {string} name @param {Room} room
 * @param {string} [excepted] A room that is open by exception
 */
function lawOf(name, { imports, types = [], packages, exceptions = [], environment }, excepted) {
  const open = [name, ...imports, ...types, ...(excepted === undefined ? [] : [excepted])];
  const shut = [...NAMES, ...OUTSIDE].filter((other) => !open.includes(other));
  const taken = [...packages, ...exceptions.flatMap(({ take, by }) => (by ? [] : [take]))];
  const also = types.length > 0 ? `, and types of ${listed(types)}` : "";
  return [
    {
      regex: `^#(${shut.join("|")})/`,
      message: `${name} may import of ours: ${listed(imports)}${also}.`,
    },
    ...types
      .filter((other) => other !== excepted)
      .map((other) => ({
        regex: `^#${other}/`,
        allowTypeImports: true,
        message: `Of ${other} ${name} may import types only.`,
      })),
    {
      group: [
        "**",
        "!./**",
        "!../**",
        "!#*/**",
        ...(environment === "node" ? ["!node:*", "!node:*/**"] : []),
        ...taken.flatMap((one) => [`!${one}`, `!${one}/**`]),
      ],
      message: `Packages of this room: ${listed(taken)}.`,
    },
  ];
}

/** @param {string} name */
function partsOf(name) {
  return {
    regex: `^#${name}/[^/]+/`,
    message: `Folders of ${name} know nothing of each other; what they share lies beside them.`,
  };
}

/** @param {string} take A file as it is imported */
const roomOf = (take) => take.slice(1, take.indexOf("/"));

/** @param {readonly string[]} all */
const listed = (all) => (all.length === 0 ? "nothing" : all.join(", "));

const COMPILER = {
  pure: { lib: ["ES2023", "WebWorker"] },
  browser: { lib: ["ES2023", "DOM", "DOM.Iterable"], types: ["vite/client"] },
  react: { lib: ["ES2023", "DOM", "DOM.Iterable"], jsx: "react-jsx", types: ["vite/client"] },
};

/** The TypeScript project of each room that is not of Node: what it does not refer to, it cannot import. */
export function roomProjects() {
  return Object.entries(ROOMS).flatMap(([name, room]) => {
    if (room.environment === "node") return [];
    const project = {
      extends: "../../tsconfig.base.json",
      compilerOptions: {
        ...COMPILER[room.environment],
        rootDir: "../..",
        outDir: `../../.cache/types/${name}`,
        tsBuildInfoFile: `../../.cache/types/${name}.tsbuildinfo`,
      },
      include: [".", ...(room.include ?? [])],
      exclude: [...TESTS, ...(room.exclude ?? [])],
      references: [...room.imports, ...(room.types ?? [])].map((other) => ({
        path: `../${other}`,
      })),
    };
    return [{ path: `src/${name}/tsconfig.json`, project }];
  });
}

/** Where the app's addresses stand, for which `scripts/boot-pages.ts` writes pages. */
const OF_ADDRESSES = ["session", "shell"];

/** The references of the projects that lie outside `src`. Node's rooms are compiled with the scripts. */
export function outerReferences() {
  const inSource = NAMES.filter((name) => ROOMS[name]?.environment !== "node");
  const ofNode = new Set(
    roomsOf("node")
      .flatMap((name) => ROOMS[name]?.imports ?? [])
      .filter((name) => inSource.includes(name)),
  );
  const all = inSource.map((name) => `../src/${name}`);
  return [
    {
      path: "tsconfig.json",
      references: [...inSource.map((name) => `./src/${name}`), "./scripts", "./test", "./e2e"],
    },
    {
      path: "scripts/tsconfig.json",
      references: [...ofNode, ...OF_ADDRESSES].map((name) => `../src/${name}`),
    },
    { path: "test/tsconfig.json", references: [...all, "../scripts"] },
    { path: "e2e/tsconfig.json", references: [...all, "../scripts", "../test"] },
  ].map(({ path, references }) => ({ path, references: references.map((one) => ({ path: one })) }));
}

/**
 * What `imports` of package.json says.
 *
 * @returns {Record<string, string>}
 */
export function packageImports() {
  /** @type {Record<string, string>} */
  const imports = {};
  for (const name of NAMES) imports[`#${name}/*`] = `./src/${name}/*`;
  for (const name of OUTSIDE) imports[`#${name}/*`] = `./${name}/*`;
  return imports;
}

/**
 * Whether an override of `.oxlintrc.json` is one of those that are written here.
 *
 * @param {{ rules: Record<string, unknown> }} override
 */
export function isGenerated({ rules }) {
  return (
    Array.isArray(rules["no-restricted-imports"]) ||
    Array.isArray(rules["no-restricted-properties"]) ||
    "import/no-cycle" in rules
  );
}

/**
 * @typedef {object} Json What is read of the files that are partly written here
 * @property {{ rules: Record<string, unknown> }[]} [overrides]
 */

/** @param {string} root */
function writeAll(root) {
  /** @param {string} path @param {(old: Json) => object} change */
  const update = (path, change) => {
    const file = join(root, path);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "{}";
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the files are this project's own
    const old = /** @type {Json} */ (JSON.parse(text));
    writeFileSync(file, `${JSON.stringify(change(old), null, 2)}\n`);
  };
  update(".oxlintrc.json", ({ overrides = [], ...old }) => ({
    ...old,
    overrides: [...lintOverrides(), ...overrides.filter((one) => !isGenerated(one))],
  }));
  for (const { path, project } of roomProjects()) update(path, () => project);
  for (const { path, references } of outerReferences())
    update(path, (old) => ({ ...old, references }));
  update("package.json", (old) => ({ ...old, imports: packageImports() }));
  const guide = join(root, "CONTRIBUTING.md");
  const text = readFileSync(guide, "utf8");
  writeFileSync(guide, text.replace(/```mermaid\n.*?\n```/s, roomsDiagram));
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url))
  writeAll(resolve(import.meta.dirname, ".."));
