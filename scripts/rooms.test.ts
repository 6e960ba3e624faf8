import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOMS } from "./rooms.mjs";
import { ROOT } from "./setup.mjs";
import {
  isGenerated,
  lintOverrides,
  outerReferences,
  packageImports,
  roomProjects,
} from "./write-rooms.mjs";

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const rooms = Object.entries(ROOMS);

test("lint holds the table of rooms; after a change of it run `npm run rooms`", () => {
  expect(read(".oxlintrc.json").overrides.filter(isGenerated)).toEqual(lintOverrides());
});

test("TypeScript holds the table of rooms", () => {
  for (const { path, project } of roomProjects()) expect(read(path), path).toEqual(project);
  for (const { path, references } of outerReferences())
    expect(read(path).references, path).toEqual(references);
});

test("each room is reached by its name, and nothing else is", () => {
  expect(read("package.json").imports).toEqual(packageImports());
});

test("the table names each folder of src, and no other", () => {
  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(Object.keys(ROOMS).toSorted()).toEqual(folders.toSorted());
});

test("no room is reached from a room that it may import", () => {
  const reached = (name: string, seen = new Set<string>()): Set<string> => {
    const { imports = [], types = [] } = ROOMS[name] ?? {};
    for (const other of [...imports, ...types])
      if (!seen.has(other)) reached(other, seen.add(other));
    return seen;
  };
  for (const [name] of rooms) expect(reached(name), name).not.toContain(name);
});

test("an exception is a package that is there, or the one file that the named files still take", () => {
  const { dependencies } = read("package.json");
  const exceptions = rooms.flatMap(([, room]) => room.exceptions ?? []);
  for (const { take, by } of exceptions) {
    if (by === undefined) expect(Object.keys(dependencies)).toContain(take);
    for (const path of by ?? []) {
      const source = readFileSync(join(ROOT, path), "utf8");
      const room = take.slice(0, take.indexOf("/") + 1);
      const taken = [...source.matchAll(/"(#[^"]+)"/g)].map(([, specifier = ""]) => specifier);
      expect(
        taken.filter((specifier) => specifier.startsWith(room)),
        path,
      ).toEqual([take]);
    }
  }
});
