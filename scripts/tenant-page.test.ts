import { expect, test } from "vitest";
import { DECISIONS } from "#emulator/rules/decisions.ts";
import type { Decision } from "#emulator/rules/decisions.ts";
import { DOCUMENTED_ERRORS } from "#emulator/rules/documented-errors.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
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

test.each(Object.entries<Decision>(DECISIONS))("the page says both sides of %s", (id, one) => {
  for (const part of [one.topic, one.decision, one.evidence, one.holds, ...one.sources])
    expect(rowOf(id)).toContain(part);
});

test("documented errors without a known cause are listed as unknown", () => {
  const [, unknown = ""] = page.split("whose cause is unknown");
  for (const { rule, text } of DOCUMENTED_ERRORS)
    if (rule === undefined) expect(unknown).toContain(`\`${text}\``);
});
