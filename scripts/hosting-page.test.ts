import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { FEATURES } from "#session/config.ts";
import { createHostFiles } from "./host-files.ts";
import { ROOT, SITE } from "./setup.mjs";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const step = v.object({
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.union([v.string(), v.number()])), {}),
});
const workflow = v.object({
  on: v.looseObject({}),
  permissions: v.object({
    contents: v.literal("read"),
    pages: v.literal("write"),
    "id-token": v.literal("write"),
  }),
  jobs: v.record(v.string(), v.object({ steps: v.array(step) })),
});

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(read("package.json")),
);

test("the workflow for forks builds by a script that there is, and takes the folder that it writes", () => {
  const { jobs } = v.parse(workflow, parse(read("docs/hosting/pages.yml")));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const names = steps.flatMap(({ run }) =>
    run === undefined ? [] : [/^npm run (\S+)$/.exec(run)?.[1]],
  );
  expect(names).toEqual(["build"]);
  expect(scripts).toHaveProperty("build");
  const upload = steps.find(({ uses }) => uses?.startsWith("actions/upload-pages-artifact@"));
  expect(upload?.with["path"]).toBe(SITE);
  expect(steps.at(-1)?.uses).toMatch(/^actions\/deploy-pages@/);
});

test("nothing in this repository publishes by itself", () => {
  expect(existsSync(join(ROOT, ".github", "workflows"))).toBe(false);
});

test("the page names every file for a host, every part to leave out, and commands that there are", () => {
  const page = read("docs/static-site.md");
  const words = [...Object.keys(createHostFiles()), ...FEATURES].map((name) => `\`${name}\``);
  expect(words.filter((word) => !page.includes(word))).toEqual([]);
  const commands = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});
