import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { roomsDiagram } from "./rooms-diagram.mjs";
import { ROOMS } from "./rooms.mjs";
import { ROOT } from "./setup.mjs";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const README = read("README.md");
const CONTRIBUTING = read("CONTRIBUTING.md");
const INDEX = read("docs/decisions/README.md");
const decisions = readdirSync(join(ROOT, "docs", "decisions"))
  .filter((name) => name !== "README.md")
  .toSorted();

test("README or CONTRIBUTING names each script of package.json", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const unexplained = Object.keys(scripts).filter(
    (name) => !new RegExp(`npm (?:run )?${name}(?![\\w:-])`).test(README + CONTRIBUTING),
  );
  expect(unexplained).toEqual([]);
});

test("the changelog begins with the version of package.json", () => {
  const [, first] = /^## \[?(\d+\.\d+\.\d+)/m.exec(read("CHANGELOG.md")) ?? [];
  expect(first).toBe(JSON.parse(read("package.json")).version);
});

test("each decision has the number after the one before, as its title says", () => {
  const numbers = decisions.map((name) => name.slice(0, 3));
  expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(3, "0")));
  for (const name of decisions)
    expect(read(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${name.slice(0, 3)} `));
});

test("the index of decisions names each once, by its title, in order", () => {
  const lines = [...INDEX.matchAll(/^\| \[(.+?)\]\((\d.+?)\)/gm)].map(([, title, file]) => ({
    title,
    file,
  }));
  expect(lines).toEqual(
    decisions.map((file) => ({
      title: /^# (.+)$/m.exec(read(`docs/decisions/${file}`))?.[1],
      file,
    })),
  );
});

test("CONTRIBUTING shows the rooms as they are; after a change of the table run `npm run rooms`", () => {
  expect(CONTRIBUTING).toContain(roomsDiagram());
});

test("the map of README has each room", () => {
  for (const room of Object.keys(ROOMS)) expect(README).toContain(`\`src/${room}\``);
});

test.each([
  ["README.md", README],
  ["CONTRIBUTING.md", CONTRIBUTING],
])("what %s names in the repository is there", (_, text) => {
  const named = [
    ...text.matchAll(/`((?:src|scripts|test|e2e|docs|public)\/[\w./-]+)`/g),
    ...text.matchAll(/\]\(((?!https?:)[\w./-]+)/g),
  ].map(([, path = ""]) => path);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
