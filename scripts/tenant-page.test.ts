import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EMULATED_ENDPOINTS } from "#emulator/rules/emulated-endpoints.ts";
import { notEmulatedAt } from "#emulator/rules/not-emulated-endpoints.ts";
import { CONFLICTS } from "#emulator/rules/conflicts.ts";
import { DOCUMENTED_ERRORS } from "#emulator/rules/documented-errors.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
import { ROOT } from "./setup.mjs";
import { renderDocsPage } from "./tenant-page.ts";

const page = renderDocsPage();
const rowOf = (id: string) =>
  page.split("\n").find((line) => line.startsWith(`| \`${id}\` `)) ?? "";

test("docs/emulated-tenant.md is what the rules say; --update writes it anew", async () => {
  await expect(page).toMatchFileSnapshot("../docs/emulated-tenant.md");
});

test("the page names every rule with its evidence and its source", () => {
  for (const [id, { evidence, source }] of Object.entries(ALL_RULES)) {
    const cells = rowOf(id)
      .split(/ *\| */)
      .map((cell) => cell.trim());
    expect(cells, id).toEqual(expect.arrayContaining([evidence, source]));
  }
});

test.each(Object.entries(CONFLICTS))("the page says both sides of %s", (id, one) => {
  for (const part of [one.topic, one.decision, one.evidence, one.holds, ...one.sources])
    expect(rowOf(id)).toContain(part);
});

/** The routes as the source has them: `GET /authorize`. */
function routesInSource(): string[] {
  const root = join(ROOT, "src", "emulator");
  const one = /\.(get|post|put|patch|delete)\(\s*"(\/[^"]*)"/g;
  const several = /\.on\(\s*\[([^\]]*)\],\s*"(\/[^"]*)"/g;
  return ["oauth", "management", "home"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(root, folder, name),
      ),
    )
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(file, "utf8");
      return [...source.matchAll(one), ...source.matchAll(several)].flatMap(
        ([, methods = "", path]) =>
          (methods.match(/\w+/g) ?? []).map((method) => `${method.toUpperCase()} ${path}`),
      );
    });
}

test("the table of endpoints has each route, and no other", () => {
  const named = EMULATED_ENDPOINTS.flatMap(({ path, read = {}, write = {} }) =>
    [...Object.keys(read), ...Object.keys(write)].map((method) => `${method} ${path}`),
  );
  expect(named.toSorted()).toEqual(routesInSource().toSorted());
});

test("nothing is emulated and not emulated at once", () => {
  for (const { path, read = {}, write = {} } of EMULATED_ENDPOINTS)
    for (const method of [...Object.keys(read), ...Object.keys(write)])
      expect(notEmulatedAt(method, path), `${method} ${path}`).toBeUndefined();
});

test("documented errors without a known cause are listed as unknown", () => {
  const [, unknown = ""] = page.split("whose cause is unknown");
  for (const { rule, text } of DOCUMENTED_ERRORS)
    if (rule === undefined) expect(unknown).toContain(`\`${text}\``);
});
