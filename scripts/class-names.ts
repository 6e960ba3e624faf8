import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { normalizePath, type Plugin } from "vite";

/** What the page calls a class, by the file of its style module and the name it has there. */
export type ClassNames = (name: string, file: string) => string;

const STYLES = ".module.css";

/**
 * Names the classes of all style modules below `folder`: one letter and a number, the same in each build.
 *
 * @throws TypeError by what it returns, where the file has no such class
 */
export function createClassNames(folder: string): ClassNames {
  const names = new Map<string, string>();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  for (const file of files
    .filter((each) => each.endsWith(STYLES))
    .map((each) => join(folder, each)))
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(
      /(?:\.|@keyframes )([a-z][\w-]*)/gi,
    ))
      if (!names.has(keyOf(name, file)))
        names.set(keyOf(name, file), `l${names.size.toString(36)}`);
  return (name, file) => {
    const known = names.get(keyOf(name, file));
    if (known === undefined) throw new TypeError(`${file} has no class ${name}.`);
    return known;
  };
}

/**
 * Writes what classes are called where the source names them, so that the page brings no tables of them.
 *
 * @throws TypeError where a source finds out a class's name only as it runs
 */
export function createClassPlugins(nameClass: ClassNames): Plugin[] {
  return [
    {
      name: "linklab:class-names",
      apply: "build",
      enforce: "pre",
      async transform(source, id) {
        let code = source;
        for (const [statement, table = "", path = ""] of source.matchAll(IMPORTS)) {
          const file = (await this.resolve(path, id))?.id ?? path;
          code = code
            .replace(statement, `import "${path}";`)
            .replaceAll(new RegExp(String.raw`\b${table}\["([\w-]+)"\]`, "g"), (_, name: string) =>
              JSON.stringify(nameClass(name, file)),
            );
          if (new RegExp(String.raw`\b${table}\[`).test(code))
            throw new TypeError(`${id} names a class of ${path} only as it runs.`);
        }
        return code === source ? null : { code, map: null };
      },
    },
    {
      name: "linklab:class-tables",
      apply: "build",
      // Vite makes a table of a style module, and would leave out the styles of one that nobody reads.
      enforce: "post",
      transform: (_, id) =>
        id.endsWith(STYLES) ? { code: "", map: null, moduleSideEffects: "no-treeshake" } : null,
    },
  ];
}

const IMPORTS = /^import (\w+) from "([^"]+\.module\.css)";$/gm;

function keyOf(name: string, file: string): string {
  return `${normalizePath(file)} ${name}`;
}
