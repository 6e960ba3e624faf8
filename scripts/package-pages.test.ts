import { dirname, join } from "node:path/posix";
import { expect, test } from "vitest";
import { packagePages } from "./package-pages.ts";

const pages = [...packagePages()];

/** As a page of Markdown is linked to: `#https`, `#settings-of-each-sdk`. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");

test.each(pages)("%s names no command that only the repository has", (_, text) => {
  expect(text.match(/npm (?:start|test|run [\w:-]+)|npx vitest run \S+|<!--/g)).toBeNull();
});

test.each(pages)("%s names no file that only the repository has", (_, text) => {
  expect(text.match(/`(?:src|scripts|test|e2e)\/[^`]*`/g)).toBeNull();
});

test.each(pages)("what %s leads to is in the package", (path, text) => {
  const byPath = new Map(pages);
  for (const [, to = ""] of text.matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
    const [file = "", anchor] = to.split("#");
    const page = file === "" ? text : byPath.get(join(dirname(path), file));
    expect(page, to).toBeDefined();
    const anchors = [...(page ?? "").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => title);
    if (anchor !== undefined) expect(anchors.map(anchorOf)).toContain(anchor);
  }
});

test("the page of the command says how it is started from the package", () => {
  const page = packagePages().get("docs/tenant-command.md");
  expect(page).toContain("`npx --no-install linklab tenant` serves the emulated tenant");
  expect(page).toContain("\nnpx --no-install linklab tenant --port 0 --json #");
});
