import { expect, test } from "vitest";
import { renderDocsPage } from "./tenant-page.ts";
import { notEmulated } from "#emulator/rules/not-emulated.ts";
import { allRules } from "#emulator/rules/tables.ts";
import { createTestTenant, issuer } from "#test/support/tenant.ts";

test("docs/emulated-tenant.md is what the rules say; --update writes it anew", async () => {
  await expect(renderDocsPage()).toMatchFileSnapshot("../docs/emulated-tenant.md");
});

test("the page names every rule with its evidence and its source", () => {
  const page = renderDocsPage();
  for (const [id, { evidence, source }] of Object.entries(allRules)) {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${id}\` `)) ?? "";
    const cells = row.split(/ *\| */).map((cell) => cell.trim());
    expect(cells, id).toEqual(expect.arrayContaining([evidence, source]));
  }
});

const paths = notEmulated.flatMap(({ paths: some }) => some ?? []);
test.each(paths)("%s says that it is not offered", async (path) => {
  const { tenant, log } = createTestTenant();
  const address = path.replace(":id", "auth0%7C1").replace("*", "x");
  const response = await tenant.fetch(new Request(new URL(address, issuer)));
  expect(response.status).toBe(404);
  expect(log.at(-1)?.rule).toMatch(/-not-offered$/);
});
