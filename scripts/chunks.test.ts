import { readdirSync } from "node:fs";
import { sep } from "node:path";
import { expect, test } from "vitest";
import { CHUNKS, PARTS, patternOf } from "./chunks.ts";

const modules = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `/src/${path.replaceAll(sep, "/")}`)
  .filter((path) => !path.includes(".test."));

test.each(Object.values(PARTS).flat())("%j means modules that there are", (part) => {
  const name = part.replace(/\[\?\](?:worker&url|raw)$/, "");
  const words = /\(\?:([^)]*)\)/.exec(name)?.[1]?.split("|") ?? [];
  const each = words.map((word) => name.replace(/\(\?:[^)]*\)/, word));
  for (const one of each.length === 0 ? [name] : each)
    expect(
      modules.filter((path) => patternOf(one).test(path)),
      one,
    ).not.toEqual([]);
});

test("no module is meant twice", () => {
  for (const path of modules)
    expect(CHUNKS.filter((chunk) => chunk.test.test(path)).length, path).toBeLessThan(2);
});
