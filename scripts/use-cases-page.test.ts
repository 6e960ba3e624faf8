import { expect, test } from "vitest";
import { createUseCaseWorld } from "#test/support/use-case-runner.ts";
import { renderUseCasesPage } from "./use-cases-page.ts";

test("docs/use-cases.md is what a run gives; --update writes it anew", async () => {
  const { runner, core } = createUseCaseWorld();
  await runner.runAll();
  const results = Object.values(runner.state().cells).flatMap((cell) =>
    cell.kind === "done" ? [cell.result] : [],
  );
  expect(results).toHaveLength(17);
  const page = renderUseCasesPage({ tenant: core.tenant.domain, results });
  await expect(page).toMatchFileSnapshot("../docs/use-cases.md");
});

test("refuses to print a token", () => {
  const { runner: _, core } = createUseCaseWorld();
  const responseBody = JSON.stringify({ message: `eyJhbGciOiJSUzI1NiJ9.${"x".repeat(9)}.y` });
  const exchange = { method: "POST", url: "", requestBody: null, status: 401, responseBody };
  const outcome = { kind: "as-expected", differences: [] } as const;
  const cell = { useCase: 1, policy: "today", rule: null, evidence: null, at: 0 } as const;
  const run = { tenant: core.tenant.domain, results: [{ ...cell, exchange, outcome }] };
  expect(() => renderUseCasesPage(run)).toThrow("looks like a token");
});
