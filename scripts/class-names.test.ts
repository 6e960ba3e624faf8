import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { afterAll, expect, test } from "vitest";
import { createClassNames, createClassPlugins } from "./class-names.ts";

const folder = mkdtempSync(join(tmpdir(), "linklab-classes-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const card = write(
  "pages/card.module.css",
  ".card { color: red; }\n.card:hover > .title { margin: 0.5em; }",
);
const line = write(
  "ui/line.module.css",
  ".title { animation: grow 1s; }\n@keyframes grow { to { scale: 2; } }",
);

/** What the page has of a source that imports both. */
async function buildPage(source: string): Promise<{ script: string; styles: string }> {
  const nameClass = createClassNames(folder);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    plugins: createClassPlugins(nameClass),
    css: { modules: { generateScopedName: nameClass } },
    build: { write: false, minify: false, rolldownOptions: { input: write("page.ts", source) } },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one build, which does not watch
  const { output } = built as Rolldown.RolldownOutput;
  const textOf = (end: string) =>
    output
      .filter(({ fileName }) => fileName.endsWith(end))
      .map((file) => (file.type === "chunk" ? file.code : String(file.source)))
      .join("");
  return { script: textOf(".js"), styles: textOf(".css") };
}

test("each class of each file has a short name of its own, the same each time", () => {
  const [first, second] = [createClassNames(folder), createClassNames(folder)];
  const names = [
    first("card", card),
    first("title", card),
    first("title", line),
    first("grow", line),
  ];
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^l[\da-z]{1,2}$/);
  expect(second("title", line)).toBe(first("title", line));
});

test("a class that is not there is refused, and so is a file", () => {
  const nameClass = createClassNames(folder);
  expect(() => nameClass("cart", card)).toThrow("has no class cart");
  expect(() => nameClass("card", line)).toThrow("has no class card");
});

test("the page has names, no tables, and all styles", async () => {
  const nameClass = createClassNames(folder);
  const { script, styles } = await buildPage(
    'import styles from "./pages/card.module.css";\nimport other from "./ui/line.module.css";\n' +
      'document.body.className = `${styles["card"]} ${other["title"]}`;',
  );
  expect(script).toContain(nameClass("card", card));
  expect(script).toContain(nameClass("title", line));
  expect(script).not.toMatch(/styles|other|card:|title/);
  for (const name of ["card", "title"]) expect(styles).toContain(`.${nameClass(name, card)}`);
  expect(styles).toContain(`@keyframes ${nameClass("grow", line)}`);
});

test("a class that is found out as the page runs is refused: its name would stay as the source has it", async () => {
  const source =
    'import styles from "./pages/card.module.css";\ndocument.body.className = styles[location.hash];';
  await expect(buildPage(source)).rejects.toThrow("only as it runs");
});
