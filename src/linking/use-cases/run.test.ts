import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NOW } from "#test/support/tokens.ts";
import { runAsJson, runAsMarkdown, type RunExport, type CellResult, summaryOf } from "./run.ts";
import { idTokenA } from "#test/support/use-cases/fixtures.ts";
import { outcomeOf } from "./outcome.ts";
import type { PolicyName, UseCaseNumber } from "./use-cases.ts";

function resultOf(
  useCase: UseCaseNumber,
  policy: PolicyName,
  status: number | null,
  responseBody: string | null = null,
): CellResult {
  const exchange = {
    method: "POST",
    url: "http://localhost:5180/api/v2/users/auth0%7C1/identities",
    requestBody: '{"link_with":"⟦B ID token⟧"}',
    status,
    responseBody,
  };
  return {
    useCase,
    policy,
    exchange,
    rule: status === null ? null : "token-invalid",
    evidence: status === null ? null : "reported",
    outcome: outcomeOf(useCase, policy, exchange),
    at: NOW * 1000,
  };
}

const notOffered: CellResult = {
  ...resultOf(4, "before-2018", null),
  exchange: null,
  outcome: outcomeOf(4, "before-2018", null),
};
const tenant = "localhost:5180";
const invalid = '{"statusCode":401,"message":"Invalid token"}';

function textOf(made: RunExport): string {
  return made.kind === "text" ? made.text : "";
}

test("prints a row for each use case, and what was not run", () => {
  const results = [resultOf(1, "today", 401, invalid), notOffered];
  const lines = textOf(runAsMarkdown({ tenant, results })).split("\n");
  expect(lines[0]).toBe("Tenant: `localhost:5180`. Run until 2026-01-01T12:00:00.000Z.");
  expect(lines[1]).toBe("As expected: 2 of 2.");
  const rows = lines.filter((line) => /^\| \d/.test(line));
  expect(rows).toHaveLength(9);
  expect(rows[0]).toBe(
    "| 1 | Link with an ID token as bearer | Affected | not run | **401**, `Invalid token`, rule `token-invalid`, reported |",
  );
  expect(rows[3]).toContain("| Not offered by the guide: no request.");
  expect(lines).not.toContain("Not as expected:");
});

test("says what was not as expected", () => {
  const results = [resultOf(1, "today", 201, "[]"), resultOf(9, "today", null)];
  const text = textOf(runAsMarkdown({ tenant, results }));
  expect(text).toContain("As expected: 0 of 2.");
  expect(text).toContain("- 1, Today: status was `201`, expected `401`");
  expect(text).toContain("- 9, Today: status was `no answer`, expected `200`");
  expect(text).toContain("| no answer, **not as expected** |");
});

test("shows the last of two results of a cell", () => {
  const results = [resultOf(1, "today", 201, "[]"), resultOf(1, "today", 401, invalid)];
  const text = textOf(runAsMarkdown({ tenant, results }));
  expect(text).toContain("**401**");
  expect(text).not.toContain("**201**");
  expect(JSON.parse(textOf(runAsJson({ tenant, results }))).results).toHaveLength(1);
  expect(text).toContain("As expected: 1 of 1.");
});

test("lets no text of a tenant end its cell or its line", () => {
  const message = "a | b\n\n# c `d` <img src=x>";
  const results = [resultOf(1, "today", 401, JSON.stringify({ message }))];
  const text = textOf(runAsMarkdown({ tenant: "x`\n| y", results }));
  expect(text).toContain(String.raw`\`a \| b # c d <img src=x>\``.replaceAll("\\`", "`"));
  for (const row of text.split("\n").filter((line) => line.startsWith("|")))
    expect(row.replaceAll(String.raw`\|`, "").match(/\|/g)).toHaveLength(6);
});

test("exports everything of a run as JSON, in the order of the table", () => {
  const results = [resultOf(9, "today", 200, "[]"), notOffered, resultOf(1, "today", 401, invalid)];
  const value = JSON.parse(textOf(runAsJson({ tenant, results })));
  expect(value.tenant).toBe(tenant);
  expect(value.results.map((cell: { useCase: number }) => cell.useCase)).toEqual([1, 4, 9]);
  expect(value.results[0]).toMatchObject({
    policy: "today",
    guide: "Affected",
    outcome: "as-expected",
    expected: { status: 401, evidence: "reported" },
    exchange: { status: 401, responseBody: invalid },
    at: "2026-01-01T12:00:00.000Z",
  });
  expect(value.results[1].exchange).toBeNull();
});

test("exports an empty run", () => {
  expect(textOf(runAsMarkdown({ tenant, results: [] }))).toContain("Nothing was run.");
  expect(JSON.parse(textOf(runAsJson({ tenant, results: [] })))).toEqual({ tenant, results: [] });
});

test.each([
  ["a body", { responseBody: `{"x":"${idTokenA}"}` }],
  ["a URL", { url: `/x?t=%22${idTokenA}` }],
  ["a request", { requestBody: JSON.stringify({ link_with: idTokenA }) }],
  ["a token whose header begins with a blank", { responseBody: "eyAiYWxnIjoiUlMyNTYiIH0.e30.x" }],
])("refuses a run with a token in %s", (_, part) => {
  const result = resultOf(1, "today", 401, invalid);
  const exchange = { ...result.exchange, ...part } as CellResult["exchange"];
  expect(runAsJson({ tenant, results: [{ ...result, exchange }] })).toEqual({ kind: "refused" });
});

test("exports a run with a word of many starts of tokens", () => {
  const long = "eyJ".repeat(150_000);
  expect(textOf(runAsJson({ tenant: long, results: [] }))).toContain(long);
});

test("refuses Markdown with a token in what it prints", () => {
  const results = [resultOf(1, "today", 401, JSON.stringify({ message: idTokenA }))];
  expect(runAsMarkdown({ tenant, results })).toEqual({ kind: "refused" });
});

const odd = fc.string({
  unit: fc.constantFrom("|", "`", "\n", "\u2028", "\ud800", "\\", '"', "<", "a", "💥", "\0", "{"),
});

test("never throws, whatever a tenant answered and whenever", () => {
  fc.assert(
    fc.property(odd, fc.double(), (body, at) => {
      const results = [{ ...resultOf(1, "today", 401, body), at }];
      const rows = textOf(runAsMarkdown({ tenant: body, results })).split("\n");
      expect(rows.filter((row) => /^\| \d/.test(row))).toHaveLength(9);
      expect(JSON.parse(textOf(runAsJson({ tenant: body, results }))).tenant).toBe(body);
    }),
    { seed: 20_261_125, numRuns: 100 },
  );
});

test.each([
  ['[{"provider":"auth0"},{"provider":"github"}]', "2 identities: auth0, github"],
  ['[{"provider":"auth0"}]', "1 identity: auth0"],
  ['{"statusCode":403,"message":"Insufficient scope"}', "Insufficient scope"],
  ['{"other":1}', null],
  ["[", null],
  [null, null],
])("says of the answer %s: %s", (body, summary) => {
  expect(summaryOf(body)).toBe(summary);
});
